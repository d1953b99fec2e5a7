using System.Buffers;
using System.Collections.Concurrent;

namespace Virga;

/// <summary>Lends fixed-size arrays below the large object heap's threshold and counts what is out.</summary>
/// <remarks>Safe for concurrent calls. A body of any length is a chain of segments, so no array grows with it.</remarks>
public sealed class SegmentPool
{
    /// <summary>The length of every segment in bytes: 64 KiB, below the 85,000 bytes at which .NET uses the large object heap.</summary>
    public const int SegmentSize = 64 * 1024;

    private readonly ConcurrentQueue<byte[]> _free = new();
    private readonly int _keep;
    private int _freeCount;
    private long _rented;

    /// <summary>Makes a pool.</summary>
    /// <param name="keep">How many returned segments are kept for the next caller; the rest is left to the garbage collector. Default 1024 (64 MiB).</param>
    public SegmentPool(int keep = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        _keep = keep;
    }

    /// <summary>The pool of the process.</summary>
    public static SegmentPool Shared { get; } = new();

    /// <summary>How many segments are lent out now.</summary>
    public long Rented => Volatile.Read(ref _rented);

    /// <summary>Lends one segment of <see cref="SegmentSize"/> bytes. Its content is not cleared.</summary>
    public byte[] Rent()
    {
        Interlocked.Increment(ref _rented);
        if (_free.TryDequeue(out var segment))
        {
            Interlocked.Decrement(ref _freeCount);
            return segment;
        }

        return GC.AllocateUninitializedArray<byte>(SegmentSize);
    }

    /// <summary>Takes a segment back. It must have come from <see cref="Rent"/> and must not be used afterwards.</summary>
    /// <param name="segment">The segment.</param>
    /// <exception cref="ArgumentException">The array is not of <see cref="SegmentSize"/> bytes.</exception>
    public void Return(byte[] segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        if (segment.Length != SegmentSize) throw new ArgumentException($"A segment has {SegmentSize} bytes, this array has {segment.Length}.", nameof(segment));

        Interlocked.Decrement(ref _rented);
        if (Interlocked.Increment(ref _freeCount) <= _keep) _free.Enqueue(segment);
        else Interlocked.Decrement(ref _freeCount);
    }
}
