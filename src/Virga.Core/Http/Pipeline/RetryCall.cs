namespace Virga.Http;

/// <summary>One call after its first failure: decides whether to send again, and when.</summary>
internal sealed class RetryCall(ServiceRequest request, CallTimer timer, RetryBudget budget, AttemptOutcome first)
{
    private readonly ServiceTransport _transport = request.Transport;
    private bool _firstIsPending = true;
    private bool _recovered;

    public int Attempts { get; private set; } = 1;

    /// <summary>What the last retry took from the budget.</summary>
    public int Price { get; private set; }

    /// <summary>Why the request is not sent again though the failure may pass; null while it is.</summary>
    public string? GaveUp { get; private set; }

    /// <summary>The failure that is known already, then one attempt after the other.</summary>
    public async ValueTask<AttemptOutcome> NextAsync()
    {
        if (!_firstIsPending) return await RecoverAsync(await SendAsync().ConfigureAwait(false)).ConfigureAwait(false);
        _firstIsPending = false;
        return await RecoverAsync(first).ConfigureAwait(false);
    }

    /// <summary>Whether to wait and send again. It takes from the budget.</summary>
    public bool ShouldRetry(AttemptOutcome outcome)
    {
        if (outcome.Answer is not null || !outcome.IsRetryable) return false;
        if (_transport.Options.Retry.MaxAttempts == 1) return false;
        if (Attempts >= _transport.Options.Retry.MaxAttempts) return Refuse($"It was sent {Attempts} times.");
        if (outcome.BodyIsSpent) return Refuse("It was not sent again, since its body can be read only once; give a stream that can seek, bytes or a file.");
        if (!request.IsIdempotent && !outcome.NeverSent && !outcome.WasRejected) return Refuse("It was not sent again, since sending it twice may do it twice.");
        if (_transport.Options.Retry.HonourRetryAfter && outcome.RetryAfter > _transport.Options.Retry.MaxRetryAfter) return Refuse($"It was not sent again, since the service asks to wait {outcome.RetryAfter.Value.TotalSeconds:0} s, longer than Retry.MaxRetryAfter.");
        if (!budget.TryTake(outcome.Failure is VirgaException { Kind: ErrorKind.Timeout }, out var price)) return Refuse("It was not sent again, since the client's retry budget is used up: too many calls have failed of late.");
        Price = price;
        return true;
    }

    /// <summary>Full jitter: evenly between nothing and a bound that doubles; at least what the service asks for.</summary>
    public TimeSpan Delay(AttemptOutcome outcome)
    {
        var options = _transport.Options.Retry;
        var bound = Math.Min(options.MaxDelay.TotalMilliseconds, options.BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Min(Attempts - 1, 30)));
        var delay = TimeSpan.FromMilliseconds(_transport.NextRandom() * bound);
        if (options.HonourRetryAfter && outcome.RetryAfter is { } asked && asked > delay) delay = asked;
        _transport.Events.Retrying(request, Attempts, delay, outcome.Failure!);
        return delay;
    }

    /// <summary>The failure as the caller sees it.</summary>
    public Exception Describe(Exception failure)
    {
        if (GaveUp is not null) _transport.Events.GaveUp(request, Attempts, GaveUp);
        switch (failure)
        {
            case ServiceException service:
                service.Attempts = Attempts;
                service.Note = GaveUp;
                return service;
            case VirgaException other when GaveUp is not null:
                return new VirgaException(other.Kind, $"{other.Message} {GaveUp}", other);
            default:
                return failure;
        }
    }

    private bool Refuse(string reason)
    {
        GaveUp = reason;
        return false;
    }

    private ValueTask<AttemptOutcome> SendAsync()
    {
        timer.Recover();
        return request.AttemptAsync(timer, ++Attempts);
    }

    /// <summary>Lets sessions and the security scheme mend a refusal, once a call, and sends again at once.</summary>
    private async ValueTask<AttemptOutcome> RecoverAsync(AttemptOutcome outcome)
    {
        if (_recovered || outcome.Failure is not ServiceException failure) return outcome;
        if (!await MendAsync(failure, outcome.BodyIsSpent).ConfigureAwait(false)) return outcome;
        _recovered = true;
        return await SendAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> MendAsync(ServiceException failure, bool bodyIsSpent)
    {
        var session = request.SessionToRenew(failure.Status.GetValueOrDefault());
        if (session is null && failure.Status is not (400 or 401 or 403)) return false;

        // The credentials are mended even when this call cannot be sent again: the next one gains by it.
        var mended = session is { } ended ? await ended.Session.RenewAsync(ended.Answer, timer.Token).ConfigureAwait(false) is not null : await request.Auth.RecoverAsync(request.Attempt, failure, timer.Token).ConfigureAwait(false);
        if (!mended) return false;
        _transport.Events.CredentialsRenewed(request, session?.Session.Name ?? request.Auth.GetType().Name);
        return !bodyIsSpent || Refuse("It was not sent again with new credentials, since its body can be read only once; give a stream that can seek, bytes or a file.");
    }
}
