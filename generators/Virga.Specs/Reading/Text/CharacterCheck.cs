using System.Globalization;
using System.Runtime.CompilerServices;
using Virga.Specs.Model;

namespace Virga.Specs.Reading.Text;

/// <summary>Refuses characters that neither YAML nor JSON allows: YamlDotNet takes a NUL as the end of the text and would drop the rest in silence.</summary>
internal static class CharacterCheck
{
    public static void Run(SpecText text)
    {
        if (HasOdd(text.Text)) Find(text);
    }

    /// <summary>Whether there is anything to look at: most documents have nothing, and this runs over every character of theirs.</summary>
    [MethodImpl((MethodImplOptions)512)]
    private static bool HasOdd(string source)
    {
        foreach (var c in source)
        {
            if ((c < ' ' && c is not ('\n' or '\r' or '\t')) || (c >= '\uD800' && c <= '\uDFFF')) return true;
        }

        return false;
    }

    private static void Find(SpecText text)
    {
        var source = text.Text;
        var line = 0;
        var lineStart = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '\n' || (c == '\r' && (i + 1 == source.Length || source[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
            }
            else if (IsLoneSurrogate(source, i))
            {
                throw Fault(text.Path, line, i - lineStart, $"half of a surrogate pair (U+{Hex(c)})");
            }
            else if (c < ' ' && c is not ('\t' or '\r'))
            {
                throw Fault(text.Path, line, i - lineStart, $"the control character U+{Hex(c)}");
            }
            else if (char.IsHighSurrogate(c))
            {
                i++;
            }
        }
    }

    public static bool IsLoneSurrogate(string text, int index)
    {
        var c = text[index];
        if (!char.IsSurrogate(c)) return false;
        return char.IsLowSurrogate(c) || index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]);
    }

    /// <summary>The same for a scalar after its escapes were read.</summary>
    public static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (IsLoneSurrogate(text, i)) return true;
            i++;
        }

        return false;
    }

    private static string Hex(char c) => ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    private static UnreadableException Fault(string path, int line, int column, string what) =>
        new(DiagnosticIds.Unreadable, $"The text holds {what}, which no document may hold. Remove it, or write it as an escape in a quoted string.", new SourcePosition(path, line, column, 1));
}
