namespace Virga.Http;

/// <summary>The items of a streamed answer, one after the other as they arrive. It owns the answer: dispose it to give the connection back.</summary>
/// <typeparam name="T">The item.</typeparam>
/// <remarks>Memory holds one item and what arrived with it; an item longer than <see cref="ClientOptions.MaxStreamedItem"/> is an error.</remarks>
public sealed class ItemReader<T> : IAsyncDisposable
{
    private readonly Stream _body;
    private readonly StreamWindow _window;
    private readonly ItemFraming _framing;
    private readonly ReadItem<T> _read;
    private readonly long _limit;
    private T? _current;

    internal ItemReader(Stream body, string operation, ItemFormat format, ReadItem<T> read, long limit)
    {
        _body = body;
        _window = new StreamWindow(body, operation, limit);
        _framing = ItemFraming.Of(format);
        _read = read;
        _limit = limit;
    }

    /// <summary>The item that <see cref="NextAsync"/> came to.</summary>
    public T Current => _current!;

    /// <summary>Goes to the next item; false when there is none.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException">The item cannot be read or is too long, the answer breaks off, or no byte of it comes for <see cref="TimeoutOptions.ReadIdle"/>.</exception>
    public ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        return TryTake() ? ValueTask.FromResult(true) : FillAsync(cancellationToken);
    }

    /// <summary>Ends the answer.</summary>
    public ValueTask DisposeAsync()
    {
        _window.Dispose();
        return _body.DisposeAsync();
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        while (!_window.HasEnded)
        {
            await _window.FillAsync(cancellationToken).ConfigureAwait(false);
            if (TryTake()) return true;
        }

        return false;
    }

    private bool TryTake()
    {
        if (!_framing.TryFind(_window, out var length, out var behind)) return false;
        if (length > _limit) throw _window.TooLong(length);
        _current = _read(_window.Slice(0, length), _window.Operation);

        // At the end there is no separator behind the last item.
        _window.Take(Math.Min(behind, _window.Span.Length));
        return true;
    }
}
