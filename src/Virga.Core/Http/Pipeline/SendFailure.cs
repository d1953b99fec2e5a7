using System.Security.Authentication;

namespace Virga.Http;

/// <summary>Says what an exception of the handler means.</summary>
internal static class SendFailure
{
    /// <returns>Null for what is not the network's fault: the caller's own cancellation, wrong arguments, faults of ours.</returns>
    public static AttemptOutcome? Explain(Exception exception, ServiceRequest request, CallTimer timer)
    {
        var operation = request.Operation.Name;
        if (request.Content?.Fault is { } fault) return new AttemptOutcome(null, fault);
        switch (exception)
        {
            case OperationCanceledException cancelled when timer.Token.IsCancellationRequested:
                return timer.Explain(cancelled, operation) is VirgaException passed ? new AttemptOutcome(null, passed) { IsRetryable = passed.IsRetryable } : null;
            case OperationCanceledException { InnerException: TimeoutException } waited when request.Transport.Options.HttpClient is { } client:
                return Waited(operation, request, client, waited);
            case OperationCanceledException { InnerException: TimeoutException } connecting:
                return Connecting(operation, request, connecting);
            case HttpRequestException http:
                return Http(operation, request, http);
            case IOException broken:
                return new AttemptOutcome(null, new VirgaException(ErrorKind.Connection, $"{operation}: the connection to {request.Origin.Authority} broke: {broken.Message}", broken) { IsRetryable = true }) { IsRetryable = true };
            case VirgaException { Kind: ErrorKind.Connection or ErrorKind.Timeout or ErrorKind.Integrity, IsRetryable: true } known:
                return new AttemptOutcome(null, known) { IsRetryable = true };
            default:
                return null;
        }
    }

    private static AttemptOutcome Connecting(string operation, ServiceRequest request, OperationCanceledException exception)
    {
        var seconds = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{request.Transport.Options.Timeouts.Connect.TotalSeconds:0.###} s");
        var failure = new VirgaException(ErrorKind.Timeout, $"{operation}: no connection to {request.Origin.Authority} could be made within {seconds} (Timeouts.Connect).", exception) { IsRetryable = true };
        return new AttemptOutcome(null, failure) { IsRetryable = true, NeverSent = true };
    }

    // A HttpClient has a limit of its own, and does not tell whether it passed while connecting or while waiting for the answer.
    private static AttemptOutcome Waited(string operation, ServiceRequest request, HttpClient client, OperationCanceledException exception)
    {
        var seconds = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{client.Timeout.TotalSeconds:0.###} s");
        var failure = new VirgaException(ErrorKind.Timeout, $"{operation}: no answer from {request.Origin.Authority} within {seconds} (HttpClient.Timeout, or the connect limit of its handler).", exception) { IsRetryable = true };
        return new AttemptOutcome(null, failure) { IsRetryable = true };
    }

    private static AttemptOutcome Http(string operation, ServiceRequest request, HttpRequestException exception)
    {
        var host = request.Origin.Authority;
        if (exception.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded)
        {
            return new AttemptOutcome(null, new VirgaException(ErrorKind.MalformedResponse, $"{operation}: {host} did not answer in HTTP: {Reason(exception)}", exception));
        }

        if (exception.HttpRequestError is HttpRequestError.VersionNegotiationError)
        {
            var version = request.Transport.Options.HttpVersion;
            return new AttemptOutcome(null, new VirgaException(ErrorKind.Unsupported, $"{operation}: {host} does not speak HTTP/{version}, which ClientOptions.HttpVersion and HttpVersionPolicy ask for: {Reason(exception)}", exception)) { NeverSent = true };
        }

        if (exception is { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } refused } && (int)refused < 500)
        {
            return new AttemptOutcome(null, new VirgaException(ErrorKind.Connection, $"{operation}: the proxy refused the way to {host} with {(int)refused}{(refused == System.Net.HttpStatusCode.ProxyAuthenticationRequired ? "; set ClientOptions.Proxy.UserName and Password" : "")}.", exception)) { NeverSent = true };
        }

        if (exception.InnerException is AuthenticationException)
        {
            return new AttemptOutcome(null, new VirgaException(ErrorKind.Connection, $"{operation}: no TLS connection to {host} could be made: {Reason(exception)}{OnlyVersion(request.Transport.Options)}", exception)) { NeverSent = true };
        }

        var neverSent = exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        var text = neverSent ? $"{operation}: no connection to {host} could be made: {Reason(exception)}" : $"{operation}: the connection to {host} broke: {Reason(exception)}";
        return new AttemptOutcome(null, new VirgaException(ErrorKind.Connection, text, exception) { IsRetryable = true }) { IsRetryable = true, NeverSent = neverSent };
    }

    // A server that does not speak the only version on offer mostly ends the handshake, with an alert that says little.
    private static string OnlyVersion(ClientOptions options) => options is { HttpVersion.Major: > 1, HttpVersionPolicy: not HttpVersionPolicy.RequestVersionOrLower }
        ? $" HTTP/{options.HttpVersion} and nothing else was offered (ClientOptions.HttpVersionPolicy); the server may not speak it."
        : "";

    private static string Reason(HttpRequestException exception) => exception.InnerException?.Message ?? exception.Message;
}
