using System.Buffers.Text;
using System.Text;

namespace Virga.Serialization;

/// <summary>The references that XML has without a document type.</summary>
internal static class XmlReferences
{
    /// <param name="name">What stands between ampersand and semicolon.</param>
    /// <param name="rune">The character.</param>
    public static bool TryResolve(ReadOnlySpan<byte> name, out Rune rune)
    {
        rune = default;
        if (name.Length > 1 && name[0] == (byte)'#') return Numbered(name[1..], out rune);
        var value = name switch
        {
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("apos"u8) => '\'',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ => '\0',
        };
        return value != '\0' && Rune.TryCreate(value, out rune);
    }

    // Control characters are taken though XML 1.0 forbids them: object stores send them in keys.
    private static bool Numbered(ReadOnlySpan<byte> digits, out Rune rune)
    {
        rune = default;
        var hexadecimal = digits[0] == (byte)'x';
        if (hexadecimal) digits = digits[1..];
        return Utf8Parser.TryParse(digits, out uint value, out var used, hexadecimal ? 'x' : 'D') && used == digits.Length && value > 0 && Rune.TryCreate(value, out rune);
    }
}
