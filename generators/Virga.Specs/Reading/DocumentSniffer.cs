using Virga.Specs.Model;

namespace Virga.Specs.Reading;

/// <summary>Looks for the key that says what a document is: in block YAML at the start of a line, else by reading it.</summary>
internal static class DocumentSniffer
{
    public static DocumentKind Sniff(SpecText text)
    {
        var source = text.Text;
        var start = 0;
        while (start < source.Length)
        {
            var end = source.IndexOf('\n', start);
            if (end < 0) end = source.Length;
            if (KindOf(Key(source, start, end)) is { } kind) return kind;
            if (source[start] is '{') return JsonRootKeys.Of(source).Select(KindOf).FirstOrDefault(kind => kind is not null) ?? ByReading(text);
            start = end + 1;
        }

        return ByReading(text);
    }

    private static DocumentKind ByReading(SpecText text)
    {
        var root = DocumentReader.Read(text, new List<SpecDiagnostic>(), CancellationToken.None);
        if (root is null) return DocumentKind.Unknown;
        return root.Entries.Select(entry => KindOf(entry.Key)).FirstOrDefault(kind => kind is not null) ?? DocumentKind.Unknown;
    }

    private static DocumentKind? KindOf(string? key) => key switch
    {
        "openapi" or "swagger" => DocumentKind.OpenApi,
        "virga-adapter" => DocumentKind.Adapter,
        "overlay" => DocumentKind.Overlay,
        _ => null,
    };

    /// <summary>The key that begins the line in its first column; null when there is none.</summary>
    private static string? Key(string source, int start, int end)
    {
        if (start < end && source[start] == '\uFEFF') start++;
        if (start == end || !(char.IsLetter(source[start]) || source[start] is '"' or '\'')) return null;
        var colon = source.IndexOf(':', start, Math.Min(end - start, 64));
        return colon < 0 ? null : source.Substring(start, colon - start).TrimEnd().Trim('"', '\'');
    }
}
