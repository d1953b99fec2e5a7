using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Tests;

/// <summary>Signs as the documentation tells, step by step, for paths that are percent-coded already.</summary>
internal sealed class TestSigner(string accessKeyId, string secret, string region)
{
    public const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public string Scope(DateTimeOffset at) => $"{at:yyyyMMdd}/{region}/s3/aws4_request";

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public string Authorize(string method, string path, string query, SortedDictionary<string, string> headers, string payload, DateTimeOffset at)
    {
        string names = string.Join(';', headers.Keys);
        string signature = Sign(at, StringToSign(at, Canonical(method, path, query, headers, payload)));
        return $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{Scope(at)}, SignedHeaders={names}, Signature={signature}";
    }

    public string Presign(string method, string host, string path, string query, TimeSpan life, DateTimeOffset at, string? token = null, string payload = "UNSIGNED-PAYLOAD")
    {
        string full = (query.Length == 0 ? string.Empty : query + "&")
            + $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{accessKeyId}/{Scope(at)}")}"
            + $"&X-Amz-Date={Stamp(at)}&X-Amz-Expires={(long)life.TotalSeconds}"
            + (token is null ? string.Empty : $"&X-Amz-Security-Token={Uri.EscapeDataString(token)}")
            + "&X-Amz-SignedHeaders=host";
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal) { ["host"] = host };
        string signature = Sign(at, StringToSign(at, Canonical(method, path, full, headers, payload)));
        return $"{path}?{full}&X-Amz-Signature={signature}";
    }

    public string Sign(DateTimeOffset at, string text)
    {
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (string step in new[] { at.ToString("yyyyMMdd", CultureInfo.InvariantCulture), region, "s3", "aws4_request", text })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return Convert.ToHexStringLower(key);
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string StringToSign(DateTimeOffset at, string canonical)
        => $"AWS4-HMAC-SHA256\n{Stamp(at)}\n{Scope(at)}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";

    private static string Canonical(string method, string path, string query, SortedDictionary<string, string> headers, string payload)
    {
        IEnumerable<string> pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Contains('=') ? pair : pair + "=")
            .OrderBy(static pair => pair.Split('=')[0], StringComparer.Ordinal)
            .ThenBy(static pair => pair, StringComparer.Ordinal);
        string lines = string.Concat(headers.Select(static header => $"{header.Key}:{header.Value}\n"));
        return $"{method}\n{path}\n{string.Join('&', pairs)}\n{lines}\n{string.Join(';', headers.Keys)}\n{payload}";
    }
}
