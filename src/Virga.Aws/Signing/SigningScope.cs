using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Virga.Aws.Signing;

/// <summary>What a signature at one second needs besides the request: the time as text, the scope, and the key derived for the day.</summary>
internal sealed class SigningScope
{
    private SigningScope(AwsCredentials credentials, long second, string date, string text, byte[] key)
    {
        Credentials = credentials;
        Second = second;
        Date = date;
        Text = text;
        Key = key;
    }

    public AwsCredentials Credentials { get; }

    /// <summary>Unix time.</summary>
    public long Second { get; }

    /// <summary>As in <c>20130524T000000Z</c>.</summary>
    public string Date { get; }

    /// <summary>As in <c>20130524/us-east-1/s3/aws4_request</c>.</summary>
    public string Text { get; }

    /// <summary>The signing key of the day, region and service.</summary>
    public byte[] Key { get; }

    public static SigningScope Create(AwsCredentials credentials, DateTimeOffset now, string region, string service)
    {
        var date = Format(now);
        var key = DeriveKey(credentials.SecretAccessKey, date.AsSpan(0, 8), region, service);
        return new SigningScope(credentials, now.ToUnixTimeSeconds(), date, $"{date.AsSpan(0, 8)}/{region}/{service}/aws4_request", key);
    }

    /// <summary>The scope at another second of the same day; the key and the scope text are shared.</summary>
    public SigningScope At(DateTimeOffset now) => new(Credentials, now.ToUnixTimeSeconds(), Format(now), Text, Key);

    public bool IsSameDay(DateTimeOffset now) => Math.DivRem(now.ToUnixTimeSeconds(), 86400).Quotient == Math.DivRem(Second, 86400).Quotient;

    private static string Format(DateTimeOffset now) => now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static byte[] DeriveKey(string secret, ReadOnlySpan<char> day, string region, string service)
    {
        var first = Encoding.UTF8.GetBytes("AWS4" + secret);
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[256];
        HMACSHA256.HashData(first, text[..Encoding.UTF8.GetBytes(day, text)], key);
        CryptographicOperations.ZeroMemory(first);
        foreach (var part in (ReadOnlySpan<string>)[region, service, "aws4_request"])
        {
            HMACSHA256.HashData(key, text[..Encoding.UTF8.GetBytes(part, text)], key);
        }

        return key.ToArray();
    }
}
