namespace Virga.Storage;

/// <summary>Compares keys by their UTF-8 bytes, as listings are ordered.</summary>
public sealed class KeyOrder : IComparer<string>
{
    private KeyOrder()
    {
    }

    /// <summary>The one comparer.</summary>
    public static KeyOrder Instance { get; } = new();

    /// <summary>Less than zero when the first comes first.</summary>
    /// <param name="x">The first key.</param>
    /// <param name="y">The second key.</param>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return x is null ? (y is null ? 0 : -1) : 1;
        var same = x.AsSpan().CommonPrefixLength(y);
        if (same == x.Length || same == y.Length) return x.Length.CompareTo(y.Length);

        // UTF-16 orders surrogates before U+E000, UTF-8 after U+FFFF; all else is equal.
        var (a, b) = (x[same], y[same]);
        return char.IsSurrogate(a) != char.IsSurrogate(b) ? (char.IsSurrogate(a) ? 1 : -1) : a.CompareTo(b);
    }
}
