using System.Net;

namespace Virga.Http;

/// <summary>The body of one attempt as the handler sends it: counted, and with what went wrong remembered, since handlers wrap it.</summary>
internal sealed class AttemptContent(BodySource source, Func<Stream, Stream>? wrap, long? length, CallTimer timer) : HttpContent
{
    private const long Unknown = -1;

    private readonly long _length = length ?? Unknown;
    private long _written;
    private volatile bool _started;
    private volatile bool _ended;

    /// <summary>Whether the handler began to send it.</summary>
    public bool HasStarted => _started;

    /// <summary>Whether the handler is done with it. It may still be sending after an early answer over HTTP/2, or not have begun.</summary>
    public bool HasEnded => _ended;

    /// <summary>What ended the sending before its time; null when nothing did.</summary>
    public Exception? Fault { get; private set; }

    public long Written => _written;

    public void Wrote(int count)
    {
        _written += count;
        timer.Touch();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _started = true;
        try
        {
            if (wrap is null) await source.CopyToAsync(stream, this, cancellationToken).ConfigureAwait(false);
            else await CopyWrappedAsync(stream, cancellationToken).ConfigureAwait(false);

            if (_length != Unknown && _written != _length)
            {
                throw new VirgaException(ErrorKind.Integrity, $"The request body ended after {_written} of {_length} bytes: its source is shorter than it said, or was cut while it was read.");
            }
        }
        catch (VirgaException e)
        {
            Fault = e;
            throw;
        }
        finally
        {
            // From here on the limit counts the wait for the answer.
            if (Fault is null) timer.Sent();
            _ended = true;
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = _length;
        return _length != Unknown;
    }

    private async Task CopyWrappedAsync(Stream target, CancellationToken cancellationToken)
    {
        var framed = wrap!(source.OpenRead());
        await using (framed.ConfigureAwait(false))
        {
            await StreamCopy.RunAsync(framed, null, target, this, cancellationToken).ConfigureAwait(false);
        }
    }
}
