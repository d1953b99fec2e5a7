using Virga.Specs.Model;

namespace Virga.Specs.Reading.Files;

/// <summary>Finds x-virga-part-of at the root of a document: in block YAML at the start of a line, which works in broken text too, else by reading it.</summary>
internal static class PartScan
{
    public static PartLink? Run(SpecText text, CancellationToken ct)
    {
        var at = text.Text.IndexOf(DialectKeys.PartOf, StringComparison.Ordinal);
        if (at < 0) return null;
        var line = 0;
        var start = 0;
        while (start < text.Text.Length)
        {
            var end = text.Text.IndexOf('\n', start);
            if (end < 0) end = text.Text.Length;
            if (OfLine(text, start, end, line) is { } found) return found;
            start = end + 1;
            line++;
        }

        var root = DocumentReader.Read(text, new List<SpecDiagnostic>(), ct);
        return root?[DialectKeys.PartOf] is { IsScalar: true, Scalar: { Length: > 0 } value } node ? Link(text, value, node.Position) : null;
    }

    private static PartLink? OfLine(SpecText text, int start, int end, int line)
    {
        var key = DialectKeys.PartOf + ":";
        if (string.CompareOrdinal(text.Text, start, key, 0, key.Length) != 0) return null;
        var rest = text.Text.Substring(start + key.Length, end - start - key.Length);
        var value = rest.Trim();
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        if (comment >= 0) value = value.Substring(0, comment).TrimEnd();
        var bare = value.Trim('"', '\'');

        // What is no plain text on this line (an anchor, a block) is left to the reader.
        if (bare.Length == 0 || bare[0] is '#' or '&' or '|' or '>' or '{' or '[' or '*' or '!') return null;
        return Link(text, bare, new SourcePosition(text.Path, line, key.Length + rest.IndexOf(value, StringComparison.Ordinal), value.Length));
    }

    private static PartLink Link(SpecText text, string value, SourcePosition position) => new(value, References.Beside(References.Normalize(text.Path), value), position);
}
