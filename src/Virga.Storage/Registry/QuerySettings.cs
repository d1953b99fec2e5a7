namespace Virga.Storage;

/// <summary>The settings of a store URL's query, before those of another source. They are never trusted to name a host for credentials.</summary>
internal sealed class QuerySettings(StoreUrl url, ISettingsSource? others) : IListedSettings
{
    private const string Query = "the query of the store URL";

    private readonly Dictionary<string, (string Written, string Value)> _query = Normalized(url);

    public IReadOnlyCollection<string> Names => [.. _query.Keys, .. (others as IListedSettings)?.Names.Where(name => !_query.ContainsKey(name)) ?? []];

    public string? Get(string name) => Find(name) is { } found ? found.Value : others?.Get(name);

    public string? Origin(string name) => Find(name) is not null ? Query : others?.Origin(name);

    public string? Place(string name) => Find(name) is { } found ? $"{found.Written} in {Query}" : (others as IListedSettings)?.Place(name);

    public bool IsTrusted(string name) => Find(name) is null && others?.IsTrusted(name) == true;

    /// <summary>Whether the query itself holds the setting.</summary>
    public bool IsInQuery(string name) => Find(name) is not null;

    private (string Written, string Value)? Find(string name) => _query.TryGetValue(SettingName.Normalize(name), out var found) ? found : null;

    private static Dictionary<string, (string Written, string Value)> Normalized(StoreUrl url)
    {
        var settings = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var (name, value) in url.Settings)
        {
            if (!settings.TryAdd(SettingName.Normalize(name), (name, value))) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{url}' gives '{name}' twice, in two ways of writing. Give it once.");
        }

        return settings;
    }
}
