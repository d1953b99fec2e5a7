namespace Virga.Http;

/// <summary>How one attempt ended: with an answer, or with a failure and what is known of sending again.</summary>
internal readonly record struct AttemptOutcome(HttpResponseMessage? Answer, Exception? Failure)
{
    /// <summary>The body of the answer, where it was read; null otherwise.</summary>
    public PooledBuffer? Body { get; init; }

    /// <summary>Whether the failure may pass by itself.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>Whether no byte of the request can have reached the service.</summary>
    public bool NeverSent { get; init; }

    /// <summary>Whether the service turned the request away without doing anything, as when it is asked too often.</summary>
    public bool WasRejected { get; init; }

    /// <summary>Whether a body that can be read only once has been touched.</summary>
    public bool BodyIsSpent { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
