namespace Virga.Configuration;

/// <summary>Settings in environment variables.</summary>
/// <remarks>
/// A setting is looked for under the variables that a map gives it, in their order, and then under <c>VIRGA_</c> and its own name in upper case with underscores:
/// <c>endpoint</c> in VIRGA_ENDPOINT. The setting <c>allowed-hosts</c> is VIRGA_ALLOW_HOSTS. A variable that is empty is as if it were not set.
/// It lists no names: the environment holds much that is no setting, so a misspelt variable cannot be told from another program's.
/// </remarks>
public sealed class EnvironmentSettings : IListedSettings
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Own = new(StringComparer.Ordinal) { ["allowed-hosts"] = ["VIRGA_ALLOW_HOSTS"] };

    private readonly Func<string, string?> _read;
    private readonly Dictionary<string, IReadOnlyList<string>> _variables;

    /// <summary>Makes a source.</summary>
    /// <param name="read">Reads a variable; null for the environment of the process.</param>
    /// <param name="variables">The variables of each setting, first the one that goes first; null for none but the VIRGA ones.</param>
    public EnvironmentSettings(Func<string, string?>? read = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? variables = null)
    {
        _read = read ?? Environment.GetEnvironmentVariable;
        _variables = variables is null ? Own : variables.ToDictionary(pair => SettingName.Normalize(pair.Key), pair => pair.Value, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [];

    /// <summary>Makes a source of the variables that descriptions name.</summary>
    /// <param name="known">What is read.</param>
    /// <param name="read">Reads a variable; null for the environment of the process.</param>
    public static EnvironmentSettings For(IEnumerable<SettingDescription> known, Func<string, string?>? read = null)
    {
        ArgumentNullException.ThrowIfNull(known);
        return new EnvironmentSettings(read, known.Where(description => description.Variables.Count > 0).ToDictionary(description => description.Name, description => description.Variables, StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public string? Get(string name) => Find(name).Value;

    /// <inheritdoc/>
    public string? Origin(string name) => Find(name).Variable is { } variable ? $"the environment variable {variable}" : null;

    /// <inheritdoc/>
    public string? Place(string name) => Origin(name);

    /// <inheritdoc/>
    public bool IsTrusted(string name) => true;

    private (string? Variable, string? Value) Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (var variable in Variables(SettingName.Normalize(name)))
        {
            if (_read(variable) is { Length: > 0 } value) return (variable, value);
        }

        return default;
    }

    private IEnumerable<string> Variables(string name)
    {
        var mapped = _variables.GetValueOrDefault(name) ?? Own.GetValueOrDefault(name);
        return [.. mapped ?? [], "VIRGA_" + name.Replace('-', '_').ToUpperInvariant()];
    }
}
