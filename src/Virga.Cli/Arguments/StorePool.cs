using Virga.Storage;

namespace Virga.Cli.Arguments;

/// <summary>Stores that are open, so that the lines of a batch and the sources of a copy share connections. Owns them.</summary>
internal sealed class StorePool(Func<StoreRegistry> register) : IAsyncDisposable
{
    private readonly Lazy<StoreRegistry> _registry = new(register);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, ObjectStore> _stores = new(StringComparer.Ordinal);

    /// <summary>The providers, registered on first use.</summary>
    public StoreRegistry Registry => _registry.Value;

    public IReadOnlyList<string> Schemes => _registry.Value.Schemes;

    /// <summary>The store of a URL with these settings, opened on first use.</summary>
    /// <param name="url">The URL of the bucket, with its query.</param>
    /// <param name="identity">What tells these settings from others.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ObjectStore> OpenAsync(string url, string identity, Func<ISettingsSource> settings, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var name = url + "\n" + identity;
            if (!_stores.TryGetValue(name, out var store)) _stores[name] = store = await _registry.Value.OpenAsync(url, settings(), cancellationToken).ConfigureAwait(false);
            return store;
        }
        finally
        {
            _gate.Release();
        }
    }

    public ValueTask<ObjectAccount> OpenAccountAsync(string url, ISettingsSource settings, CancellationToken cancellationToken) => _registry.Value.OpenAccountAsync(url, settings, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores.Values) await store.DisposeAsync().ConfigureAwait(false);
        _stores.Clear();
        _gate.Dispose();
    }
}
