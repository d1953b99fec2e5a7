namespace Virga.Http;

/// <content>Operations that the spec lacks.</content>
public sealed partial class ServiceTransport
{
    private static readonly int[] AnySuccess = [.. Enumerable.Range(200, 100)];

    /// <summary>Sends a request that the spec has no operation for, as if it had.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer, to be disposed: its body as a stream, bytes, text, JSON or XML.</returns>
    /// <exception cref="ServiceException">The status is none of the successes.</exception>
    /// <exception cref="VirgaException">A limit passed, the connection broke, or credentials would have gone where they must not.</exception>
    /// <exception cref="ArgumentException">A header or a parameter cannot be sent, or the security scheme is none of the spec's.</exception>
    public ValueTask<ServiceResponse> SendRawAsync(RawRequest request, CallOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = Begin(RawOperation(request), options);
        if (request.Bucket is not null) call.HostLabel(nameof(RawRequest.Bucket), request.Bucket);
        call.Path(request.Path);
        foreach (var (name, value) in request.Query)
        {
            var encoded = Uri.EscapeDataString(name);
            if (value is null) call.QueryFlag(encoded, true);
            else call.Query(encoded, value);
        }

        foreach (var (name, value) in request.Headers) call.Header(name, value);
        if (request.Body is { } body) call.Body(body, "");
        return call.SendAsync(cancellationToken);
    }

    private Operation RawOperation(RawRequest request) => new()
    {
        Name = request.Name ?? "Raw " + request.Method.Method,
        Method = request.Method,
        Success = request.Success is { } given ? [.. given] : AnySuccess,
        Security = RawSecurity(request),
        Idempotent = request.Idempotent,
        HasResponseBody = true,
        StreamsResponse = !request.ReadsWholeBody,
    };

    private string? RawSecurity(RawRequest request)
    {
        if (request.IsAnonymous) return request.Security is null ? null : throw new ArgumentException("RawRequest.IsAnonymous and RawRequest.Security contradict each other; set one.");
        if (request.Security is not { } key) return Service.Schemes.Count == 0 ? null : Service.Schemes[0].Key;
        if (Service.Schemes.All(scheme => scheme.Key != key)) throw new ArgumentException($"RawRequest.Security is '{key}', which is no security scheme of {Service.Name}.");
        return key;
    }
}
