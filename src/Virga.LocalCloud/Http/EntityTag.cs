namespace Virga.Local.Http;

internal static class EntityTag
{
    public static string Quote(string tag) => $"\"{tag}\"";

    public static string Unquote(string tag)
    {
        ReadOnlySpan<char> text = tag.AsSpan().Trim();
        if (text.StartsWith("W/"))
        {
            text = text[2..];
        }

        return text.Trim('"').ToString();
    }

    /// <summary>Whether a header that lists tags, or a star, names this one.</summary>
    public static bool Matches(string header, string tag)
    {
        foreach (string item in header.Split(','))
        {
            string candidate = Unquote(item);
            if (candidate == "*" || string.Equals(candidate, tag, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
