using System.Globalization;
using System.Text;
using Virga.Specs.Naming;

namespace Virga.Specs.Emission;

/// <summary>
/// The one way by which a text of a document gets into C#. Whatever the text holds, it stays inside the identifier, literal or comment it was meant for:
/// a description with U+2028 in it ends a comment line for the compiler, and the rest of it would be code.
/// </summary>
public static class CSharpText
{
    /// <summary>A string literal in ASCII, quotes included.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text) AppendEscaped(result, c);
        return result.Append('"').ToString();
    }

    /// <summary>A UTF-8 literal. Lone surrogates have no UTF-8 and become U+FFFD.</summary>
    public static string Utf8(string text)
    {
        var result = new StringBuilder(text.Length + 4).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                AppendEscaped(result, text[i]);
                AppendEscaped(result, text[++i]);
                continue;
            }

            AppendEscaped(result, char.IsSurrogate(text[i]) ? '\uFFFD' : text[i]);
        }

        return result.Append("\"u8").ToString();
    }

    /// <summary>A long literal; what is no integer becomes 0 rather than code.</summary>
    public static string Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value.ToString(CultureInfo.InvariantCulture) + "L" : "0L";

    /// <summary>A literal, or the word null.</summary>
    public static string LiteralOrNull(string? text) => text is null ? "null" : Literal(text);

    /// <summary>An identifier that planning has made; checked again here, since a name is the only unquoted text.</summary>
    public static string Identifier(string name)
    {
        var bare = name.Length > 0 && name[0] == '@' ? name.Substring(1) : name;
        return CSharpNames.IsIdentifier(bare) ? CSharpNames.Escape(bare) : CSharpNames.Escape(CSharpNames.Pascal(bare));
    }

    /// <summary>The lines of a text for XML documentation: markup escaped, whatever the compiler takes for a line break taken for one, controls dropped.</summary>
    public static IReadOnlyList<string> DocLines(string text)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '\n' or '\u0085' or '\u2028' or '\u2029' or '\u000B' or '\u000C' or '\r')
            {
                Close(lines, line);
                continue;
            }

            AppendDoc(line, c);
        }

        Close(lines, line);
        return lines;
    }

    private static void Close(List<string> lines, StringBuilder line)
    {
        var text = line.ToString().Trim();
        line.Clear();
        if (text.Length > 0) lines.Add(text);
    }

    private static void AppendDoc(StringBuilder line, char c)
    {
        switch (c)
        {
            case '<': line.Append("&lt;"); break;
            case '>': line.Append("&gt;"); break;
            case '&': line.Append("&amp;"); break;
            case '\t': line.Append(' '); break;
            default:
                // Signs that no XML document holds, or that reorder or hide the text around them, are left out.
                var category = char.GetUnicodeCategory(c);
                var isHidden = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
                if (!isHidden && c is not ('\uFFFE' or '\uFFFF')) line.Append(c);
                break;
        }
    }

    private static void AppendEscaped(StringBuilder result, char c)
    {
        switch (c)
        {
            case '"': result.Append("\\\""); break;
            case '\\': result.Append("\\\\"); break;
            case '\n': result.Append("\\n"); break;
            case '\r': result.Append("\\r"); break;
            case '\t': result.Append("\\t"); break;
            default:
                if (c is >= ' ' and <= '~') result.Append(c);
                else result.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                break;
        }
    }
}
