namespace Virga.Http;

/// <summary>A successful answer. Dispose it, or the stream that <see cref="OpenBody"/> gives, to give the connection back.</summary>
public sealed class ServiceResponse : IDisposable
{
    private readonly ServiceTransport _transport;
    private readonly Operation _operation;
    private readonly HttpResponseMessage _message;
    private CallTimer? _timer;
    private PooledBuffer? _buffered;
    private bool _disposed;

    internal ServiceResponse(ServiceTransport transport, Operation operation, HttpResponseMessage message, CallTimer timer, PooledBuffer? buffered)
    {
        _transport = transport;
        _operation = operation;
        _message = message;
        _timer = timer;
        _buffered = buffered;

        // The token of the call ends the call; what is read later has tokens of its own.
        timer.Follow(CancellationToken.None);
    }

    /// <summary>The HTTP status.</summary>
    public int Status => (int)_message.StatusCode;

    /// <summary>Status and headers; usable after the response is disposed.</summary>
    public ResponseHead Head => new(_message, _operation.Name);

    /// <summary>The first value of a header; null when it is not there.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Header(string name) => Head.Header(name);

    /// <summary>The first value of a header that the spec requires.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.MalformedResponse"/> when it is not there.</exception>
    public string RequiredHeader(string name) => Head.RequiredHeader(name);

    /// <summary>All headers whose names begin with a prefix, by the rest of the name in lower case.</summary>
    /// <param name="prefix">The prefix, in any case.</param>
    public IReadOnlyDictionary<string, string> HeaderMap(string prefix) => Head.HeaderMap(prefix);

    /// <summary>The whole body in pooled memory. It can be taken once.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="VirgaException">The body is larger than <see cref="ClientOptions.MaxBufferedResponse"/>, breaks off, or stalls.</exception>
    public ValueTask<ResponseBody> ReadBodyAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_buffered is { } buffered)
        {
            _buffered = null;
            return ValueTask.FromResult(new ResponseBody(buffered, _operation.Name, Status));
        }

        return ReadLateAsync(cancellationToken);
    }

    /// <summary>The body as a stream that owns the response: when it is disposed, so is the response.</summary>
    /// <remarks>Reads end with a <see cref="VirgaException"/> when no byte comes for <see cref="TimeoutOptions.ReadIdle"/> or when the body is shorter than its Content-Length.</remarks>
    public Stream OpenBody()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var timer = _timer ?? throw new InvalidOperationException("The body has been read already.");
        return new ResponseStream(this, _message, timer, _transport.Options.Timeouts.ReadIdle, _operation);
    }

    /// <summary>Ends the response and gives back what it holds.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _message.Dispose();
        _buffered?.Dispose();
        _buffered = null;
        if (_timer is { } timer) _transport.Return(timer);
        _timer = null;
    }

    private async ValueTask<ResponseBody> ReadLateAsync(CancellationToken cancellationToken)
    {
        var stream = OpenBody();
        var limit = _transport.Options.MaxBufferedResponse;
        var buffer = new PooledBuffer();
        try
        {
            while (true)
            {
                var count = await stream.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (count == 0) return new ResponseBody(buffer, _operation.Name, Status);
                buffer.Advance(count);
                if (buffer.Length > limit) throw AnswerReading.TooLarge(_operation.Name, buffer.Length, limit);
            }
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
