namespace Virga.Storage.Transfers;

/// <summary>Hands out the ranges of one object: from the front to the stream that is open anyway, from the back to those that ask for ranges.</summary>
internal sealed class RangeBoard(long length, long rangeSize)
{
    private readonly Lock _lock = new();
    private long _front;
    private long _back = PartSizing.DivideUp(length, rangeSize);

    public int Count { get; } = (int)PartSizing.DivideUp(length, rangeSize);

    public bool TryTakeFront(out long offset, out long size)
    {
        lock (_lock) return Give(_front < _back ? _front++ : -1, out offset, out size);
    }

    public bool TryTakeBack(out long offset, out long size)
    {
        lock (_lock) return Give(_front < _back ? --_back : -1, out offset, out size);
    }

    private bool Give(long index, out long offset, out long size)
    {
        offset = index * rangeSize;
        size = index < 0 ? 0 : Math.Min(rangeSize, length - offset);
        return index >= 0;
    }
}
