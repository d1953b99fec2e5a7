namespace Virga.Testing;

/// <summary>A clock that stands still until it is moved. Timers fire in their order, on the thread that moves it.</summary>
public sealed class FakeTimeProvider : TimeProvider
{
    // Turns of the thread pool that a call gets to come to a wait of its own, before a limit may end it: many, since a busy machine may keep it from running.
    private const int Patience = 20_000;
    private const int PatienceWithWaits = 200;

    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now;
    private long _order;

    public FakeTimeProvider(DateTimeOffset? start = null) => _now = start ?? new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whether a timer waits to fire.</summary>
    public bool HasTimers
    {
        get
        {
            lock (_gate) return _timers.Exists(t => t.Due is not null);
        }
    }

    private bool HasWaits
    {
        get
        {
            lock (_gate) return _timers.Exists(t => t is { IsWait: true, Due: not null });
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _now.UtcTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state) { IsWait = dueTime != Timeout.InfiniteTimeSpan };
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, and fires what becomes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (Next(target) is { } timer) timer.Fire();
        lock (_gate) _now = target;
    }

    /// <summary>Moves the clock to the next timer and fires it; false when none waits.</summary>
    public bool AdvanceToNextTimer()
    {
        if (Next(DateTimeOffset.MaxValue) is not { } timer) return false;
        timer.Fire();
        return true;
    }

    /// <summary>Moves the clock from timer to timer until a task has ended.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            // A call that waits has a timer of its own; without one it runs on another thread, or stands still for good.
            for (var i = 0; i < (HasWaits ? PatienceWithWaits : Patience) && !task.IsCompleted; i++) await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (!task.IsCompleted) AdvanceToNextTimer();
        }

        return await task.ConfigureAwait(false);
    }

    private FakeTimer? Next(DateTimeOffset until)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= until).OrderBy(t => t.Due).ThenBy(t => t.Order).FirstOrDefault();
            if (next is null) return null;
            if (next.Due > _now) _now = next.Due.Value;
            next.Due = next.Period > TimeSpan.Zero ? _now + next.Period : null;
            return next;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>Whether it was made to fire once, as by Task.Delay; limits are made beforehand and set when they begin.</summary>
        public bool IsWait { get; init; }

        public DateTimeOffset? Due { get; set; }

        public long Order { get; private set; }

        public TimeSpan Period { get; private set; }

        public void Fire()
        {
            // Without a context what waits for the timer goes on here and now, and not on a thread that the clock would outrun.
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                callback(state);
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(context);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                Order = clock._order++;
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
