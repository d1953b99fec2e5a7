namespace Virga.Local.Http;

/// <summary>Collects an answer in pieces too small for the large object heap, so that its length is known before it is sent.</summary>
internal sealed class SegmentedStream : Stream
{
    private const int SegmentSize = 32 * 1024;

    private readonly List<byte[]> _segments = [];
    private int _used = SegmentSize;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _segments.Count == 0 ? 0 : ((_segments.Count - 1L) * SegmentSize) + _used;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_used == SegmentSize)
            {
                _segments.Add(new byte[SegmentSize]);
                _used = 0;
            }

            int count = Math.Min(SegmentSize - _used, buffer.Length);
            buffer[..count].CopyTo(_segments[^1].AsSpan(_used));
            _used += count;
            buffer = buffer[count..];
        }
    }

    public async Task SendAsync(Stream target, CancellationToken cancellationToken)
    {
        for (int index = 0; index < _segments.Count; index++)
        {
            int count = index == _segments.Count - 1 ? _used : SegmentSize;
            await target.WriteAsync(_segments[index].AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Flush()
    {
        // Nothing lies between the writer and the segments.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
