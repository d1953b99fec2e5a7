namespace Virga.Http;

/// <summary>The token of one call, ended by the caller, by the limit of the present phase, or by the limit of the whole call. Reused from call to call.</summary>
/// <remarks>
/// A linked token source with a timer for each call would cost 300 bytes; this one is kept. A timer that fires late, for a call that is over, finds the present phase
/// not yet due and goes to sleep again.
/// </remarks>
internal sealed class CallTimer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private CancellationTokenSource _source = new();
    private CancellationTokenSource? _callSource;
    private CancellationTokenRegistration _user;
    private CancellationTokenRegistration _callUser;
    private CancellationToken _userToken;
    private CallLimit _phase;
    private CallLimit _passed;
    private TimeSpan _phaseLimit = Timeout.InfiniteTimeSpan;
    private TimeSpan _overall = Timeout.InfiniteTimeSpan;
    private long _callStart;
    private long _stamp;
    private long _dueAt = long.MaxValue;

    public CallTimer(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((CallTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends an attempt, and with it the call; after the limit of an attempt only the attempt.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Ends the call alone: by the caller, or by the limit of the whole call. Made when first asked for, since only calls that are retried need it.</summary>
    public CancellationToken CallToken
    {
        get
        {
            if (_callSource is null)
            {
                lock (_gate) _callSource = new CancellationTokenSource();
                _callUser = _userToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _callSource);
                if (_passed == CallLimit.Overall) _callSource.Cancel();
            }

            return _callSource.Token;
        }
    }

    public void Start(TimeSpan overall, CancellationToken userToken)
    {
        _overall = overall;
        _callStart = overall == Timeout.InfiniteTimeSpan ? 0 : _time.GetTimestamp();
        Follow(userToken);
        if (overall != Timeout.InfiniteTimeSpan) Enter(CallLimit.None, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Follows a caller's token in place of the one before.</summary>
    public void Follow(CancellationToken userToken)
    {
        if (userToken == _userToken) return;
        _user.Dispose();
        _userToken = userToken;
        _user = userToken.UnsafeRegister(static state => ((CallTimer)state!)._source.Cancel(), this);
    }

    /// <summary>Begins a phase with a limit of its own.</summary>
    public void Enter(CallLimit phase, TimeSpan limit)
    {
        lock (_gate)
        {
            _phase = phase;
            _phaseLimit = limit;
            _stamp = _time.GetTimestamp();
            Arm();
        }
    }

    /// <summary>The body has been sent: the wait for the answer begins. Of no effect when the answer came first.</summary>
    public void Sent()
    {
        lock (_gate)
        {
            if (_phase != CallLimit.Sending) return;
            _phase = CallLimit.ResponseHeaders;
            _stamp = _time.GetTimestamp();
        }
    }

    /// <summary>Ends a phase; the limit of the whole call goes on.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _phase = CallLimit.None;
            _phaseLimit = Timeout.InfiniteTimeSpan;
        }
    }

    /// <summary>Something moved: the limit of the phase counts anew.</summary>
    public void Touch() => Volatile.Write(ref _stamp, _time.GetTimestamp());

    /// <summary>What a cancellation of <see cref="Token"/> means: the caller's own, or a limit that passed.</summary>
    public Exception Explain(OperationCanceledException cancelled, string operation)
    {
        if (_passed != CallLimit.None) return Passed(operation, cancelled);
        if (_userToken.IsCancellationRequested) return new OperationCanceledException($"{operation} was cancelled.", cancelled, _userToken);
        return cancelled;
    }

    /// <summary>Makes it ready for the next attempt after a limit of one attempt has passed.</summary>
    public void Recover()
    {
        if (_passed is CallLimit.None or CallLimit.Overall) return;
        _user.Dispose();
        _source = new CancellationTokenSource();
        _passed = CallLimit.None;
        Leave();
        _user = _userToken.UnsafeRegister(static state => ((CallTimer)state!)._source.Cancel(), this);
    }

    /// <summary>Makes it ready for the next call.</summary>
    /// <returns>False when it was used up.</returns>
    public bool Reset()
    {
        Follow(CancellationToken.None);
        _callUser.Dispose();
        lock (_gate)
        {
            _callSource?.Dispose();
            _callSource = null;
            _phase = CallLimit.None;
            _phaseLimit = Timeout.InfiniteTimeSpan;
            _overall = Timeout.InfiniteTimeSpan;
            return _passed == CallLimit.None && _source.TryReset();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _user.Dispose();
        _source.Dispose();
    }

    private VirgaException Passed(string operation, OperationCanceledException cancelled)
    {
        var text = _passed switch
        {
            CallLimit.Overall => $"{operation} took longer than its whole limit of {Seconds(_overall)} (Timeouts.Overall or CallOptions.Timeout).",
            CallLimit.ReadIdle => $"{operation}: no byte of the answer came for {Seconds(_phaseLimit)} (Timeouts.ReadIdle).",
            CallLimit.Sending => $"{operation}: no byte of the request body could be sent for {Seconds(_phaseLimit)} (Timeouts.ResponseHeaders).",
            _ => $"{operation}: the headers of the answer did not come within {Seconds(_phaseLimit)} (Timeouts.ResponseHeaders).",
        };
        return new VirgaException(ErrorKind.Timeout, text, cancelled) { IsRetryable = _passed != CallLimit.Overall };
    }

    private static string Seconds(TimeSpan limit) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###} s");

    private void Fire()
    {
        CancellationTokenSource source;
        CancellationTokenSource? callSource = null;
        lock (_gate)
        {
            _dueAt = long.MaxValue;
            if (_overall != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(_callStart) >= _overall) _passed = CallLimit.Overall;
            else if (_phaseLimit != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(Volatile.Read(ref _stamp)) >= _phaseLimit) _passed = _phase;
            else
            {
                Arm();
                return;
            }

            source = _source;
            if (_passed == CallLimit.Overall) callSource = _callSource;
        }

        source.Cancel();
        callSource?.Cancel();
    }

    private void Arm()
    {
        var due = Timeout.InfiniteTimeSpan;
        if (_phaseLimit != Timeout.InfiniteTimeSpan) due = _phaseLimit - _time.GetElapsedTime(Volatile.Read(ref _stamp));
        if (_overall != Timeout.InfiniteTimeSpan)
        {
            var left = _overall - _time.GetElapsedTime(_callStart);
            if (due == Timeout.InfiniteTimeSpan || left < due) due = left;
        }

        if (due == Timeout.InfiniteTimeSpan) return;

        // A timer that is set for an earlier time stays: it looks again when it fires.
        if (due < TimeSpan.Zero) due = TimeSpan.Zero;
        var at = _time.GetTimestamp() + (long)(due.TotalSeconds * _time.TimestampFrequency);
        if (at >= _dueAt) return;

        // Timers count whole milliseconds; one more, so that the limit has passed when they fire.
        _dueAt = at;
        _timer.Change(due + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }
}
