using System.Buffers;

namespace Virga.Http;

/// <summary>What may stand in a header.</summary>
internal static class HeaderText
{
    // RFC 9110 section 5.5: visible ASCII, space and tab. Anything else is either a way to smuggle a header or read differently by every server.
    private static readonly SearchValues<char> ValueChars = SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c), '\t']);
    private static readonly SearchValues<char> NameChars = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Check(string name, string value)
    {
        CheckName(name);
        var at = value.AsSpan().IndexOfAnyExcept(ValueChars);
        if (at >= 0) throw new ArgumentException($"The header {name} holds the character U+{(int)value[at]:X4} at {at}; header values are visible ASCII, spaces and tabs. Encode the value, or leave the character out.", name);
        if (value.Length > 0 && (value[0] is ' ' or '\t' || value[^1] is ' ' or '\t')) throw new ArgumentException($"The header {name} begins or ends with a space, which servers drop. Trim the value.", name);
    }

    public static void CheckName(string name)
    {
        if (name.Length == 0) throw new ArgumentException("A header has an empty name.", nameof(name));
        var at = name.AsSpan().IndexOfAnyExcept(NameChars);
        if (at >= 0) throw new ArgumentException($"The header name '{Printable(name)}' holds the character U+{(int)name[at]:X4}; header names are letters, digits and !#$%&'*+-.^_`|~.", nameof(name));
    }

    public static string Printable(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = source[i] is >= ' ' and < '\x7F' ? source[i] : '?';
    });
}
