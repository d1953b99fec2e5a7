namespace Virga.Storage;

/// <summary>How much a store may do at once and in time. What is null is not limited.</summary>
public sealed record StoreLimits
{
    /// <summary>How many calls run at once, and how many downloads are open at once: a download keeps its place until it is read to its end or disposed. Default: no limit.</summary>
    /// <remarks>The two are counted apart, so that what is downloaded can be stored in the same store. Only code that keeps several downloads open in one task can wait for itself, when as many tasks do so as there are places.</remarks>
    public int? Concurrency { get; init; }

    /// <summary>How many calls begin in a second. A call counts once, whatever its retries. Default: no limit.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Bytes of bodies in a second, sent and received together. A body that is read twice, as for a signature over plain http, counts twice. Default: no limit.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>How much rate that was not used may be caught up at once. Default 1 s.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(1);

    internal void Check()
    {
        if (Concurrency is < 1) throw new ArgumentOutOfRangeException(nameof(Concurrency), Concurrency, "At least one call runs at once; null for no limit.");
        if (RequestsPerSecond is { } requests && !(requests > 0 && double.IsFinite(requests))) throw new ArgumentOutOfRangeException(nameof(RequestsPerSecond), requests, "A rate is more than nothing; null for no limit.");
        if (BytesPerSecond is { } bytes && !(bytes >= 1 && double.IsFinite(bytes))) throw new ArgumentOutOfRangeException(nameof(BytesPerSecond), bytes, "A rate is at least one byte a second; null for no limit.");
        if (Burst < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(Burst), Burst, "A burst is zero or more.");
    }
}
