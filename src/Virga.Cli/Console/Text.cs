using System.Globalization;
using System.Text;

namespace Virga.Cli.Console;

/// <summary>Names from a server, made safe for a terminal.</summary>
internal static class Text
{
    /// <summary>Control characters as \u00XX, so that a key cannot break lines or send codes to the terminal.</summary>
    public static string Printable(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (char.IsControl(c)) safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else safe.Append(c);
        }

        return safe.ToString();
    }
}
