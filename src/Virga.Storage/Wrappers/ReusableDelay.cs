using System.Threading.Tasks.Sources;

namespace Virga.Storage.Wrappers;

/// <summary>Waits again and again with one timer, so that a throttled body makes no garbage. One wait at a time.</summary>
internal sealed class ReusableDelay(TimeProvider time) : IValueTaskSource, IDisposable
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private int _waiting;

    public ValueTask WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _core.Reset();
        _waiting = 1;
        _timer ??= time.CreateTimer(static state => ((ReusableDelay)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.UnsafeRegister(static (state, token) => ((ReusableDelay)state!).Cancel(token), this);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
        return new ValueTask(this, _core.Version);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);

    public void GetResult(short token)
    {
        _registration.Unregister();
        _core.GetResult(token);
    }

    public void Dispose() => _timer?.Dispose();

    // A timer that fires late for a wait that was cancelled ends the next one early; what is owed is then waited for at the next read.
    private void Fire()
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 1) _core.SetResult(true);
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 1) _core.SetException(new OperationCanceledException(cancellationToken));
    }
}
