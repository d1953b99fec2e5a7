namespace Virga.Storage.Transfers;

/// <summary>A part in pooled segments.</summary>
internal sealed class SegmentPart : PartStream
{
    private readonly SegmentPool _pool;
    private readonly Lock _lock = new();
    private List<byte[]>? _segments;

    public SegmentPart(SegmentPool pool, List<byte[]> segments, long length, bool isLast, Checksum checksum)
        : base(length, isLast)
    {
        _pool = pool;
        _segments = segments;
        Checksum = checksum;
    }

    public override ValueTask<Checksum> ComputeAsync(ChecksumAlgorithm algorithm, CancellationToken cancellationToken) =>
        Checksum.Algorithm == algorithm ? ValueTask.FromResult(Checksum) : base.ComputeAsync(algorithm, cancellationToken);

    public override void Release()
    {
        lock (_lock)
        {
            if (_segments is null) return;
            foreach (var segment in _segments) _pool.Return(segment);
            _segments = null;
        }
    }

    /// <summary>Gives the segments to the caller, who returns them from now on.</summary>
    public List<byte[]> TakeSegments()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_segments is null, this);
            var taken = _segments;
            _segments = null;
            return taken;
        }
    }

    protected override int ReadAt(long position, Span<byte> buffer)
    {
        // A client may still be sending after its call was given up: it must not read segments that are somebody else's by now.
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_segments is null, this);
            var copied = 0;
            while (!buffer.IsEmpty)
            {
                var at = (int)(position % SegmentPool.SegmentSize);
                var take = Math.Min(buffer.Length, SegmentPool.SegmentSize - at);
                _segments[(int)(position / SegmentPool.SegmentSize)].AsSpan(at, take).CopyTo(buffer);
                buffer = buffer[take..];
                position += take;
                copied += take;
            }

            return copied;
        }
    }
}
