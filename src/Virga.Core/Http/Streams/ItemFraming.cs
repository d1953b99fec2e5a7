namespace Virga.Http;

/// <summary>Finds where the items of a stream begin and end. What was looked at once is not looked at again when more bytes come.</summary>
internal abstract class ItemFraming
{
    public static ItemFraming Of(ItemFormat format) => format switch
    {
        ItemFormat.Array => new ArrayFraming(),
        ItemFormat.Records => new LineFraming(0x1E),
        _ => new LineFraming((byte)'\n'),
    };

    /// <summary>Finds the next item.</summary>
    /// <param name="window">What there is of the stream; bytes before the item are taken from it.</param>
    /// <param name="length">The item's length.</param>
    /// <param name="behind">How many bytes the item takes, with what separates it from the next one.</param>
    /// <returns>False when more bytes are needed, or when the stream has ended and there is no more item.</returns>
    public abstract bool TryFind(StreamWindow window, out int length, out int behind);
}
