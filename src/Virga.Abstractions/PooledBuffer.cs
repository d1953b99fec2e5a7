using System.Buffers;

namespace Virga;

/// <summary>A growing run of bytes in pooled segments: written through <see cref="IBufferWriter{T}"/>, read as one sequence.</summary>
/// <remarks>Not safe for concurrent calls. Dispose it to give the segments back; sequences and memories taken from it are invalid afterwards.</remarks>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private readonly SegmentPool _pool;
    private readonly List<byte[]> _segments = [];
    private readonly List<int> _filled = [];
    private byte[]? _oversized;
    private int _used;
    private long _length;
    private bool _disposed;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="pool">Where the segments come from; null for <see cref="SegmentPool.Shared"/>.</param>
    public PooledBuffer(SegmentPool? pool = null) => _pool = pool ?? SegmentPool.Shared;

    /// <summary>How many bytes were written.</summary>
    public long Length => _length;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_oversized is { } large)
        {
            _oversized = null;
            CopyIn(large.AsSpan(0, count));
            ArrayPool<byte>.Shared.Return(large);
            return;
        }

        if (count > 0 && (_segments.Count == 0 || count > SegmentPool.SegmentSize - _used)) throw new ArgumentOutOfRangeException(nameof(count), count, "More bytes than GetMemory or GetSpan gave.");
        _used += count;
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (sizeHint > SegmentPool.SegmentSize)
        {
            // A writer that insists on one run longer than a segment gets it from the array pool, and it is copied into segments.
            if (_oversized is not null) ArrayPool<byte>.Shared.Return(_oversized);
            return _oversized = ArrayPool<byte>.Shared.Rent(sizeHint);
        }

        if (_segments.Count == 0 || SegmentPool.SegmentSize - _used < Math.Max(1, sizeHint)) AddSegment();
        return _segments[^1].AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">What to append.</param>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        CopyIn(bytes);
    }

    /// <summary>What was written so far. It is valid until the buffer is written to again or disposed.</summary>
    public ReadOnlySequence<byte> AsSequence()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_segments.Count == 0) return ReadOnlySequence<byte>.Empty;
        if (_segments.Count == 1) return new ReadOnlySequence<byte>(_segments[0], 0, _used);

        var first = new Link(_segments[0].AsMemory(0, _filled[0]), 0);
        var last = first;
        for (var i = 1; i < _segments.Count; i++)
        {
            last = last.Append(_segments[i].AsMemory(0, i == _segments.Count - 1 ? _used : _filled[i]));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>Forgets what was written and gives the segments back; the buffer can be written again.</summary>
    public void Clear()
    {
        foreach (var segment in _segments) _pool.Return(segment);
        _segments.Clear();
        _filled.Clear();
        _used = 0;
        _length = 0;
        if (_oversized is not null)
        {
            ArrayPool<byte>.Shared.Return(_oversized);
            _oversized = null;
        }
    }

    /// <summary>Gives the segments back.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        Clear();
        _disposed = true;
    }

    private void CopyIn(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_segments.Count == 0 || _used == SegmentPool.SegmentSize) AddSegment();
            var room = _segments[^1].AsSpan(_used);
            var take = Math.Min(room.Length, bytes.Length);
            bytes[..take].CopyTo(room);
            bytes = bytes[take..];
            _used += take;
            _length += take;
        }
    }

    private void AddSegment()
    {
        if (_segments.Count > 0) _filled.Add(_used);
        _segments.Add(_pool.Rent());
        _used = 0;
    }

    private sealed class Link : ReadOnlySequenceSegment<byte>
    {
        public Link(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public Link Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Link(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
