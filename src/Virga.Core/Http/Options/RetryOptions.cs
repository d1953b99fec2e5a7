namespace Virga.Http;

/// <summary>When and how often a request is sent again.</summary>
public sealed class RetryOptions
{
    /// <summary>How often a request is sent at most, the first time included.</summary>
    /// <value>Default 4. 1 turns retries off.</value>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Upper bound of the wait before the second attempt; it doubles with each further one. The wait is drawn evenly between zero and the bound.</summary>
    /// <value>Default 200 ms.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Upper bound of every wait that the server did not ask for.</summary>
    /// <value>Default 20 s.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether Retry-After and RateLimit-Reset lengthen the wait.</summary>
    /// <value>Default true.</value>
    public bool HonourRetryAfter { get; set; } = true;

    /// <summary>The longest wait that a server may ask for. When it asks for more, the error is thrown at once, with the time in <see cref="ServiceException.RetryAfter"/>.</summary>
    /// <value>Default 60 s.</value>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Tokens that all calls of one client share: a retry takes 5, one after a time limit 10, and successes give them back. An empty budget ends retries, so that an outage is not made worse.</summary>
    /// <value>Default 500, as in the standard mode of the AWS SDKs. 0 or less: no limit.</value>
    public int Budget { get; set; } = 500;

    internal void Validate()
    {
        Limits.AtLeast(MaxAttempts, 1, "Retry.MaxAttempts");
        Limits.NotNegative(BaseDelay, "Retry.BaseDelay");
        Limits.NotNegative(MaxDelay, "Retry.MaxDelay");
        Limits.NotNegative(MaxRetryAfter, "Retry.MaxRetryAfter");
    }
}
