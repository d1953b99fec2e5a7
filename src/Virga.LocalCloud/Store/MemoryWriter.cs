namespace Virga.Local.Store;

/// <summary>Fills segments of 256 KiB on the pinned heap, where they are neither moved nor counted as large objects.</summary>
internal sealed class MemoryWriter(long? expected) : ContentWriter
{
    public const int SegmentSize = 256 * 1024;

    // Below this size an array lives and dies cheaply on the ordinary heap.
    private const int SmallSize = 64 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _segments = [];
    private byte[] _current = [];
    private int _used;
    private long _written;

    public override Memory<byte> GetMemory()
    {
        if (_used == _current.Length)
        {
            Close();
            long rest = Math.Clamp((expected ?? SmallSize) - _written, 1024, SegmentSize);
            int size = expected is null && _written > 0 ? SegmentSize : (int)rest;
            _current = GC.AllocateUninitializedArray<byte>(size, pinned: size > SmallSize);
        }

        return _current.AsMemory(_used);
    }

    public override ValueTask AdvanceAsync(int count, CancellationToken cancellationToken)
    {
        _used += count;
        _written += count;
        return ValueTask.CompletedTask;
    }

    public override ValueTask<Content> CompleteAsync(CancellationToken cancellationToken)
    {
        Close();
        return new(new MemoryContent(_segments));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Close()
    {
        if (_used > 0)
        {
            _segments.Add(_current.AsMemory(0, _used));
        }

        _current = [];
        _used = 0;
    }
}
