namespace Virga.Http;

/// <summary>Reads streams one after the other and disposes them together.</summary>
internal sealed class JoinedStream(List<Stream> streams) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; _at < streams.Count; _at++)
        {
            var count = await streams[_at].ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count > 0 || buffer.IsEmpty) return count;
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        for (; _at < streams.Count; _at++)
        {
            var read = streams[_at].Read(buffer, offset, count);
            if (read > 0 || count == 0) return read;
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var stream in streams) stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
