namespace Virga.Generators;

/// <summary>Tells adapter documents from specs by their first key, without reading them as YAML.</summary>
internal static class AdapterDocument
{
    private const string Key = "virga-adapter";

    public static bool Is(string text)
    {
        var position = 0;
        while (position < text.Length)
        {
            var end = text.IndexOf('\n', position);
            if (end < 0) end = text.Length;
            var line = text.Substring(position, end - position).Trim('\uFEFF', ' ', '\t', '\r', '{', '"', '\'');
            position = end + 1;
            if (line.Length == 0 || line[0] == '#' || line[0] == '%' || line == "---") continue;
            return line.StartsWith(Key, StringComparison.Ordinal);
        }

        return false;
    }
}
