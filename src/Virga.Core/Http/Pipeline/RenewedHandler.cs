namespace Virga.Http;

/// <summary>Sends each attempt with the handler that a source gives at that time, as a factory that renews its handlers does.</summary>
internal sealed class RenewedHandler : HttpMessageHandler
{
    private readonly Func<HttpMessageHandler> _source;
    private Current _current;

    public RenewedHandler(Func<HttpMessageHandler> source)
    {
        _source = source;
        _current = Take(source());
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var handler = _source();
        var current = _current;
        if (!ReferenceEquals(handler, current.Handler)) _current = current = Take(handler);
        return current.Invoker.SendAsync(request, cancellationToken);
    }

    private static Current Take(HttpMessageHandler? handler)
    {
        if (handler is null) throw new ArgumentException("ClientOptions.HandlerSource gave no handler.");
        RedirectGuard.Check(handler, "The handler that ClientOptions.HandlerSource gave");

        // The source ends its handlers itself; an invoker that does not own one holds nothing else.
        return new Current(handler, new HttpMessageInvoker(handler, disposeHandler: false));
    }

    private sealed record Current(HttpMessageHandler Handler, HttpMessageInvoker Invoker);
}
