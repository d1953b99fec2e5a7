using System.Globalization;
using System.Text;

namespace Virga.Cli.Console;

/// <summary>Names from a server, made safe for a terminal.</summary>
internal static class Text
{
    /// <summary>Characters that break lines, move the cursor or turn the direction of text, as \uXXXX: a key cannot send codes to the terminal or look like another one.</summary>
    public static string Printable(string text)
    {
        if (!text.Any(IsUnsafe)) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (IsUnsafe(c)) safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>At most so many characters, the end of the text being the telling one.</summary>
    public static string Shortened(string text, int most) => text.Length <= most ? text : "…" + text[^(most - 1)..];

    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
