namespace Virga.Specs.Reading.Text;

/// <summary>What an unquoted scalar is: YAML 1.2's core schema (no yes and no, no sexagesimals, no dates), and JSON's numbers.</summary>
internal static class ScalarRules
{
    public static ScalarKind Classify(string plain)
    {
        switch (plain)
        {
            case "" or "~" or "null" or "Null" or "NULL": return ScalarKind.Null;
            case "true" or "True" or "TRUE" or "false" or "False" or "FALSE": return ScalarKind.Boolean;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN": return ScalarKind.Number;
        }

        return IsNumber(plain) ? ScalarKind.Number : ScalarKind.String;
    }

    /// <summary>The one spelling that JSON has for it: true for True, 10 for 0x0A.</summary>
    public static string Normalize(string plain, ScalarKind kind)
    {
        if (kind == ScalarKind.Boolean) return plain.ToLowerInvariant();
        if (kind != ScalarKind.Number || plain.Length < 3 || plain[0] != '0') return plain;
        var (radix, digits) = (plain[1], plain.Substring(2));
        if (radix == 'x' && digits.Length <= 15) return Convert.ToInt64(digits, 16).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (radix == 'o' && digits.Length <= 20) return Convert.ToInt64(digits, 8).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return plain;
    }

    public static bool IsJsonNumber(string text)
    {
        var i = 0;
        if (i < text.Length && text[i] == '-') i++;
        var start = i;
        if (!Digits(text, ref i)) return false;
        if (text[start] == '0' && i > start + 1) return false;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (!Digits(text, ref i)) return false;
        }

        return Exponent(text, ref i) && i == text.Length;
    }

    private static bool IsNumber(string text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'o')
        {
            var radix = text[1];
            return text.Skip(2).All(c => radix == 'x' ? IsHex(c) : c is >= '0' and <= '7');
        }

        var i = 0;
        if (text[0] is '-' or '+') i++;
        var whole = Digits(text, ref i);
        var fraction = false;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            fraction = Digits(text, ref i);
        }

        return (whole || fraction) && Exponent(text, ref i) && i == text.Length;
    }

    private static bool Exponent(string text, ref int i)
    {
        if (i == text.Length || text[i] is not ('e' or 'E')) return true;
        i++;
        if (i < text.Length && text[i] is '-' or '+') i++;
        return Digits(text, ref i);
    }

    private static bool Digits(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && text[i] is >= '0' and <= '9') i++;
        return i > start;
    }

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
