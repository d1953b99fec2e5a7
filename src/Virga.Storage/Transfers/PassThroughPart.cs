namespace Virga.Storage.Transfers;

/// <summary>A caller's stream of known length as one body. It cannot be sent again, and says so by not seeking.</summary>
internal sealed class PassThroughPart(Stream stream, long length) : PartStream(length, isLast: true)
{
    private long _done;

    public override bool CanSeek => false;

    public override long Position
    {
        get => _done;
        set => throw new NotSupportedException("This body cannot be sent again.");
    }

    public override int Read(Span<byte> buffer)
    {
        if (_done == Length) return 0;
        var read = Count(stream.Read(buffer[..(int)Math.Min(buffer.Length, Length - _done)]), buffer.Length);
        if (_done == Length) CheckEnd(stream.ReadByte() >= 0);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_done == Length) return 0;
        var read = Count(await stream.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Length - _done)], cancellationToken).ConfigureAwait(false), buffer.Length);
        if (_done == Length)
        {
            // Looked for before the last bytes are handed over, so that a body that is longer than it said is not stored.
            var probe = new byte[1];
            CheckEnd(await stream.ReadAsync(probe, cancellationToken).ConfigureAwait(false) > 0);
        }

        return read;
    }

    public override void Release()
    {
    }

    protected override int ReadAt(long position, Span<byte> buffer) => throw new NotSupportedException("This body cannot be sent again.");

    private int Count(int read, int wanted)
    {
        if (read == 0 && wanted > 0) throw Fail(StreamSource.Shorter(Length, _done));
        _done += read;
        Meter?.Add(read);
        return read;
    }

    private void CheckEnd(bool more)
    {
        if (more) throw Fail(StreamSource.Longer(Length));
    }

    private ObjectStoreException Fail(ObjectStoreException error)
    {
        SourceError = error;
        return error;
    }
}
