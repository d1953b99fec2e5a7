using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Authentication;

/// <summary>Presigned URLs of signature version 2, which some clients still make.</summary>
internal static class Version2Signature
{
    private const string Key = "AWSAccessKeyId";
    private const string Signature = "Signature";
    private const string Expires = "Expires";

    // Parameters that are part of the resource which is signed, as the description of version 2 lists them.
    private static readonly string[] Signed =
    [
        "acl", "cors", "delete", "lifecycle", "location", "logging", "notification", "partNumber", "policy", "requestPayment", "tagging",
        "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    ];

    public static bool IsPresent(QueryParameters query) => query.Has(Key);

    public static VerifiedSignature Verify(SignedMessage message, Credential credential, DateTimeOffset now)
    {
        QueryParameters query = message.Query;
        if (query[Signature] is not { } signature || query[Expires] is not { } expires)
        {
            throw S3Error.AccessDenied("Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }

        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out long end))
        {
            throw S3Error.AccessDenied($"Invalid date (should be seconds since epoch): {expires}");
        }

        if (now.ToUnixTimeSeconds() > end)
        {
            throw new S3Exception(403, "AccessDenied", "Request has expired", ("Expires", expires), ("ServerTime", Http.Timestamp.Iso(now)));
        }

        if (!SigningMath.Same(query[Key]!, credential.AccessKeyId))
        {
            throw new S3Exception(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", (Key, query[Key]!));
        }

        string text = StringToSign(message, expires);
        if (!SigningMath.Same(Sign(credential.Secret, text), signature))
        {
            throw new S3Exception(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
                (Key, query[Key]!),
                ("StringToSign", text),
                ("SignatureProvided", signature));
        }

        // Chunks are never signed by this version, so there is no key for them.
        return new(signature, [], string.Empty, string.Empty);
    }

    private static string StringToSign(SignedMessage message, string expires)
    {
        StringBuilder text = new();
        text.Append(message.Method).Append('\n');
        text.Append(message.Headers.ContentMD5.ToString()).Append('\n');
        text.Append(message.Headers.ContentType.ToString()).Append('\n');
        text.Append(expires).Append('\n');
        foreach ((string name, string value) in message.Headers
            .Select(static header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.ToString().Trim()))
            .Where(static header => header.Name.StartsWith("x-amz-", StringComparison.Ordinal))
            .OrderBy(static header => header.Name, StringComparer.Ordinal))
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append(message.VirtualBucket is null ? string.Empty : "/" + message.VirtualBucket).Append(message.RawPath);
        string parameters = string.Join('&', message.Query.Items
            .Where(static item => Array.IndexOf(Signed, item.Name) >= 0 || item.Name.StartsWith("response-", StringComparison.Ordinal))
            .OrderBy(static item => item.Name, StringComparer.Ordinal)
            .Select(static item => item.Value.Length == 0 ? item.Name : $"{item.Name}={item.Value}"));
        return text.Append(parameters.Length == 0 ? string.Empty : "?" + parameters).ToString();
    }

#pragma warning disable CA5350 // The retired version is defined over SHA-1.
    private static string Sign(string secret, string text)
        => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}
