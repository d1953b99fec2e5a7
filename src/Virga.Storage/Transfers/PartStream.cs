namespace Virga.Storage.Transfers;

/// <summary>The bytes of one part as a driver reads them: seekable, so that they can be sent again.</summary>
/// <remarks>Disposing does nothing, since some clients dispose what they send; the engine calls <see cref="Release"/> when the driver is done.</remarks>
internal abstract class PartStream(long length, bool isLast) : ReadOnlyStream
{
    private long _position;
    private long _reported;

    /// <summary>Whether nothing follows in the source.</summary>
    public bool IsLast { get; } = isLast;

    /// <summary>The checksum that was computed while the bytes were gathered.</summary>
    public Checksum Checksum { get; protected set; }

    /// <summary>What went wrong with the source while the driver was reading; it comes before whatever the driver made of it.</summary>
    public Exception? SourceError { get; protected set; }

    /// <summary>Told how far the reading is, without what was read again.</summary>
    public ProgressMeter? Meter { get; set; }

    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Length);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadAt(_position, Clip(buffer));
        Advance(read);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = await ReadAtAsync(_position, Clip(buffer), cancellationToken).ConfigureAwait(false);
        Advance(read);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    /// <summary>Gives buffers back. Reading afterwards fails.</summary>
    public abstract void Release();

    /// <summary>Computes a checksum of everything when it was not computed while gathering, without counting as progress.</summary>
    public virtual async ValueTask<Checksum> ComputeAsync(ChecksumAlgorithm algorithm, CancellationToken cancellationToken) => await ComputeFromAsync(0, algorithm, cancellationToken).ConfigureAwait(false);

    /// <summary>Computes the checksum of what stands behind an offset.</summary>
    public async ValueTask<Checksum> ComputeFromAsync(long offset, ChecksumAlgorithm algorithm, CancellationToken cancellationToken)
    {
        using var computer = Checksums.Start(algorithm);
        if (computer is null) return default;
        var buffer = SegmentPool.Shared.Rent();
        try
        {
            while (offset < Length)
            {
                var read = await ReadAtAsync(offset, buffer.AsMemory(0, (int)Math.Min(buffer.Length, Length - offset)), cancellationToken).ConfigureAwait(false);
                computer.Append(buffer.AsSpan(0, read));
                offset += read;
            }
        }
        finally
        {
            SegmentPool.Shared.Return(buffer);
        }

        return computer.Finish();
    }

    protected abstract int ReadAt(long position, Span<byte> buffer);

    protected virtual ValueTask<int> ReadAtAsync(long position, Memory<byte> buffer, CancellationToken cancellationToken) => ValueTask.FromResult(ReadAt(position, buffer.Span));

    private Span<byte> Clip(Span<byte> buffer) => buffer[..(int)Math.Min(buffer.Length, Length - _position)];

    private Memory<byte> Clip(Memory<byte> buffer) => buffer[..(int)Math.Min(buffer.Length, Length - _position)];

    private void Advance(int read)
    {
        _position += read;
        if (_position <= _reported) return;
        Meter?.Add(_position - _reported);
        _reported = _position;
    }
}
