namespace Virga.Storage.Wrappers;

/// <summary>Lets so many callers in at once, in the order in which they came. Entering a gate that is open allocates nothing.</summary>
internal sealed class FairGate(int places)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private int _free = places;

    public ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        // In the task and never thrown: callers give back what they hold where they await.
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        Waiter waiter;
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return ValueTask.CompletedTask;
            }

            waiter = new Waiter(this);
            _waiting.AddLast(waiter.Place);
        }

        return WaitAsync(waiter, cancellationToken);
    }

    public void Exit()
    {
        Waiter next;
        lock (_lock)
        {
            // A place is handed on under the lock, so that nobody who comes now can take it.
            if (_waiting.First is not { } first)
            {
                _free++;
                return;
            }

            _waiting.Remove(first);
            next = first.Value;
        }

        next.SetResult();
    }

    private static async ValueTask WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Leave(token), waiter).ConfigureAwait(false))
        {
            await waiter.Task.ConfigureAwait(false);
        }
    }

    private sealed class Waiter : TaskCompletionSource
    {
        private readonly FairGate _gate;

        public Waiter(FairGate gate)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            _gate = gate;
            Place = new LinkedListNode<Waiter>(this);
        }

        public LinkedListNode<Waiter> Place { get; }

        public void Leave(CancellationToken cancellationToken)
        {
            lock (_gate._lock)
            {
                // Without a list it has its place in the gate already.
                if (Place.List is null) return;
                _gate._waiting.Remove(Place);
            }

            SetCanceled(cancellationToken);
        }
    }
}
