using Microsoft.Extensions.Options;

namespace Virga.Storage;

/// <summary>Opens each store of an application once, and disposes what it opened.</summary>
/// <remarks>A failure is not kept: the next one who asks tries again.</remarks>
internal sealed class StoreOpener(IServiceProvider services, StoreRegistrations registrations, StoreRegistry registry, StoreSources sources, IOptionsFactory<ObjectStoreSettings> settings) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<ObjectStore>> _opened = new(StringComparer.Ordinal);
    private readonly List<ObjectStore> _owned = [];
    private bool _disposed;

    public IReadOnlyList<StoreRegistration> Stores => registrations.Stores;

    /// <summary>The store, for who cannot wait. Opening waits for nothing with all providers of ours.</summary>
    public ObjectStore Open(string name)
    {
        var opening = OpenAsync(name);
        if (!opening.IsCompleted) throw new InvalidOperationException($"The provider of the store '{name}' needs time to open it, and the host has not started yet. Resolve the store after the start, or await services.OpenObjectStoresAsync() first.");
#pragma warning disable VSTHRD002 // It is completed: nothing is waited for.
        return opening.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>The store, opened by the first who asks.</summary>
    public Task<ObjectStore> OpenAsync(string name)
    {
        TaskCompletionSource<ObjectStore> mine;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_opened.TryGetValue(name, out var known)) return known;
            mine = new TaskCompletionSource<ObjectStore>(TaskCreationOptions.RunContinuationsAsynchronously);
            _opened.Add(name, mine.Task);
        }

        _ = RunAsync(name, mine);
        return mine.Task;
    }

    public async ValueTask DisposeAsync()
    {
        List<ObjectStore> owned;
        lock (_gate)
        {
            _disposed = true;
            owned = [.. _owned];
            _owned.Clear();
        }

        for (var i = owned.Count - 1; i >= 0; i--) await owned[i].DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync(string name, TaskCompletionSource<ObjectStore> result)
    {
        try
        {
            result.SetResult(await OpenAnewAsync(name).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whoever asked gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_gate) _opened.Remove(name);
            result.SetException(e);
        }
    }

    private async Task<ObjectStore> OpenAnewAsync(string name)
    {
        var (url, source) = sources.Find(name, settings.Create(name));
        var made = new List<ObjectStore> { await registry.OpenAsync(url, source).ConfigureAwait(false) };
        try
        {
            foreach (var wrap in registrations.Find(name)!.Wraps)
            {
                var wrapped = wrap(services, made[^1]) ?? throw new InvalidOperationException($"A wrapper of the store '{name}' gives null; it must give a store.");
                if (!made.Contains(wrapped)) made.Add(wrapped);
            }

            Own(made);
            return made[^1];
        }
        catch
        {
            // Nobody will ask for it again: the next one opens anew.
            for (var i = made.Count - 1; i >= 0; i--) await made[i].DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Own(List<ObjectStore> made)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _owned.AddRange(made.Except(_owned));
        }
    }
}
