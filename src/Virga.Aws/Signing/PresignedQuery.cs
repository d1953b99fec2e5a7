using System.Globalization;
using System.Text;

namespace Virga.Aws.Signing;

/// <summary>Signs a request in its query, so that whoever holds the URL may send it.</summary>
internal static class PresignedQuery
{
    /// <summary>S3 takes from one second to seven days ("Authenticating Requests: Using Query Parameters").</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static void CheckExpiry(TimeSpan expires, AwsCredentials credentials, DateTimeOffset now)
    {
        if (expires < TimeSpan.FromSeconds(1) || expires > Longest)
        {
            throw new ArgumentException($"A presigned request lasts from 1 second to 7 days; {expires} was asked for.", nameof(expires));
        }

        if (credentials.ExpiresAt is { } end && end <= now)
        {
            throw new VirgaException(ErrorKind.Unauthenticated, "The temporary AWS credentials have expired, so the presigned request would never be accepted. Renew the credentials.");
        }
    }

    /// <summary>The parameters that sign a request, but for the signature; each name and value is escaped once.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(SigningScope scope, TimeSpan expires, string signedNames, string? sessionToken)
    {
        yield return new("X-Amz-Algorithm", SigV4.Algorithm);
        yield return new("X-Amz-Credential", Uri.EscapeDataString($"{scope.Credentials.AccessKeyId}/{scope.Text}"));
        yield return new("X-Amz-Date", scope.Date);
        yield return new("X-Amz-Expires", ((long)expires.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (sessionToken is not null) yield return new("X-Amz-Security-Token", Uri.EscapeDataString(sessionToken));
        yield return new("X-Amz-SignedHeaders", Uri.EscapeDataString(signedNames));
    }

    public static string SignedNames(string host, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        Span<int> memory = headers.Count < 32 ? stackalloc int[32] : new int[headers.Count + 1];
        var names = new SigningBuffer(stackalloc byte[512]);
        CanonicalHeaders.WriteNames(CanonicalHeaders.Select(host, headers, SignedHeaderRule.All, memory), ref names);
        var text = Encoding.ASCII.GetString(names.Written);
        names.Dispose();
        return text;
    }

    /// <summary>The signature of a request whose query holds the parameters above.</summary>
    public static string Signature(scoped CanonicalRequest request, SigningScope scope)
    {
        Span<byte> signature = stackalloc byte[SigV4.SignatureLength];
        var names = new SigningBuffer(stackalloc byte[512]);
        SigV4.Sign(request, scope, signature, ref names);
        names.Dispose();
        return Encoding.ASCII.GetString(signature);
    }
}
