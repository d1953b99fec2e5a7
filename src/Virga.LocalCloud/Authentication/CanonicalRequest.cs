using System.Text;
using Microsoft.AspNetCore.Http;

namespace Virga.Local.Authentication;

/// <summary>The canonical form over which a request is signed, by the service's description of Signature Version 4.</summary>
internal static class CanonicalRequest
{
    public const string SignatureParameter = "X-Amz-Signature";

    public static string Build(SignedMessage message, SignatureFields fields)
    {
        StringBuilder text = new(512);
        text.Append(message.Method).Append('\n');
        text.Append(Path(message.RawPath)).Append('\n');
        text.Append(Query(message.Query)).Append('\n');
        foreach (string name in fields.SignedHeaders)
        {
            text.Append(name).Append(':').Append(Value(message.Headers, name)).Append('\n');
        }

        text.Append('\n').AppendJoin(';', fields.SignedHeaders).Append('\n');
        return text.Append(fields.PayloadHash).ToString();
    }

    public static string StringToSign(SignatureFields fields, string canonicalRequest)
        => $"{SignatureFields.Algorithm}\n{fields.Timestamp}\n{fields.Scope}\n{SigningMath.Hash(canonicalRequest)}";

    // Object keys are signed as they are: neither dot segments nor double slashes are resolved, and nothing is encoded twice.
    private static string Path(string raw)
        => PercentCoding.Encode(PercentCoding.DecodeBytes(raw, plusIsSpace: false) ?? throw S3Error.InvalidUri(), keepSlash: true);

    private static string Query(QueryParameters query)
    {
        IEnumerable<(string Name, string Value)> encoded = query.Items
            .Where(static item => item.Name != SignatureParameter)
            .Select(static item => (PercentCoding.Encode(item.Name), PercentCoding.Encode(item.Value)))
            .OrderBy(static item => item.Item1, StringComparer.Ordinal)
            .ThenBy(static item => item.Item2, StringComparer.Ordinal);
        return string.Join('&', encoded.Select(static item => $"{item.Name}={item.Value}"));
    }

    private static string Value(IHeaderDictionary headers, string name)
        => string.Join(',', headers[name].Select(static value => Collapse(value ?? string.Empty)));

    private static string Collapse(string value)
    {
        ReadOnlySpan<char> trimmed = value.AsSpan().Trim();
        if (!trimmed.Contains("  ", StringComparison.Ordinal))
        {
            return trimmed.ToString();
        }

        StringBuilder result = new(trimmed.Length);
        foreach (char letter in trimmed)
        {
            if (letter != ' ' || result[^1] != ' ')
            {
                result.Append(letter);
            }
        }

        return result.ToString();
    }
}
