using Microsoft.Extensions.Configuration;
using Virga.Configuration;

namespace Virga.Storage;

/// <summary>The settings of one store of an application: what code says, then its section of the configuration.</summary>
/// <remarks>The names are those of the table in the README, in any way of writing: <c>part-size</c>, <c>PartSize</c>, <c>partSize</c>.</remarks>
public sealed class ObjectStoreSettings
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IConfiguration> _sections = [];

    /// <summary>The store, such as <c>s3://bucket</c>.</summary>
    public string? Url
    {
        get => this["url"];
        set => this["url"] = value;
    }

    /// <summary>The service's address.</summary>
    public string? Endpoint
    {
        get => this["endpoint"];
        set => this["endpoint"] = value;
    }

    /// <summary>The region.</summary>
    public string? Region
    {
        get => this["region"];
        set => this["region"] = value;
    }

    /// <summary>A named profile of the profile file, else a provider of the spec.</summary>
    public string? Profile
    {
        get => this["profile"];
        set => this["profile"] = value;
    }

    /// <summary>Any setting; null when code does not say it. What code says goes before the configuration.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name]
    {
        get => _values.GetValueOrDefault(SettingName.Normalize(name));
        set => _values[SettingName.Normalize(name)] = value;
    }

    /// <summary>Reads a section of a configuration behind what is said already.</summary>
    /// <param name="section">The section.</param>
    public void Read(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        _sections.Add(section);
    }

    /// <summary>Names what code says, never a value.</summary>
    public override string ToString() => $"ObjectStoreSettings({string.Join(", ", _values.Keys.Order(StringComparer.Ordinal))})";

    /// <exception cref="SettingsException">A section is malformed.</exception>
    internal LayeredSettings ToSource(string store) =>
        new([new DictionarySettings(_values, $"the code that adds the store '{store}'"), .. _sections.Select(section => new ConfigurationSettings(section))]);

    internal string UrlPlace => _sections.OfType<IConfigurationSection>().FirstOrDefault() is { } section ? $"{section.Path}:url" : "ObjectStoreSettings.Url";
}
