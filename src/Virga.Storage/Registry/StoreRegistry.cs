using Virga.Storage.Local;
using Virga.Storage.Memory;

namespace Virga.Storage;

/// <summary>Opens stores by URL: <c>new StoreRegistry().AddLocal().AddMemory()</c>, then <see cref="OpenAsync(string, ISettingsSource?, CancellationToken)"/>.</summary>
/// <remarks>Register first, then open; opening is safe for concurrent calls.</remarks>
/// <param name="options">What every store is opened with unless its settings say otherwise; null for the defaults.</param>
/// <param name="services">Services of the application that providers may ask for, such as its logging; null for none.</param>
public sealed class StoreRegistry(ObjectStoreOptions? options = null, IServiceProvider? services = null)
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

    /// <summary>What stores of a scheme read: the settings that all share, and the provider's own.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <returns>Only the shared ones for a scheme that is not known.</returns>
    public IReadOnlyList<SettingDescription> SettingsFor(string scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return _providers.TryGetValue(scheme.ToLowerInvariant(), out var provider) ? [.. StoreSettings.All, .. provider.Settings] : StoreSettings.All;
    }

    /// <summary>Opens the store of a URL's bucket.</summary>
    /// <param name="url">The URL, such as <c>s3://bucket?profile=archive</c>; a key in it does not count.</param>
    /// <param name="settings">Settings that the query does not give; null for none. Of an <see cref="IListedSettings"/> a name that no provider reads is an error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException"><see cref="ErrorKind.InvalidArgument"/>: no URL, or no known scheme; and whatever the provider reports.</exception>
    /// <exception cref="SettingsException">Settings are misspelt, malformed or contradict each other.</exception>
    public ValueTask<ObjectStore> OpenAsync(string url, ISettingsSource? settings = null, CancellationToken cancellationToken = default) =>
        OpenAsync(StoreUrl.Parse(url), settings, cancellationToken);

    /// <summary>Opens the store of a URL's bucket.</summary>
    /// <param name="url">The URL; a key in it does not count.</param>
    /// <param name="settings">Settings that the query does not give; null for none. Of an <see cref="IListedSettings"/> a name that no provider reads is an error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException"><see cref="ErrorKind.InvalidArgument"/>: no known scheme; and whatever the provider reports.</exception>
    /// <exception cref="SettingsException">Settings are misspelt, malformed or contradict each other.</exception>
    public async ValueTask<ObjectStore> OpenAsync(StoreUrl url, ISettingsSource? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (url.Bucket.Length == 0) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{url}' names no bucket: write {url.Scheme}://bucket.");
        var provider = Find(url);
        var (reader, context) = Read(url, settings);
        var store = await provider.OpenAsync(url, context, cancellationToken).ConfigureAwait(false);
        StoreSettings.CheckParts(reader, store);
        if (reader.Problems.Count == 0) return store;
        await store.DisposeAsync().ConfigureAwait(false);
        throw new SettingsException(reader.Problems);
    }

    /// <summary>Opens the account of a URL.</summary>
    /// <param name="url">The URL, such as <c>s3://?profile=archive</c>; for folders the one above the buckets.</param>
    /// <param name="settings">Settings that the query does not give; null for none. Of an <see cref="IListedSettings"/> a name that no provider reads is an error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException"><see cref="ErrorKind.InvalidArgument"/>: no URL, or no known scheme; and whatever the provider reports.</exception>
    /// <exception cref="SettingsException">Settings are misspelt, malformed or contradict each other.</exception>
    public ValueTask<ObjectAccount> OpenAccountAsync(string url, ISettingsSource? settings = null, CancellationToken cancellationToken = default)
    {
        var parsed = StoreUrl.Parse(url);
        var provider = Find(parsed);
        return provider.OpenAccountAsync(parsed, Read(parsed, settings).Context, cancellationToken);
    }

    /// <summary>What is wrong with names that stand in a place of this one store, such as its section of a configuration: there, a setting of another provider is a mistake too.</summary>
    /// <param name="scheme">The store's scheme.</param>
    /// <param name="settings">What stands there.</param>
    public IReadOnlyList<SettingProblem> CheckNames(string scheme, IListedSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var (known, all) = (SettingsFor(scheme), All());
        return [.. settings.Names.Where(name => !SettingNames.Reads(known, name)).Select(name => new SettingProblem(name, ErrorKind.InvalidArgument, SettingNames.Unknown(SettingReader.PlaceOf(settings, name), name, scheme, known, all)))];
    }

    private (SettingReader Reader, StoreContext Context) Read(StoreUrl url, ISettingsSource? settings)
    {
        var known = SettingsFor(url.Scheme);
        var layered = new QuerySettings(url, settings);
        var reader = new SettingReader(layered, known);
        SettingNames.Check(reader, layered, url, known, All());
        reader.CheckValues();
        reader.ThrowIfAny();
        return (reader, new StoreContext(layered, StoreSettings.Apply(reader, _options)) { Services = services });
    }

    private IReadOnlyList<SettingDescription> All() => [.. StoreSettings.All, .. _providers.Values.Distinct().SelectMany(provider => provider.Settings)];

    private IStoreProvider Find(StoreUrl url) => _providers.TryGetValue(url.Scheme, out var provider) ? provider
        : throw new ObjectStoreException(ErrorKind.InvalidArgument, $"No provider is registered for '{url}'; known schemes are {(Schemes.Count == 0 ? "none" : string.Join(", ", Schemes))}.");
}
