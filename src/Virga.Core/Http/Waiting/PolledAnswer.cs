using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Virga.Http;

/// <summary>An answer in which values are looked up by the paths of a spec: <c>status</c>, <c>header.X</c>, <c>body.a.b[0]</c>, and <c>body.list[].a</c> for that of each element. What cannot be read has no values.</summary>
internal sealed class PolledAnswer : IDisposable
{
    private readonly ResponseHead _head;
    private readonly JsonDocument? _json;
    private readonly XElement? _xml;

    public PolledAnswer(ResponseHead head, ReadOnlySequence<byte> body)
    {
        _head = head;
        if (body.IsEmpty) return;
        try
        {
            if (head.IsXml) _xml = ReadXml(body);
            else if (!head.IsText) _json = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            // Whoever reads the result says what is wrong with it; a state cannot be found in it.
        }
    }

    public string? Find(string path) => Values(path) is [var first, ..] ? first : null;

    public IReadOnlyList<string> Values(string path)
    {
        if (path == "status") return [_head.Status.ToString(CultureInfo.InvariantCulture)];
        if (path.StartsWith("header.", StringComparison.Ordinal)) return _head.Header(path[7..]) is { } value ? [value] : [];
        var steps = Steps(path);
        if (_json is not null) return [.. In(_json.RootElement, steps).Select(Text).OfType<string>()];
        return _xml is null ? [] : [.. In(_xml, steps).Select(element => element.Value)];
    }

    /// <summary>The JSON at a path; null when nothing is there.</summary>
    public byte[]? Json(string path)
    {
        if (_json is null) return null;
        foreach (var element in In(_json.RootElement, Steps(path))) return Encoding.UTF8.GetBytes(element.GetRawText());
        return null;
    }

    public void Dispose() => _json?.Dispose();

    private static XElement? ReadXml(ReadOnlySequence<byte> body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader).Root;
    }

    /// <summary>Names of members, and in brackets an index, or nothing for all.</summary>
    private static string[] Steps(string path)
    {
        var rest = path == "body" ? "" : path.StartsWith("body", StringComparison.Ordinal) ? path[4..] : path;
        return rest.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<JsonElement> In(JsonElement element, ReadOnlyMemory<string> steps)
    {
        if (steps.Length == 0) return [element];
        var step = steps.Span[0];
        var rest = steps[1..];
        if (step == "[]") return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(item => In(item, rest)) : [];
        if (Index(step) is { } index) return element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength() ? In(element[index], rest) : [];
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step, out var member) ? In(member, rest) : [];
    }

    // A list in XML is several elements of one name, so the step before the brackets names them already.
    private static IEnumerable<XElement> In(XElement root, string[] steps)
    {
        IEnumerable<XElement> found = [root];
        foreach (var step in steps)
        {
            if (step == "[]") continue;
            found = Index(step) is { } index ? found.Skip(index).Take(1) : found.SelectMany(element => element.Elements().Where(child => child.Name.LocalName == step));
        }

        return found;
    }

    private static int? Index(string step) =>
        step.Length > 2 && step[0] == '[' && step[^1] == ']' && int.TryParse(step.AsSpan(1, step.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => element.GetRawText(),
    };
}
