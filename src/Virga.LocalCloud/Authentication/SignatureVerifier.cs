using System.Globalization;
using System.Text;

namespace Virga.Local.Authentication;

/// <summary>Decides whether a request was signed with the one key of this endpoint, for it, and now.</summary>
internal sealed class SignatureVerifier(Credential credential, string region, bool acceptVersion2 = false)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    public static bool IsAnonymous(SignedMessage message) => message.Headers.Authorization.Count == 0 && !QuerySignature.IsPresent(message.Query);

    public VerifiedSignature Verify(SignedMessage message, DateTimeOffset now)
    {
        if (acceptVersion2 && message.Headers.Authorization.Count == 0 && !QuerySignature.IsPresent(message.Query) && Version2Signature.IsPresent(message.Query))
        {
            CheckToken(message);
            return Version2Signature.Verify(message, credential, now);
        }

        SignatureFields fields = Read(message);
        DateTimeOffset signed = CheckScope(fields);
        CheckTime(message, fields, signed, now);
        RequireKey(fields.AccessKeyId);
        CheckSignedHeaders(message, fields);
        byte[] key = SigningMath.SigningKey(credential.Secret, fields.Date, fields.Region, fields.Service);
        CheckSignature(message, fields, key);
        CheckToken(message);
        return new(fields.Signature, key, fields.Scope, fields.Timestamp);
    }

    /// <summary>Checks the signature of a form: the policy is what it covers, and the policy's own date is what it lives by.</summary>
    public VerifiedSignature VerifyForm(SignatureFields fields, string policy, string? token)
    {
        CheckScope(fields);
        RequireKey(fields.AccessKeyId);
        byte[] key = SigningMath.SigningKey(credential.Secret, fields.Date, fields.Region, fields.Service);
        if (!SigningMath.Same(SigningMath.Sign(key, policy), fields.Signature))
        {
            throw new S3Exception(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
                ("AWSAccessKeyId", fields.AccessKeyId),
                ("StringToSign", policy),
                ("SignatureProvided", fields.Signature));
        }

        RequireToken(token);
        return new(fields.Signature, key, fields.Scope, fields.Timestamp);
    }

    private void RequireKey(string accessKeyId)
    {
        if (!SigningMath.Same(accessKeyId, credential.AccessKeyId))
        {
            throw new S3Exception(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", ("AWSAccessKeyId", accessKeyId));
        }
    }

    private static SignatureFields Read(SignedMessage message)
    {
        bool inQuery = QuerySignature.IsPresent(message.Query);
        bool inHeader = message.Headers.Authorization.Count > 0;
        if (inQuery && inHeader)
        {
            throw S3Error.InvalidArgument(
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
                "Authorization",
                SignatureFields.Algorithm);
        }

        return (inQuery, inHeader) switch
        {
            (true, _) => QuerySignature.Read(message),
            (_, true) => HeaderSignature.Read(message),
            _ when Version2Signature.IsPresent(message.Query) => throw HeaderSignature.Unsupported(),
            _ => throw S3Error.AccessDenied("Access Denied"),
        };
    }

    private DateTimeOffset CheckScope(SignatureFields fields)
    {
        DateTimeOffset signed = Http.Timestamp.ParseBasic(fields.Timestamp)
            ?? throw Malformed(fields, "the date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        if (!fields.Timestamp.StartsWith(fields.Date, StringComparison.Ordinal) || fields.Date.Length != 8)
        {
            throw Malformed(fields, $"Invalid credential date \"{fields.Date}\". This date is not the same as X-Amz-Date: \"{fields.Timestamp[..8]}\".");
        }

        if (fields.Service != "s3")
        {
            throw Malformed(fields, $"incorrect service \"{fields.Service}\". This endpoint belongs to \"s3\".");
        }

        if (fields.Region != region)
        {
            throw Malformed(fields, $"the region '{fields.Region}' is wrong; expecting '{region}'", ("Region", region));
        }

        return signed;
    }

    private static S3Exception Malformed(SignatureFields fields, string message, params (string, string)[] details)
        => fields.Presigned ? QuerySignature.Malformed("Error parsing the X-Amz-Credential parameter; " + message, details) : HeaderSignature.Malformed(message, details);

    private static void CheckTime(SignedMessage message, SignatureFields fields, DateTimeOffset signed, DateTimeOffset now)
    {
        if (fields.Presigned)
        {
            QuerySignature.CheckTime(message.Query, signed, now, MaxSkew);
        }
        else if ((signed - now).Duration() > MaxSkew)
        {
            throw new S3Exception(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
                ("RequestTime", fields.Timestamp),
                ("ServerTime", Http.Timestamp.Iso(now)),
                ("MaxAllowedSkewMilliseconds", MaxSkew.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void CheckSignedHeaders(SignedMessage message, SignatureFields fields)
    {
        HashSet<string> signed = new(fields.SignedHeaders, StringComparer.Ordinal);
        string[] unsigned = [.. message.Headers.Keys
            .Select(static name => name.ToLowerInvariant())
            .Where(name => (name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal)) && !signed.Contains(name))
            // A presigned URL states the hash of the payload in its canonical form in any case.
            .Where(name => !(fields.Presigned && name == PayloadDeclaration.Header))
            .Order(StringComparer.Ordinal)];
        if (unsigned.Length > 0)
        {
            throw new S3Exception(403, "AccessDenied", "There were headers present in the request which were not signed", ("HeadersNotSigned", string.Join(", ", unsigned)));
        }
    }

    private static void CheckSignature(SignedMessage message, SignatureFields fields, byte[] key)
    {
        string canonical = CanonicalRequest.Build(message, fields);
        string text = CanonicalRequest.StringToSign(fields, canonical);
        if (!SigningMath.Same(SigningMath.Sign(key, text), fields.Signature))
        {
            throw new S3Exception(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
                ("AWSAccessKeyId", fields.AccessKeyId),
                ("StringToSign", text),
                ("SignatureProvided", fields.Signature),
                ("StringToSignBytes", Bytes(text)),
                ("CanonicalRequest", canonical),
                ("CanonicalRequestBytes", Bytes(canonical)));
        }
    }

    private static string Bytes(string text) => BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace('-', ' ').ToLowerInvariant();

    private void CheckToken(SignedMessage message)
    {
        string? token = message.Query["X-Amz-Security-Token"];
        if (token is null && message.Headers.TryGetValue("x-amz-security-token", out var value))
        {
            token = value.ToString();
        }

        RequireToken(token);
    }

    private void RequireToken(string? token)
    {
        if (credential.SessionToken is null ? token is not null : token is null || !SigningMath.Same(token, credential.SessionToken))
        {
            throw new S3Exception(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
        }
    }
}
