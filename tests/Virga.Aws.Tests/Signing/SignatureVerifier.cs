using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Virga.Aws.Tests.Signing;

/// <summary>A second reading of the rules, with strings and dictionaries and nothing of the signer's: the server's side.</summary>
internal static partial class SignatureVerifier
{
    public sealed record Received(string Method, string Host, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body);

    /// <summary>The signature that the Authorization header must hold.</summary>
    public static string FromHeaders(Received request, string secret)
    {
        var authorization = Value(request, "Authorization");
        var credential = CredentialPattern().Match(authorization).Groups[1].Value;
        var signed = SignedPattern().Match(authorization).Groups[1].Value;
        var payload = Value(request, "x-amz-content-sha256");
        return Sign(request, request.Query, signed, payload, Value(request, "x-amz-date"), credential, secret);
    }

    public static string InHeaders(Received request) => SignaturePattern().Match(Value(request, "Authorization")).Groups[1].Value;

    /// <summary>The signature that the query must hold.</summary>
    public static string FromQuery(Received request, string secret)
    {
        var parameters = Parse(request.Query);
        var rest = string.Join('&', request.Query.Split('&').Where(p => !p.StartsWith("X-Amz-Signature=", StringComparison.Ordinal)));
        return Sign(request, rest, parameters["X-Amz-SignedHeaders"], "UNSIGNED-PAYLOAD", parameters["X-Amz-Date"], parameters["X-Amz-Credential"], secret);
    }

    public static string InQuery(Received request) => Parse(request.Query)["X-Amz-Signature"];

    /// <summary>Takes an aws-chunked body apart and checks every signature in it when there are any.</summary>
    public static (byte[] Body, string Trailers) Unframe(Received request, string secret)
    {
        var payload = Value(request, "x-amz-content-sha256");
        var previous = InHeaders(request);
        var scope = CredentialPattern().Match(Value(request, "Authorization")).Groups[1].Value.Split('/', 2)[1];
        var key = Key(secret, scope);
        var prefix = $"{Value(request, "x-amz-date")}\n{scope}\n";
        var text = Encoding.Latin1.GetString(request.Body);
        var body = new MemoryStream();
        var at = 0;
        while (true)
        {
            var line = text[at..text.IndexOf("\r\n", at, StringComparison.Ordinal)];
            at += line.Length + 2;
            var size = int.Parse(line.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = request.Body.AsSpan(at, size).ToArray();
            if (payload.StartsWith("STREAMING-AWS4", StringComparison.Ordinal))
            {
                var expected = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256-PAYLOAD\n{prefix}{previous}\n{Hex(SHA256.HashData([]))}\n{Hex(SHA256.HashData(chunk))}")));
                Assert.Equal(expected, line.Split("chunk-signature=")[1]);
                previous = expected;
            }

            body.Write(chunk);
            at += size;
            if (size == 0) break;
            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
        }

        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        return (body.ToArray(), text[at..^2]);
    }

    private static string Sign(Received request, string query, string signedNames, string payload, string date, string credential, string secret)
    {
        var lines = signedNames.Split(';').Select(name => $"{name}:{string.Join(',', Values(request, name).Select(v => Spaces().Replace(v.Trim(), " ")))}\n");
        var canonical = $"{request.Method}\n{request.Path}\n{Canonical(query)}\n{string.Concat(lines)}\n{signedNames}\n{payload}";
        var scope = string.Join('/', credential.Split('/')[^4..]);
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        return Hex(HMACSHA256.HashData(Key(secret, scope), Encoding.UTF8.GetBytes(toSign)));
    }

    private static byte[] Key(string secret, string scope) => scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));

    private static string Canonical(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .Select(p => (Name: Escape(p[0]), Value: p.Length > 1 ? Escape(p[1]) : ""))
        .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
        .Select(p => $"{p.Name}={p.Value}"));

    private static string Escape(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static Dictionary<string, string> Parse(string query) => query.Split('&').Where(p => p.StartsWith("X-Amz-", StringComparison.Ordinal)).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]), StringComparer.Ordinal);

    private static IEnumerable<string> Values(Received request, string name) => name == "host" ? [request.Host] : request.Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    private static string Value(Received request, string name) => Values(request, name).Single();

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex("Credential=([^,]+)")]
    private static partial Regex CredentialPattern();

    [GeneratedRegex("SignedHeaders=([^,]+)")]
    private static partial Regex SignedPattern();

    [GeneratedRegex("Signature=([0-9a-f]+)")]
    private static partial Regex SignaturePattern();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
