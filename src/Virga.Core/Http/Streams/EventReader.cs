using System.Text;

namespace Virga.Http;

/// <summary>The events of a <c>text/event-stream</c>, one after the other as they arrive. It owns the answer: dispose it to give the connection back.</summary>
/// <typeparam name="T">The type of an event's data.</typeparam>
/// <remarks>An event whose blank line is missing at the end is dropped, as the HTML standard asks. <c>[DONE]</c> where JSON should be ends the stream, as several services send it; empty data where JSON should be is a sign of life and no event.</remarks>
public sealed class EventReader<T> : IAsyncDisposable
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(3);

    private readonly ServiceTransport _transport;
    private readonly CallOptions? _options;
    private readonly ReadItem<T>? _read;
    private readonly EventFields _fields = new();
    private Stream? _body;
    private StreamWindow? _window;
    private ServerSentEvent<T>? _current;
    private TimeSpan _wait = DefaultWait;
    private bool _isOver;

    internal EventReader(ServiceTransport transport, CallOptions? options, ReadItem<T>? read)
    {
        _transport = transport;
        _options = options;
        _read = read;
    }

    /// <summary>The event that <see cref="NextAsync"/> came to.</summary>
    public ServerSentEvent<T> Current => _current!;

    /// <summary>Sends the request whose answer is the stream.</summary>
    /// <param name="request">The request; from the second time on it asks for what follows the last event.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException">As any call.</exception>
    public async ValueTask OpenAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_fields.LastId is { Length: > 0 } id) request.Header("Last-Event-ID", HeaderText.Printable(id));
        var response = await request.SendAsync(cancellationToken).ConfigureAwait(false);

        // 204 tells a client to stay away.
        _isOver = response.Status == 204;
        _body = response.OpenBody();
        _window = new StreamWindow(_body, response.Head.Operation, _transport.Options.MaxStreamedItem);
        _fields.Begin();
    }

    /// <summary>Goes to the next event; false when there is none.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException">The data cannot be read or is too long, the answer breaks off, or no byte of it comes for <see cref="TimeoutOptions.ReadIdle"/>.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        var window = _window ?? throw new InvalidOperationException("The stream has not been opened.");
        cancellationToken.ThrowIfCancellationRequested();
        while (!_isOver)
        {
            while (_fields.TryFinish(window, _transport.Options.MaxStreamedItem))
            {
                if (_fields.Retry is { } retry) _wait = retry;
                if (TryMake(window.Operation)) return true;
                if (_isOver) return false;
            }

            if (window.HasEnded) return false;
            try
            {
                await window.FillAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (VirgaException e) when (Reconnects && e.Kind is ErrorKind.Connection or ErrorKind.Timeout)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Waits until it is time to connect again; false when that is not wanted (<see cref="CallOptions.ReconnectsEvents"/>) or the service has said that no more will come.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<bool> ReconnectAsync(CancellationToken cancellationToken)
    {
        if (!Reconnects || _isOver) return false;
        await CloseAsync().ConfigureAwait(false);
        var longest = _transport.Options.Retry.MaxRetryAfter;
        await Task.Delay(_wait < longest ? _wait : longest, _transport.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends the answer.</summary>
    public ValueTask DisposeAsync()
    {
        _fields.Dispose();
        return CloseAsync();
    }

    private bool Reconnects => _options?.ReconnectsEvents == true;

    private ValueTask CloseAsync()
    {
        _window?.Dispose();
        _window = null;
        var body = _body;
        _body = null;
        return body?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private bool TryMake(string operation)
    {
        var data = _fields.Data;
        if (_read is null)
        {
            var text = (T)(object)Encoding.UTF8.GetString(data);
            _current = Event(text);
            return true;
        }

        if (data.IsEmpty) return false;
        if (data.Length == 6 && data.FirstSpan.SequenceEqual("[DONE]"u8))
        {
            _isOver = true;
            return false;
        }

        _current = Event(_read(data, operation));
        return true;
    }

    private ServerSentEvent<T> Event(T data) => new(data) { Event = _fields.Event ?? "message", Id = _fields.LastId, Retry = _fields.Retry };
}
