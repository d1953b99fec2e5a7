using System.Text;
using System.Text.RegularExpressions;

namespace Virga.Documents.Tests;

/// <summary>A text that a pattern allows, for the patterns that documents use: classes, groups, alternatives, repetitions.</summary>
internal sealed class PatternText
{
    private readonly string _pattern;
    private int _at;

    private PatternText(string pattern) => _pattern = pattern;

    /// <summary>The text; null where the pattern says more than is understood here.</summary>
    public static string? Make(string pattern)
    {
        try
        {
            var text = new PatternText(pattern).Alternatives();
            return Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)) ? text : null;
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or FormatException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private string Alternatives()
    {
        var first = Sequence();
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            var other = Sequence();
            if (first.Length == 0) first = other;
        }

        return first;
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var atom = Atom();
            text.Append(string.Concat(Enumerable.Repeat(atom, Times())));
        }

        return text.ToString();
    }

    private string Atom()
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '^' or '$': return "";
            case '.': return "a";
            case '[': return Class();
            case '\\': return Escape(_pattern[_at++]);
            case '(':
                var isLookAround = _pattern[_at..].StartsWith("?!", StringComparison.Ordinal) || _pattern[_at..].StartsWith("?=", StringComparison.Ordinal);
                if (_pattern[_at..].StartsWith("?:", StringComparison.Ordinal) || isLookAround) _at += 2;
                var inner = Alternatives();
                _at++;
                return isLookAround ? "" : inner;
            default: return c.ToString();
        }
    }

    private static string Escape(char c) => c switch { 'd' => "1", 'w' => "a", 's' => " ", 'b' or 'B' or 'A' or 'z' => "", 'n' => "\n", _ => c.ToString() };

    private string Class()
    {
        var isNot = _pattern[_at] == '^';
        if (isNot) _at++;
        var start = _at;
        string? first = null;
        while (_pattern[_at] != ']' || _at == start)
        {
            var c = _pattern[_at++];
            var text = c == '\\' ? Escape(_pattern[_at++]) : c.ToString();
            first ??= text;
        }

        var whole = _pattern[(start - (isNot ? 2 : 1))..(++_at - 0)];
        if (!isNot) return first ?? "";
        return "a1 -_.".Select(c => c.ToString()).First(c => Regex.IsMatch(c, whole));
    }

    private int Times()
    {
        if (_at == _pattern.Length) return 1;
        var times = 1;
        switch (_pattern[_at])
        {
            case '*' or '+': _at++; break;
            case '?': _at++; break;
            case '{':
                var end = _pattern.IndexOf('}', _at);
                var least = _pattern[(_at + 1)..end].Split(',')[0];
                times = Math.Max(1, int.Parse(least));
                if (_pattern[(_at + 1)..end].EndsWith(",0", StringComparison.Ordinal) || _pattern[(_at + 1)..end] == "0") times = 0;
                _at = end + 1;
                break;
            default: return 1;
        }

        if (_at < _pattern.Length && _pattern[_at] == '?') _at++;
        return times;
    }
}
