using System.Globalization;
using System.Text;

namespace Virga.Specs.Reading;

/// <summary>Names of a document to PascalCase stems of C#. What results is always a valid identifier that begins with a letter and is no keyword.</summary>
public static class Identifiers
{
    private static readonly Dictionary<char, string> Symbols = new()
    {
        ['*'] = "Star", ['+'] = "Plus", ['-'] = "Minus", ['<'] = "Less", ['>'] = "Greater", ['='] = "Equal", ['!'] = "Not", ['/'] = "Slash", ['.'] = "Dot",
        [','] = "Comma", [':'] = "Colon", ['@'] = "At", ['#'] = "Hash", ['$'] = "Dollar", ['%'] = "Percent", ['&'] = "And", ['|'] = "Or", ['~'] = "Tilde",
        ['_'] = "Underscore", [' '] = "Space", ['?'] = "Question", ['^'] = "Caret", ['('] = "Open", [')'] = "Close", ['"'] = "Quote", ['\\'] = "Backslash",
    };

    /// <summary>content-md5 to ContentMd5, PAY_PER_REQUEST to PayPerRequest, createNote to CreateNote, -1 to Minus1, 2d to N2d, the empty text to Empty.</summary>
    /// <param name="text">The name as the document has it.</param>
    /// <param name="digitPrefix">What goes before a name that begins with a digit.</param>
    public static string Pascal(string text, string digitPrefix = "N")
    {
        var result = new StringBuilder();
        if (text.Length > 1 && text[0] is '-' or '+' && char.IsDigit(text[1])) result.Append(Symbols[text[0]]);
        foreach (var word in Words(text)) AppendWord(result, word);
        if (result.Length == 0) return text.Length == 0 ? "Empty" : Spell(text);
        if (!char.IsLetter(result[0])) result.Insert(0, digitPrefix);
        return result.ToString();
    }

    /// <summary>Whether a text is an identifier as it stands; keywords count, they are escaped where they are printed.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 200 && (IsStart(text[0]) || text[0] == '_') && text.All(c => IsPart(c) || c == '_');

    /// <summary>A name for one of the things that a list holds: Boxes to Box, Entries to Entry, Notes to Note, Data to DataItem.</summary>
    public static string Singular(string plural)
    {
        if (plural.EndsWith("ies", StringComparison.Ordinal) && plural.Length > 4) return plural.Substring(0, plural.Length - 3) + "y";
        if (plural.EndsWith("xes", StringComparison.Ordinal) || plural.EndsWith("ches", StringComparison.Ordinal) || plural.EndsWith("sses", StringComparison.Ordinal)) return plural.Substring(0, plural.Length - 2);
        if (plural.EndsWith("s", StringComparison.Ordinal) && !plural.EndsWith("ss", StringComparison.Ordinal) && !plural.EndsWith("us", StringComparison.Ordinal) && plural.Length > 3) return plural.Substring(0, plural.Length - 1);
        return plural + "Item";
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPart(text[i]))
            {
                if (start < 0) start = i;
            }
            else if (start >= 0)
            {
                yield return text.Substring(start, i - start);
                start = -1;
            }
        }

        if (start >= 0) yield return text.Substring(start);
    }

    /// <summary>Words in capitals keep the first only (URL, MD5), pairs stay as they are (IA), except ID.</summary>
    private static void AppendWord(StringBuilder result, string word)
    {
        // Two numbers side by side stay apart: 1.1 and 11 are different things.
        if (result.Length > 0 && char.IsDigit(result[result.Length - 1]) && char.IsDigit(word[0])) result.Append('_');
        var capitals = word.All(c => char.IsUpper(c) || char.IsDigit(c)) && (word.Count(char.IsUpper) > 1);
        if (capitals && (word.Length > 2 || word == "ID")) word = word.Substring(0, 1) + word.Substring(1).ToLowerInvariant();
        result.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
    }

    private static string Spell(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text.Take(8))
        {
            result.Append(Symbols.TryGetValue(c, out var word) ? word : "U" + ((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }

    private static bool IsStart(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => IsStart(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber;
}
