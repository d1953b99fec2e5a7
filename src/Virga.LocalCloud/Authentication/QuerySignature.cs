using System.Globalization;

namespace Virga.Local.Authentication;

/// <summary>Reads a signature from the query of a presigned URL.</summary>
internal static class QuerySignature
{
    // A week, the longest that the service accepts.
    private const int MaxExpires = 604_800;

    public static bool IsPresent(QueryParameters query) => query.Has("X-Amz-Algorithm") || query.Has(CanonicalRequest.SignatureParameter);

    public static SignatureFields Read(SignedMessage message)
    {
        QueryParameters query = message.Query;
        if (Require(query, "X-Amz-Algorithm") != SignatureFields.Algorithm)
        {
            throw Malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }

        string[] credential = Require(query, "X-Amz-Credential").Split('/');
        if (credential.Length < 5 || credential[^1] != "aws4_request")
        {
            throw Malformed("Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }

        return new()
        {
            AccessKeyId = string.Join('/', credential[..^4]),
            Date = credential[^4],
            Region = credential[^3],
            Service = credential[^2],
            SignedHeaders = Require(query, "X-Amz-SignedHeaders").Split(';'),
            Signature = Require(query, CanonicalRequest.SignatureParameter),
            Timestamp = Require(query, "X-Amz-Date"),
            PayloadHash = PayloadHash(message),
            Presigned = true,
        };
    }

    /// <summary>Refuses a URL before its time and after it.</summary>
    public static void CheckTime(QueryParameters query, DateTimeOffset signed, DateTimeOffset now, TimeSpan skew)
    {
        string text = Require(query, "X-Amz-Expires");
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds))
        {
            throw Malformed("X-Amz-Expires should be a number");
        }

        if (seconds < 0)
        {
            throw Malformed("X-Amz-Expires must be non-negative");
        }

        if (seconds > MaxExpires)
        {
            throw Malformed("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds");
        }

        if (signed - now > skew)
        {
            throw new S3Exception(403, "AccessDenied", "Request is not valid yet", ("X-Amz-Date", Http.Timestamp.Iso(signed)), ("ServerTime", Http.Timestamp.Iso(now)));
        }

        DateTimeOffset expires = signed.AddSeconds(seconds);
        if (now > expires)
        {
            throw new S3Exception(
                403, "AccessDenied", "Request has expired", ("X-Amz-Expires", text), ("Expires", Http.Timestamp.Iso(expires)), ("ServerTime", Http.Timestamp.Iso(now)));
        }
    }

    public static S3Exception Malformed(string message, params (string, string)[] details) => new(400, "AuthorizationQueryParametersError", message, details);

    private static string PayloadHash(SignedMessage message)
        => message.Query[PayloadDeclaration.Parameter]
        ?? (message.Headers.TryGetValue(PayloadDeclaration.Header, out var value) && value.Count > 0 ? value.ToString() : PayloadDeclaration.Unsigned);

    private static string Require(QueryParameters query, string name) => query[name] ?? throw Malformed(
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
}
