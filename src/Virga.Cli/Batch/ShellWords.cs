using System.Buffers;
using System.Text;

namespace Virga.Cli.Batch;

/// <summary>Splits a line into words as a shell does: blanks, single and double quotes, backslashes, and comments; no variables and no other expansion.</summary>
internal static class ShellWords
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\r\n'\"\\#");

    /// <summary>The words of a whole line.</summary>
    /// <exception cref="UsageException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = Split(line, out var open, out _);
        if (open is { } quote) throw new UsageException($"A {(quote == '\\' ? "backslash stands at the end" : $"quote ({quote}) is not closed")}.");
        return words;
    }

    /// <summary>The words of a line that is being typed; the last one is the one at its end, empty behind a blank.</summary>
    public static IReadOnlyList<string> SplitTyped(string line)
    {
        var words = Split(line, out _, out var isInWord);
        return isInWord ? words : [.. words, ""];
    }

    /// <summary>A word as it may stand in a line.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAny(Special) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static List<string> Split(string line, out char? open, out bool isInWord)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        isInWord = false;
        open = null;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (open == '\'')
            {
                if (c == '\'') open = null;
                else word.Append(c);
            }
            else if (c == '\\')
            {
                if (i + 1 == line.Length)
                {
                    open ??= '\\';
                    break;
                }

                // Between double quotes a backslash is one, but before what would end or change the text.
                if (open == '"' && line[i + 1] is not ('"' or '\\' or '$' or '`')) word.Append(c);
                word.Append(line[++i]);
                isInWord = true;
            }
            else if (open == '"')
            {
                if (c == '"') open = null;
                else word.Append(c);
            }
            else if (c is '\'' or '"')
            {
                open = c;
                isInWord = true;
            }
            else if (c is ' ' or '\t' or '\r')
            {
                if (isInWord) words.Add(word.ToString());
                word.Clear();
                isInWord = false;
            }
            else if (c == '#' && !isInWord) break;
            else
            {
                word.Append(c);
                isInWord = true;
            }
        }

        if (isInWord) words.Add(word.ToString());
        return words;
    }
}
