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

    /// <summary>The whole query of the signed request: the request's own, then what signs it. Everything is escaped once.</summary>
    /// <remarks>The session token is a parameter like the others, so it is signed, and it appears once.</remarks>
    public static string Build(scoped CanonicalRequest request, SigningScope scope, TimeSpan expires, string? sessionToken)
    {
        var query = new StringBuilder(512);
        query.Append(request.Query);
        if (query.Length > 0) query.Append('&');
        query.Append("X-Amz-Algorithm=").Append(SigV4.Algorithm);
        query.Append("&X-Amz-Credential=").Append(Uri.EscapeDataString($"{scope.Credentials.AccessKeyId}/{scope.Text}"));
        query.Append("&X-Amz-Date=").Append(scope.Date);
        query.Append(CultureInfo.InvariantCulture, $"&X-Amz-Expires={(long)expires.TotalSeconds}");
        query.Append("&X-Amz-SignedHeaders=").Append(Uri.EscapeDataString(SignedNames(request.Host, request.Headers)));
        if (sessionToken is not null) query.Append("&X-Amz-Security-Token=").Append(Uri.EscapeDataString(sessionToken));

        var toSign = new CanonicalRequest
        {
            Method = request.Method,
            Host = request.Host,
            Path = request.Path,
            Query = query.ToString(),
            Headers = request.Headers,
            PayloadHash = request.PayloadHash,
            PathRule = request.PathRule,
            HeaderRule = SignedHeaderRule.All,
        };
        return query.Append("&X-Amz-Signature=").Append(Signature(toSign, scope)).ToString();
    }

    private static string SignedNames(string host, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        Span<int> memory = headers.Count < 32 ? stackalloc int[32] : new int[headers.Count + 1];
        var names = new SigningBuffer(stackalloc byte[512]);
        CanonicalHeaders.WriteNames(CanonicalHeaders.Select(host, headers, SignedHeaderRule.All, memory), ref names);
        var text = Encoding.ASCII.GetString(names.Written);
        names.Dispose();
        return text;
    }

    private static string Signature(scoped CanonicalRequest request, SigningScope scope)
    {
        Span<byte> signature = stackalloc byte[SigV4.SignatureLength];
        var names = new SigningBuffer(stackalloc byte[512]);
        SigV4.Sign(request, scope, signature, ref names);
        names.Dispose();
        return Encoding.ASCII.GetString(signature);
    }
}
