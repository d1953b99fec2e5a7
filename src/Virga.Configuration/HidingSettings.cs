namespace Virga.Configuration;

/// <summary>Another source without one of its settings.</summary>
internal sealed class HidingSettings(ISettingsSource inner, string hidden) : IListedSettings
{
    public IReadOnlyCollection<string> Names => inner is IListedSettings listed ? [.. listed.Names.Where(name => !IsHidden(name))] : [];

    public string? Get(string name) => IsHidden(name) ? null : inner.Get(name);

    public string? Origin(string name) => IsHidden(name) ? null : inner.Origin(name);

    public string? Place(string name) => IsHidden(name) ? null : SettingReader.PlaceOf(inner, name);

    public bool IsTrusted(string name) => inner.IsTrusted(name);

    private bool IsHidden(string name) => SettingName.Normalize(name) == hidden;
}
