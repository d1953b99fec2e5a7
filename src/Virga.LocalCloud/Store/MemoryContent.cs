namespace Virga.Local.Store;

internal sealed class MemoryContent(IReadOnlyList<ReadOnlyMemory<byte>> segments) : Content
{
    public IReadOnlyList<ReadOnlyMemory<byte>> Segments => segments;

    public override long Length { get; } = segments.Sum(static segment => (long)segment.Length);

    public override void Acquire()
    {
        // The reader's reference is what keeps the segments.
    }

    public override void Release()
    {
    }

    public override void Discard()
    {
    }

    public override async Task CopyToAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> target, long offset, long count, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> segment in Slice(offset, count))
        {
            await target(segment, cancellationToken).ConfigureAwait(false);
        }
    }

    public IEnumerable<ReadOnlyMemory<byte>> Slice(long offset, long count)
    {
        foreach (ReadOnlyMemory<byte> segment in segments)
        {
            if (count == 0)
            {
                yield break;
            }

            if (offset >= segment.Length)
            {
                offset -= segment.Length;
                continue;
            }

            int taken = (int)Math.Min(segment.Length - offset, count);
            yield return segment.Slice((int)offset, taken);
            offset = 0;
            count -= taken;
        }
    }
}
