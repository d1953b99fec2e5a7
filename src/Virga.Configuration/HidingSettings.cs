namespace Virga.Configuration;

/// <summary>Another source without one of its settings.</summary>
internal sealed class HidingSettings(ISettingsSource inner, string hidden) : ISettingsSource
{
    public string? Get(string name) => IsHidden(name) ? null : inner.Get(name);

    public string? Origin(string name) => IsHidden(name) ? null : inner.Origin(name);

    public bool IsTrusted(string name) => inner.IsTrusted(name);

    private bool IsHidden(string name) => name.Equals(hidden, StringComparison.OrdinalIgnoreCase);
}
