using System.Buffers;
using System.Text;

namespace Virga.Http;

/// <summary>Percent-encoding of everything but the unreserved characters of RFC 3986 section 2.3.</summary>
internal static class PercentText
{
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> UnreservedAndSlash = SearchValues.Create("-._~/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Append(ref TextBuffer target, ReadOnlySpan<char> text, bool keepSlash, string name)
    {
        var plain = keepSlash ? UnreservedAndSlash : Unreserved;
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
