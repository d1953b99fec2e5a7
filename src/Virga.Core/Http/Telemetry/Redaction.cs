using System.Globalization;
using System.Text;

namespace Virga.Http;

/// <summary>Takes secrets out of URLs before they are logged or traced.</summary>
internal static class Redaction
{
    public const string Hidden = "REDACTED";

    // Signatures, credentials and tokens of the providers' presigned URLs, and what plain services call their keys.
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Security-Token", "X-Goog-Signature", "X-Goog-Credential", "Signature", "AWSAccessKeyId",
        "sig", "temp_url_sig", "token", "access_token", "id_token", "refresh_token", "code", "key", "api_key", "apikey", "api-key", "password", "secret", "client_secret", "Authorization", "upload_id_token", "sessiontoken",
    };

    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; } = Secrets.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A text that a service sent, without the credentials of the request: services echo what they could not verify.</summary>
    public static string Echo(string text, IReadOnlyList<KeyValuePair<string, string>> sent)
    {
        foreach (var (name, value) in sent)
        {
            if (!IsSecret(name)) continue;
            text = Hide(text, value);
            var scheme = value.IndexOf(' ', StringComparison.Ordinal);
            if (scheme >= 0) text = Hide(text, value[(scheme + 1)..]);
            var signature = value.IndexOf("Signature=", StringComparison.Ordinal);
            if (signature >= 0) text = Hide(text, value[(signature + "Signature=".Length)..]);
        }

        return text;
    }

    private static bool IsSecret(string header) =>
        header.Contains("auth", StringComparison.OrdinalIgnoreCase) || header.Contains("token", StringComparison.OrdinalIgnoreCase) || header.Contains("key", StringComparison.OrdinalIgnoreCase)
        || header.Contains("secret", StringComparison.OrdinalIgnoreCase) || header.Contains("signature", StringComparison.OrdinalIgnoreCase) || header.Contains("cookie", StringComparison.OrdinalIgnoreCase);

    private static string Hide(string text, string secret)
    {
        // Shorter ones are words, and hiding them would spoil the text.
        if (secret.Length < 8) return text;
        var hidden = text.Replace(secret, Hidden, StringComparison.Ordinal);

        // Amazon repeats the text that it signed as bytes in hexadecimal, with spaces between.
        return hidden.Contains("Bytes>", StringComparison.Ordinal) ? hidden.Replace(string.Join(' ', Encoding.UTF8.GetBytes(secret).Select(b => b.ToString("x2", CultureInfo.InvariantCulture))), Hidden, StringComparison.OrdinalIgnoreCase) : hidden;
    }

    /// <summary>The URL with the values of secret parameters hidden, and nothing but the host of a URL that may itself be a secret.</summary>
    public static string Url(string prefix, ReadOnlySpan<char> path, ReadOnlySpan<char> query, bool hideAll, string? alsoSecret)
    {
        if (hideAll) return string.Concat(prefix, path.Length <= 1 && query.IsEmpty ? "/" : "/" + Hidden);
        if (query.IsEmpty) return string.Concat(prefix, path);
        var text = new StringBuilder(prefix).Append(path);
        var mark = '?';
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            text.Append(mark);
            mark = '&';
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];
            if (equals >= 0 && (Lookup.Contains(name) || (alsoSecret is not null && name.SequenceEqual(alsoSecret)))) text.Append(name).Append('=').Append(Hidden);
            else text.Append(parameter);
        }

        return text.ToString();
    }
}
