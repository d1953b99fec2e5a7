using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Virga.Configuration;

/// <summary>Settings in a section of an application's configuration, such as <c>appsettings.json</c>. Read once, when it is made.</summary>
/// <remarks>A setting is one value, or a list of values, which is joined with commas. Names are written in any case, with hyphens, underscores or neither.</remarks>
public sealed class ConfigurationSettings : IListedSettings
{
    private readonly Dictionary<string, (string Value, string Path)> _values = new(StringComparer.Ordinal);
    private readonly string _origin;

    /// <summary>Reads a section.</summary>
    /// <param name="section">The section; of a whole configuration, its top.</param>
    /// <exception cref="SettingsException">A setting is a section of its own, or is given twice in two ways of writing.</exception>
    public ConfigurationSettings(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        _origin = section is IConfigurationSection named ? $"the configuration section {named.Path}" : "the configuration";
        var problems = new List<SettingProblem>();
        foreach (var child in section.GetChildren())
        {
            var name = SettingName.Normalize(child.Key);
            if (Read(child) is not { } value) problems.Add(new SettingProblem(name, ErrorKind.InvalidArgument, $"{child.Path} is a section. A setting is one value or a list of values."));
            else if (value.Length > 0 && !_values.TryAdd(name, (value, child.Path))) problems.Add(new SettingProblem(name, ErrorKind.InvalidArgument, $"{child.Path} and {_values[name].Path} are one setting. Give it once."));
        }

        if (problems.Count > 0) throw new SettingsException(problems);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <inheritdoc/>
    public string? Get(string name) => Find(name).Value;

    /// <inheritdoc/>
    public string? Origin(string name) => Find(name).Value is null ? null : _origin;

    /// <summary>The path of the setting, as it is written.</summary>
    /// <inheritdoc/>
    public string? Place(string name) => Find(name).Path;

    /// <summary>Always: the configuration is the application's own.</summary>
    /// <inheritdoc/>
    public bool IsTrusted(string name) => true;

    /// <summary>Names what it holds, never a value.</summary>
    public override string ToString() => $"{_origin} ({string.Join(", ", _values.Keys.Order(StringComparer.Ordinal))})";

    private (string? Value, string? Path) Find(string name) => _values.TryGetValue(SettingName.Normalize(name), out var found) ? found : default;

    // A list has the numbers 0, 1, 2 for names.
    private static string? Read(IConfigurationSection setting)
    {
        var children = setting.GetChildren().ToList();
        if (children.Count == 0) return setting.Value ?? "";
        return children.TrueForAll(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _) && child.Value is not null)
            ? string.Join(',', children.Select(child => child.Value))
            : null;
    }
}
