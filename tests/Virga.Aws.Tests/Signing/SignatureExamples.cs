using System.Text;
using Virga.Aws.Signing;

namespace Virga.Aws.Tests.Signing;

/// <summary>Credentials, times and shorthand of the examples that Amazon publishes.</summary>
internal static class SignatureExamples
{
    public const string ExampleHost = "examplebucket.s3.amazonaws.com";

    public static readonly DateTimeOffset May24 = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    public static readonly AwsCredentials S3Credentials = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    public static readonly SigningScope S3Scope = SigningScope.Create(S3Credentials, May24, "us-east-1", "s3");

    /// <summary>Of the signing test suite.</summary>
    public static readonly SigningScope SuiteScope = SigningScope.Create(
        new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero), "us-east-1", "service");

    public static string Sign(string method, string host, string path, string query, string payloadHash, SigningScope scope, PathRule rule, params KeyValuePair<string, string>[] headers)
    {
        var request = new CanonicalRequest { Method = method, Host = host, Path = path, Query = query, Headers = headers, PayloadHash = payloadHash, PathRule = rule, HeaderRule = SignedHeaderRule.All };
        Span<byte> signature = stackalloc byte[SigV4.SignatureLength];
        SigV4.Authorization(request, scope, signature);
        return Encoding.ASCII.GetString(signature);
    }

    public static KeyValuePair<string, string> Header(string name, string value) => new(name, value);
}
