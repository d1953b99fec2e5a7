namespace Virga.Storage;

/// <summary>Which bytes of an object.</summary>
/// <param name="Offset">Where it begins; negative for the last so many bytes.</param>
/// <param name="Length">How many bytes; null to the end. Must be null with a negative offset.</param>
public readonly record struct ByteRange(long Offset, long? Length)
{
    /// <summary>The last bytes of an object.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static ByteRange Last(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new ByteRange(-count, null);
    }
}
