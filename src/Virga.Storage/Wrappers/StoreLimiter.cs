using Virga.Storage.Wrappers;

namespace Virga.Storage;

/// <summary>Limits that several stores share: give one limiter to the <see cref="ObjectStore.Limited(StoreLimiter)"/> of each.</summary>
/// <remarks>Fair: calls get their turn in the order in which they came. Safe for concurrent calls; there is nothing to dispose.</remarks>
public sealed class StoreLimiter
{
    /// <summary>Makes a limiter.</summary>
    /// <param name="limits">How much; must not contradict itself.</param>
    /// <param name="time">The clock of the rates; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is none: zero, negative or no number.</exception>
    public StoreLimiter(StoreLimits limits, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Check();
        Limits = limits;
        Time = time ?? TimeProvider.System;
        if (limits.Concurrency is { } places) (Calls, Downloads) = (new FairGate(places), new FairGate(places));
        if (limits.RequestsPerSecond is { } requests) Requests = new TokenBucket(requests, limits.Burst, Time);
        if (limits.BytesPerSecond is { } bytes) Bytes = new TokenBucket(bytes, limits.Burst, Time);
    }

    /// <summary>What it was made with.</summary>
    public StoreLimits Limits { get; }

    internal TimeProvider Time { get; }

    internal FairGate? Calls { get; }

    internal FairGate? Downloads { get; }

    internal TokenBucket? Requests { get; }

    internal TokenBucket? Bytes { get; }
}
