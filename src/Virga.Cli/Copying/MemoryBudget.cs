namespace Virga.Cli.Copying;

/// <summary>Memory that all transfers of a command share: one begins when its buffers fit, the first come first; one that never fits runs alone.</summary>
internal sealed class MemoryBudget(long total)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Turn)> _waiting = new();
    private long _used;

    public long Total => total;

    public async Task<IDisposable> EnterAsync(long bytes, CancellationToken cancellationToken)
    {
        var need = Math.Clamp(bytes, 0, total);
        LinkedListNode<(long Bytes, TaskCompletionSource Turn)> node;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _used + need <= total)
            {
                _used += need;
                return new Place(this, need);
            }

            node = _waiting.AddLast((need, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            await node.Value.Turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                // It may have been let in meanwhile.
                if (node.List is null) _used -= need;
                else _waiting.Remove(node);
                LetIn();
            }

            throw;
        }

        return new Place(this, need);
    }

    private void Exit(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_waiting.First is { } first && _used + first.Value.Bytes <= total)
        {
            _used += first.Value.Bytes;
            _waiting.RemoveFirst();
            first.Value.Turn.SetResult();
        }
    }

    private sealed class Place(MemoryBudget budget, long bytes) : IDisposable
    {
        private int _left = 1;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 0) == 1) budget.Exit(bytes);
        }
    }
}
