using Virga.Storage.Local;
using Virga.Storage.Memory;

namespace Virga.Storage;

/// <summary>Opens stores by URL: <c>new StoreRegistry().AddLocal().AddMemory()</c>, then <see cref="OpenAsync"/>.</summary>
/// <remarks>Register first, then open; opening is safe for concurrent calls.</remarks>
/// <param name="options">What every store is opened with; null for the defaults.</param>
public sealed class StoreRegistry(ObjectStoreOptions? options = null)
{
    private readonly Dictionary<string, IStoreProvider> _providers = new(StringComparer.Ordinal);
    private readonly ObjectStoreOptions _options = options ?? new ObjectStoreOptions();

    /// <summary>The schemes that are known, in order.</summary>
    public IReadOnlyList<string> Schemes => [.. _providers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <exception cref="ArgumentException">One of its schemes is taken.</exception>
    public StoreRegistry Add(IStoreProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        foreach (var scheme in provider.Schemes)
        {
            if (!_providers.TryAdd(scheme.ToLowerInvariant(), provider)) throw new ArgumentException($"The scheme '{scheme}' is registered already.", nameof(provider));
        }

        return this;
    }

    /// <summary>Adds folders: <c>file:///path</c>, the folder is the bucket.</summary>
    /// <param name="local">How they behave; null for the defaults.</param>
    public StoreRegistry AddLocal(LocalFileOptions? local = null) => Add(new LocalStoreProvider(local));

    /// <summary>Adds memory: <c>mem://name</c>. Stores of one name share their objects while this registry lives.</summary>
    /// <param name="memory">How it behaves; null for the defaults.</param>
    public StoreRegistry AddMemory(MemoryOptions? memory = null) => Add(new MemoryStoreProvider(memory));

    /// <summary>Opens the store of a URL's bucket.</summary>
    /// <param name="url">The URL, such as <c>s3://bucket?profile=archive</c>; a key in it does not count.</param>
    /// <param name="settings">Settings that the query does not give; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException"><see cref="ErrorKind.InvalidArgument"/>: no URL, or no known scheme; and whatever the provider reports.</exception>
    public ValueTask<ObjectStore> OpenAsync(string url, ISettingsSource? settings = null, CancellationToken cancellationToken = default)
    {
        var parsed = StoreUrl.Parse(url);
        if (parsed.Bucket.Length == 0) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{parsed}' names no bucket: write {parsed.Scheme}://bucket.");
        return Find(parsed).OpenAsync(parsed, Context(parsed, settings), cancellationToken);
    }

    /// <summary>Opens the account of a URL.</summary>
    /// <param name="url">The URL, such as <c>s3://?profile=archive</c>; for folders the one above the buckets.</param>
    /// <param name="settings">Settings that the query does not give; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException"><see cref="ErrorKind.InvalidArgument"/>: no URL, or no known scheme; and whatever the provider reports.</exception>
    public ValueTask<ObjectAccount> OpenAccountAsync(string url, ISettingsSource? settings = null, CancellationToken cancellationToken = default)
    {
        var parsed = StoreUrl.Parse(url);
        return Find(parsed).OpenAccountAsync(parsed, Context(parsed, settings), cancellationToken);
    }

    private IStoreProvider Find(StoreUrl url) => _providers.TryGetValue(url.Scheme, out var provider) ? provider
        : throw new ObjectStoreException(ErrorKind.InvalidArgument, $"No provider is registered for '{url}'; known schemes are {(Schemes.Count == 0 ? "none" : string.Join(", ", Schemes))}.");

    private StoreContext Context(StoreUrl url, ISettingsSource? settings) => new(new QuerySettings(url, settings), _options);
}
