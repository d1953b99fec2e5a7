namespace Virga.Local.Authentication;

/// <summary>Reads a signature from the Authorization header.</summary>
internal static class HeaderSignature
{
    public static SignatureFields Read(SignedMessage message)
    {
        string header = message.Headers.Authorization.ToString();
        if (!header.StartsWith(SignatureFields.Algorithm + " ", StringComparison.Ordinal))
        {
            throw Unsupported();
        }

        Dictionary<string, string> parts = Split(header[(SignatureFields.Algorithm.Length + 1)..]);
        string[] credential = Require(parts, "Credential").Split('/');
        if (credential.Length < 5 || credential[^1] != "aws4_request")
        {
            throw Malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }

        return new()
        {
            AccessKeyId = string.Join('/', credential[..^4]),
            Date = credential[^4],
            Region = credential[^3],
            Service = credential[^2],
            SignedHeaders = Require(parts, "SignedHeaders").Split(';'),
            Signature = Require(parts, "Signature"),
            Timestamp = TimestampOf(message),
            PayloadHash = PayloadHash(message),
            Presigned = false,
        };
    }

    /// <summary>An older signature, or none of Amazon's.</summary>
    public static S3Exception Unsupported() => S3Error.InvalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");

    public static S3Exception Malformed(string what, params (string, string)[] details)
        => new(400, "AuthorizationHeaderMalformed", "The authorization header is malformed; " + what, details);

    private static string PayloadHash(SignedMessage message)
        => message.Headers.TryGetValue(PayloadDeclaration.Header, out var value) && value.Count > 0
            ? value.ToString()
            : throw S3Error.InvalidRequest("Missing required header for this request: x-amz-content-sha256");

    private static string TimestampOf(SignedMessage message)
    {
        if (message.Headers.TryGetValue("x-amz-date", out var value))
        {
            return value.ToString();
        }

        return Http.Timestamp.ParseHttp(message.Headers.Date.ToString()) is { } date
            ? Http.Timestamp.Basic(date)
            : throw S3Error.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
    }

    private static Dictionary<string, string> Split(string text)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (string item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parts[item[..equals]] = item[(equals + 1)..];
            }
        }

        return parts;
    }

    private static string Require(Dictionary<string, string> parts, string name)
        => parts.TryGetValue(name, out string? value) ? value : throw Malformed($"the authorization header requires three components: Credential, SignedHeaders, and Signature. {name} is missing.");
}
