namespace Virga.Local.Store;

/// <summary>The order of the keys' UTF-8 bytes, which differs from ordinal UTF-16 order where surrogates meet U+E000 and above.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        int same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length - right.Length;
        }

        return Weight(left[same]) - Weight(right[same]);
    }

    private static int Weight(char value) => char.IsSurrogate(value) ? value + 0x10000 : value;
}
