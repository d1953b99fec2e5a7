using System.Buffers;
using System.Text;

namespace Virga.Http;

/// <summary>Percent-encoding of everything but the unreserved characters of RFC 3986 section 2.3.</summary>
internal static class PercentText
{
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> FormPlain = SearchValues.Create("-._~ 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Reserved ones that end a value in a query or a form ("&", "+", "#") or that no query may hold ("[", "]") are encoded all the same; a percent sign is looked at.
    private static readonly SearchValues<char> UnreservedAndReserved = SearchValues.Create("-._~:/?@!$'()*,;=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> UnreservedAndSlash = SearchValues.Create("-._~/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Append(ref TextBuffer target, ReadOnlySpan<char> text, bool keepSlash, string name) =>
        Append(ref target, text, keepSlash ? UnreservedAndSlash : Unreserved, name);

    public static void Append(ref TextBuffer target, ReadOnlySpan<char> text, TextEscaping escaping, string name)
    {
        switch (escaping)
        {
            case TextEscaping.None: target.Append(text); break;
            case TextEscaping.All: Append(ref target, text, Unreserved, name); break;
            case TextEscaping.KeepReserved: AppendReserved(ref target, text, name); break;
            default:
                var start = target.Length;
                Append(ref target, text, FormPlain, name);
                target.Replace(start, ' ', '+');
                break;
        }
    }

    private static void AppendReserved(ref TextBuffer target, ReadOnlySpan<char> text, string name)
    {
        while (true)
        {
            var percent = text.IndexOf('%');
            Append(ref target, percent < 0 ? text : text[..percent], UnreservedAndReserved, name);
            if (percent < 0) return;
            var isEncoded = percent + 2 < text.Length && char.IsAsciiHexDigit(text[percent + 1]) && char.IsAsciiHexDigit(text[percent + 2]);
            target.Append(isEncoded ? text.Slice(percent, 3) : "%25");
            text = text[(percent + (isEncoded ? 3 : 1))..];
        }
    }

    private static void Append(ref TextBuffer target, ReadOnlySpan<char> text, SearchValues<char> plain, string name)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (true)
        {
            var run = text.IndexOfAnyExcept(plain);
            if (run < 0)
            {
                target.Append(text);
                return;
            }

            target.Append(text[..run]);
            text = text[run..];
            if (Rune.DecodeFromUtf16(text, out var rune, out var taken) != OperationStatus.Done)
            {
                throw new ArgumentException($"The value of {name} holds half a surrogate pair (U+{(int)text[0]:X4}), which has no UTF-8 form.", name);
            }

            var count = rune.EncodeToUtf8(utf8);
            foreach (var value in utf8[..count]) AppendEscape(ref target, value);
            text = text[taken..];
        }
    }

    private static void AppendEscape(ref TextBuffer target, byte value)
    {
        var three = target.Grow(3);
        three[0] = '%';
        three[1] = "0123456789ABCDEF"[value >> 4];
        three[2] = "0123456789ABCDEF"[value & 15];
    }
}
