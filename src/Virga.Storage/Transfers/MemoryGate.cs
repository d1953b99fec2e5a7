namespace Virga.Storage.Transfers;

/// <summary>Lets parts in while they and those already in fit a budget, and at least one always.</summary>
internal sealed class MemoryGate(long budget, int places)
{
    private readonly Lock _lock = new();
    private long _bytes;
    private int _inside;
    private TaskCompletionSource? _waiter;

    /// <summary>Waits for room. One caller at a time.</summary>
    public async ValueTask EnterAsync(long bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (_inside == 0 || (_inside < places && bytes <= budget - _bytes))
                {
                    _inside++;
                    _bytes += bytes;
                    return;
                }

                _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _waiter.Task;
            }

            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Exit(long bytes)
    {
        lock (_lock)
        {
            _inside--;
            _bytes -= bytes;
            _waiter?.TrySetResult();
            _waiter = null;
        }
    }
}
