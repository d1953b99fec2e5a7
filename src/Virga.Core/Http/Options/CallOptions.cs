namespace Virga.Http;

/// <summary>What one call does differently.</summary>
public sealed class CallOptions
{
    /// <summary>Headers to add.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>Query parameters to add, not yet encoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Query { get; init; }

    /// <summary>Limit of the whole call in place of <see cref="TimeoutOptions.Overall"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Filled with the status and headers of the final response, of an error too.</summary>
    public ResponseInfo? Response { get; init; }

    /// <summary>Whether a stream of server-sent events is asked for again when it has ended or broken off, with Last-Event-ID and after the wait that the service names. It then goes on until it is cancelled, or the service answers 204.</summary>
    /// <value>Default false.</value>
    public bool ReconnectsEvents { get; init; }
}
