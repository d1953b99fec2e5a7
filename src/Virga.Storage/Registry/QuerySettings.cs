namespace Virga.Storage;

/// <summary>The settings of a store URL's query, before those of another source. They are never trusted to name a host for credentials.</summary>
internal sealed class QuerySettings(StoreUrl url, ISettingsSource? others) : ISettingsSource
{
    public string? Get(string name) => url.Settings.TryGetValue(name, out var value) ? value : others?.Get(name);

    public string? Origin(string name) => url.Settings.ContainsKey(name) ? "the query of the store URL" : others?.Origin(name);

    public bool IsTrusted(string name) => !url.Settings.ContainsKey(name) && others?.IsTrusted(name) == true;
}
