namespace Virga.Configuration;

/// <summary>Settings that are in memory: the arguments of a call, the flags of a command, a provider's defaults.</summary>
public sealed class DictionarySettings : ISettingsSource
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _origin;
    private readonly bool _isTrusted;

    /// <summary>Makes a source.</summary>
    /// <param name="values">Names and values; an entry without a value is as if it were not there. They are copied.</param>
    /// <param name="origin">Where they come from, for messages.</param>
    /// <param name="isTrusted">Whether they may name a host that credentials go to.</param>
    public DictionarySettings(IEnumerable<KeyValuePair<string, string?>> values, string origin = "the arguments", bool isTrusted = true)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentException.ThrowIfNullOrEmpty(origin);
        _origin = origin;
        _isTrusted = isTrusted;
        foreach (var (name, value) in values)
        {
            if (!string.IsNullOrEmpty(value)) _values[name] = value;
        }
    }

    /// <summary>A source that holds nothing.</summary>
    public static DictionarySettings Empty { get; } = new([]);

    /// <inheritdoc/>
    public string? Get(string name) => _values.GetValueOrDefault(name);

    /// <inheritdoc/>
    public string? Origin(string name) => _values.ContainsKey(name) ? _origin : null;

    /// <inheritdoc/>
    public bool IsTrusted(string name) => _isTrusted;

    /// <summary>Names what it holds, never a value.</summary>
    public override string ToString() => $"{_origin} ({string.Join(", ", _values.Keys.Order(StringComparer.Ordinal))})";
}
