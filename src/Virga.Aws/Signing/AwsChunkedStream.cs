namespace Virga.Aws.Signing;

/// <summary>Reads a body in the aws-chunked framing: chunks of 64 KiB, each with its signature, and the checksum at the end.</summary>
/// <remarks>
/// One is made for each attempt, so that a repeated body is signed and summed anew. The source is read from where it stands and is not disposed.
/// A source that does not have exactly the announced length is an error of kind <see cref="ErrorKind.Integrity"/>: Content-Length was computed from it.
/// </remarks>
internal sealed class AwsChunkedStream : Stream
{
    private readonly Stream _source;
    private readonly AwsChunkedFraming _framing;
    private readonly ChunkSigner _signer;
    private readonly byte[] _frame = new byte[512];
    private readonly SegmentPool _pool;
    private byte[]? _chunk;
    private int _frameAt;
    private int _frameEnd;
    private int _chunkAt;
    private int _chunkEnd;
    private long _taken;
    private bool _begun;
    private bool _ended;

    public AwsChunkedStream(Stream source, AwsChunkedFraming framing, SegmentPool? pool = null)
    {
        _pool = pool ?? SegmentPool.Shared;
        _chunk = _pool.Rent();
        _source = source;
        _framing = framing;
        _signer = new ChunkSigner(framing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => AwsChunkedFraming.EncodedLength(_framing.DecodedLength, _framing.Scope is not null, _framing.Trailer, _framing.TrailerHeader);

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (IsDrained && !Fill())) return 0;
        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (IsDrained && !await FillAsync(cancellationToken).ConfigureAwait(false))) return 0;
        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        while (!IsDrained || await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            await destination.WriteAsync(_frame.AsMemory(_frameAt.._frameEnd), cancellationToken).ConfigureAwait(false);
            await destination.WriteAsync(_chunk.AsMemory(_chunkAt.._chunkEnd), cancellationToken).ConfigureAwait(false);
            _frameAt = _frameEnd;
            _chunkAt = _chunkEnd;
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _chunk, null) is { } chunk)
        {
            _pool.Return(chunk);
            _signer.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsDrained => _frameAt == _frameEnd && _chunkAt == _chunkEnd;

    private int Wanted => (int)Math.Min(AwsChunkedFraming.ChunkSize, _framing.DecodedLength - _taken);

    private byte[] Chunk => _chunk ?? throw new ObjectDisposedException(nameof(AwsChunkedStream));

    private int Take(Span<byte> buffer)
    {
        var frame = _frame.AsSpan(_frameAt.._frameEnd);
        var fromFrame = Math.Min(frame.Length, buffer.Length);
        frame[..fromFrame].CopyTo(buffer);
        _frameAt += fromFrame;

        var chunk = Chunk.AsSpan(_chunkAt.._chunkEnd);
        var fromChunk = Math.Min(chunk.Length, buffer.Length - fromFrame);
        chunk[..fromChunk].CopyTo(buffer[fromFrame..]);
        _chunkAt += fromChunk;
        return fromFrame + fromChunk;
    }

    private bool Fill()
    {
        if (_ended) return false;
        var wanted = Wanted;
        Begin(_source.ReadAtLeast(Chunk.AsSpan(0, Math.Max(1, wanted)), Math.Max(1, wanted), throwOnEndOfStream: false), wanted);
        return true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended) return false;
        var wanted = Wanted;
        Begin(await _source.ReadAtLeastAsync(Chunk.AsMemory(0, Math.Max(1, wanted)), Math.Max(1, wanted), throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false), wanted);
        return true;
    }

    /// <summary>Writes the frame of what was read. Behind the last byte one more was asked for, so that a longer source is noticed.</summary>
    private void Begin(int read, int wanted)
    {
        if (read != wanted)
        {
            throw new VirgaException(ErrorKind.Integrity, read < wanted
                ? $"The body ended after {_taken + read} bytes; {_framing.DecodedLength} were announced. Give the length that the body really has."
                : $"The body is longer than the {_framing.DecodedLength} bytes that were announced. Give the length that the body really has.");
        }

        _frameAt = 0;
        _frameEnd = _signer.WriteFrame(Chunk.AsSpan(0, read), !_begun, _frame);
        _chunkAt = 0;
        _chunkEnd = read;
        _taken += read;
        _begun = true;
        _ended = read == 0;
    }
}
