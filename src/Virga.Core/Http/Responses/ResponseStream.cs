namespace Virga.Http;

/// <summary>The body of an answer: owns the response, waits no longer than allowed, and notices when it is cut.</summary>
internal sealed class ResponseStream : Stream
{
    private const long Unknown = -1;

    private readonly ServiceResponse _response;
    private readonly Stream _inner;
    private readonly CallTimer _timer;
    private readonly TimeSpan _idle;
    private readonly string _operation;
    private readonly long _declared;
    private long _read;

    public ResponseStream(ServiceResponse response, HttpResponseMessage message, CallTimer timer, TimeSpan idle, Operation operation)
    {
        _response = response;
        _inner = message.Content.ReadAsStream(CancellationToken.None);
        _timer = timer;
        _idle = idle;
        _operation = operation.Name;
        _declared = BodyReading.Declared(message, operation) ?? Unknown;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => Declared ?? throw new NotSupportedException("The service did not say how long the body is.");

    private long? Declared => _declared == Unknown ? null : _declared;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException("The body of an answer cannot seek.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _timer.Follow(cancellationToken);
        _timer.Enter(CallLimit.ReadIdle, _idle);
        int count;
        try
        {
            count = await _inner.ReadAsync(buffer, _timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw _timer.Explain(e, _operation);
        }
        catch (IOException e)
        {
            throw BodyReading.Cut(_operation, _read, Declared, e);
        }
        finally
        {
            _timer.Leave();
        }

        _read += count;
        if (count == 0 && buffer.Length > 0 && Declared is { } expected && _read != expected) throw BodyReading.Cut(_operation, _read, expected, null);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        // A synchronous read of the handler's stream has no token, so it could not be ended by a limit.
#pragma warning disable VSTHRD002
        return ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The body of an answer cannot seek.");

    public override void SetLength(long value) => throw new NotSupportedException("The body of an answer cannot be written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body of an answer cannot be written.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _response.Dispose();
        base.Dispose(disposing);
    }
}
