namespace Virga.Testing;

/// <summary>Reads bytes forward only, as a network or a pipe would give them.</summary>
public sealed class OneWayStream(byte[] bytes, int chunk = int.MaxValue) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var take = Math.Min(Math.Min(count, chunk), bytes.Length - _at);
        bytes.AsSpan(_at, take).CopyTo(buffer.AsSpan(offset));
        _at += take;
        return take;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<int>(cancellationToken);
        var take = Math.Min(Math.Min(buffer.Length, chunk), bytes.Length - _at);
        bytes.AsMemory(_at, take).CopyTo(buffer);
        _at += take;
        return ValueTask.FromResult(take);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
