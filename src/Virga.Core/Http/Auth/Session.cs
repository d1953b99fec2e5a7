namespace Virga.Http;

/// <summary>An answer that is kept for other requests: a token, an address. It is opened when first needed, one call at a time, and renewed before it expires.</summary>
public sealed class Session : IDisposable
{
    // A tenth of the life, at most five minutes: long enough for a slow request, short enough not to waste tokens that live for minutes.
    private static readonly TimeSpan MaxMargin = TimeSpan.FromMinutes(5);

    private readonly Func<CancellationToken, ValueTask<SessionAnswer>> _open;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Kept? _kept;

    /// <summary>Makes a session that is not open yet.</summary>
    /// <param name="name">Its name in the spec.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="renewOn">Statuses that mean that it has ended early: it is opened anew and the request is sent once more.</param>
    /// <param name="time">The clock.</param>
    public Session(string name, Func<CancellationToken, ValueTask<SessionAnswer>> open, IReadOnlyList<int> renewOn, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(renewOn);
        ArgumentNullException.ThrowIfNull(time);
        Name = name;
        RenewOn = renewOn;
        _open = open;
        _time = time;
    }

    /// <summary>Its name in the spec.</summary>
    public string Name { get; }

    /// <summary>Statuses that mean that it has ended early.</summary>
    public IReadOnlyList<int> RenewOn { get; }

    /// <summary>What it keeps; opens it when it is not open or about to expire.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<SessionAnswer> GetAsync(CancellationToken cancellationToken)
    {
        var kept = Volatile.Read(ref _kept);
        return kept is not null && _time.GetUtcNow() < kept.RenewAt ? ValueTask.FromResult(kept.Answer) : OpenAsync(null, cancellationToken);
    }

    /// <summary>Opens it anew, unless somebody else has done so since.</summary>
    /// <param name="stale">The answer that is no longer accepted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<SessionAnswer> RenewAsync(SessionAnswer stale, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stale);
        return OpenAsync(stale, cancellationToken);
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _gate.Dispose();

    private async ValueTask<SessionAnswer> OpenAsync(SessionAnswer? stale, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = _time.GetUtcNow();
            if (_kept is { } kept && now < kept.RenewAt && !ReferenceEquals(kept.Answer, stale)) return kept.Answer;

            var answer = await _open(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _kept, new Kept(answer, RenewAt(answer, now)));
            return answer;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static DateTimeOffset RenewAt(SessionAnswer answer, DateTimeOffset now)
    {
        if (answer.ExpiresAt is not { } expires) return DateTimeOffset.MaxValue;
        var margin = (expires - now) / 10;
        return expires - (margin > MaxMargin ? MaxMargin : margin < TimeSpan.Zero ? TimeSpan.Zero : margin);
    }

    private sealed record Kept(SessionAnswer Answer, DateTimeOffset RenewAt);
}
