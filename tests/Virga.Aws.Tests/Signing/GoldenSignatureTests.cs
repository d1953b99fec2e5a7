using System.Security.Cryptography;
using System.Text;
using Virga.Aws.Signing;
using static Virga.Aws.Tests.Signing.SignatureExamples;

namespace Virga.Aws.Tests.Signing;

/// <summary>Every awkward key: all printable ASCII, Unicode, empty and dot segments, escapes in keys, session tokens, odd access keys.</summary>
public sealed class GoldenSignatureTests
{
    [Fact]
    public void PresignedUrlsOfAwkwardKeysAreTheGoldenOnes()
    {
        var count = 0;
        foreach (var golden in GoldenRequest.Presigned())
        {
            KeyValuePair<string, string>[] headers = golden.ContentType is null ? [] : [Header("Content-Type", golden.ContentType)];
            var scope = SigningScope.Create(new AwsCredentials(golden.AccessKeyId, GoldenRequest.Secret, golden.Token), GoldenRequest.Time, "eu-central-1", "s3");
            var request = new CanonicalRequest { Method = golden.Method, Host = GoldenRequest.Host, Path = golden.Path, Query = "", Headers = headers, PayloadHash = SigV4.UnsignedPayload };

            Assert.Equal(golden.Expected, $"https://{GoldenRequest.Host}{golden.Path}?{PresignedQuery.Build(request, scope, TimeSpan.FromHours(1), golden.Token)}");
            count++;
        }

        Assert.Equal(237, count);
    }

    [Fact]
    public void SignedHeadersOfAwkwardKeysAreTheGoldenOnes()
    {
        var scope = SigningScope.Create(new AwsCredentials("AKIAIOSFODNN7EXAMPLE", GoldenRequest.Secret, GoldenRequest.Token1), GoldenRequest.Time, "eu-central-1", "s3");
        var count = 0;
        foreach (var golden in GoldenRequest.Authorized())
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Hello, " + golden.Key)));
            var request = new CanonicalRequest
            {
                Method = "PUT",
                Host = GoldenRequest.Host,
                Path = golden.Path,
                Query = "",
                Headers = [Header("Content-Type", "text/plain"), Header("x-amz-meta-n", "1  2"), Header("X-Amz-Date", scope.Date), Header("x-amz-security-token", GoldenRequest.Token1), Header("x-amz-content-sha256", hash), Header("If-Match", "x")],
                PayloadHash = hash,
            };

            Assert.Equal(golden.Expected, SigV4.Authorization(request, scope, new byte[SigV4.SignatureLength]));
            count++;
        }

        Assert.Equal(222, count);
    }

    [Fact]
    public void ThePresignedExampleOfTheReferenceIsReproduced()
    {
        var request = new CanonicalRequest { Method = "GET", Host = ExampleHost, Path = "/test.txt", Query = "", Headers = [], PayloadHash = SigV4.UnsignedPayload };

        Assert.Equal(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            PresignedQuery.Build(request, S3Scope, TimeSpan.FromDays(1), null));
    }

    [Fact]
    public void AnUrlThatIsSignedKeepsItsTextInTheUriType()
    {
        foreach (var golden in GoldenRequest.Presigned())
        {
            var uri = new Uri(golden.Expected, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

            Assert.Equal(golden.Expected, uri.AbsoluteUri);
            Assert.Equal(golden.Expected, uri.OriginalString);
        }
    }
}
