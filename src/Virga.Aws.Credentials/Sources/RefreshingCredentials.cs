namespace Virga.Aws.Sources;

/// <summary>Keeps what a fetch gave, renews it ahead of its end, and runs one fetch at a time.</summary>
internal sealed class RefreshingCredentials(ICredentialFetch fetch, AwsSdkOptions options) : IOptionalAwsCredentialSource, IKnownAwsCredentials
{
    // A request that is on its way must arrive while its credentials are valid.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Kept? _kept;
    private Task<Outcome>? _flight;

    public string Identity => fetch.Identity;

    public string Tried => fetch.Tried;

    /// <summary>Ends with the fetch that runs; for tests.</summary>
    internal Task Running => Volatile.Read(ref _flight) ?? Task.CompletedTask;

    public ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken)
    {
        if (!forceRefresh && Current() is { } current) return new(current);
        return FetchedAsync(cancellationToken);
    }

    public ValueTask<AwsCredentials?> TryGetAsync(bool forceRefresh, CancellationToken cancellationToken)
    {
        if (!forceRefresh && Current() is { } current) return new(current);
        return WaitAsync(cancellationToken);
    }

    /// <summary>What can be used without waiting. A renewal that is due begins on the way.</summary>
    private AwsCredentials? Current()
    {
        if (Volatile.Read(ref _kept) is not { } kept) return null;
        var now = options.Time.GetUtcNow();
        if (now >= kept.UsableUntil) return null;
        if (now >= kept.RenewAt) _ = Begin(onlyIfDue: true);
        return kept.Credentials;
    }

    private async ValueTask<AwsCredentials> FetchedAsync(CancellationToken cancellationToken) =>
        await WaitAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new VirgaException(ErrorKind.Unauthenticated, $"No AWS credentials were found. Tried: {Tried}.");

    private async ValueTask<AwsCredentials?> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Who gives up leaves the fetch to those who wait on.
        var outcome = await Begin(onlyIfDue: false).WaitAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Fault is null ? outcome.Credentials : throw new VirgaException(outcome.Fault.Kind, outcome.Fault.Message, outcome.Fault.InnerException) { Code = outcome.Fault.Code, Status = outcome.Fault.Status, IsRetryable = outcome.Fault.IsRetryable };
    }

    private Task<Outcome> Begin(bool onlyIfDue)
    {
        lock (_gate)
        {
            if (_flight is { IsCompleted: false } running) return running;

            // Another caller may have renewed them since this one looked.
            if (onlyIfDue && _kept is { } kept && options.Time.GetUtcNow() < kept.RenewAt) return Task.FromResult(new Outcome(kept.Credentials, null));
            return _flight = RunAsync();
        }
    }

    private async Task<Outcome> RunAsync()
    {
        // The SDK may work before its first await, and the gate is held.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using var limit = new CancellationTokenSource(options.Timeout, options.Time);
            var found = await FetchWithinAsync(limit.Token).ConfigureAwait(false);
            if (found is not null) Keep(found);
            else Postpone();
            return new Outcome(found, null);
        }
#pragma warning disable CA1031 // Whatever went wrong goes to those who wait, and nobody may be waiting.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Postpone();
            return new Outcome(null, e as VirgaException ?? new VirgaException(ErrorKind.Unauthenticated, $"No credentials came from {fetch.Tried}: {SdkFault.Text(e)}", e));
        }
    }

    private async ValueTask<AwsCredentials?> FetchWithinAsync(CancellationToken limit)
    {
        try
        {
            // Most of what the SDK offers takes no token.
            return await fetch.FetchAsync(limit).AsTask().WaitAsync(limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new VirgaException(ErrorKind.Timeout, $"Fetching credentials took longer than AwsSdkOptions.Timeout ({options.Timeout}). Tried: {fetch.Tried}.", e) { IsRetryable = true };
        }
    }

    private void Keep(AwsCredentials found)
    {
        var now = options.Time.GetUtcNow();
        if (found.ExpiresAt is not { } end)
        {
            Volatile.Write(ref _kept, new Kept(found, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue));
            return;
        }

        var left = end - now;
        if (left <= TimeSpan.Zero) throw new VirgaException(ErrorKind.Unauthenticated, $"The credentials that were fetched have ended already, at {end.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'}; it is {now.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'} here. Check the clock. Tried: {fetch.Tried}.");
        Volatile.Write(ref _kept, new Kept(found, end - Least(options.RefreshBefore, left / 2), end - Least(Margin, left / 4)));
    }

    /// <summary>Lets those that are still valid serve for a while before the next attempt.</summary>
    private void Postpone()
    {
        if (Volatile.Read(ref _kept) is { } kept) Volatile.Write(ref _kept, kept with { RenewAt = options.Time.GetUtcNow() + options.RetryAfter });
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed record Kept(AwsCredentials Credentials, DateTimeOffset RenewAt, DateTimeOffset UsableUntil);

    private sealed record Outcome(AwsCredentials? Credentials, VirgaException? Fault);
}
