namespace Virga.Specs.Reading.Files;

/// <summary>Finds the files that the references of a text lead to, without reading it as YAML or JSON: it must be quick, and may find too much.</summary>
internal static class ReferenceScan
{
    private const string Key = "$ref";

    public static IEnumerable<string> Run(string text)
    {
        for (var at = text.IndexOf(Key, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Key, at + Key.Length, StringComparison.Ordinal))
        {
            if (File(text, at + Key.Length) is { Length: > 0 } file && file.IndexOf("://", StringComparison.Ordinal) < 0) yield return file;
        }
    }

    private static string? File(string text, int at)
    {
        if (at < text.Length && text[at] is '"' or '\'') at++;
        at = Blank(text, at);
        if (at >= text.Length || text[at] != ':') return null;
        at = Blank(text, at + 1);
        if (at >= text.Length) return null;
        var quote = text[at] is '"' or '\'' ? text[at++] : '\0';
        var end = at;
        while (end < text.Length && !IsEnd(text[end], quote)) end++;
        return text.Substring(at, end - at).Replace("\\/", "/");
    }

    private static bool IsEnd(char c, char quote) => c is '#' or '\r' or '\n' || (quote == '\0' ? c is ' ' or '\t' or ',' or '}' or ']' : c == quote);

    private static int Blank(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n') at++;
        return at;
    }
}
