namespace Virga.Configuration;

/// <summary>Settings that are in memory: the arguments of a call, the flags of a command, a provider's defaults.</summary>
public sealed class DictionarySettings : IListedSettings
{
    private readonly Dictionary<string, Entry> _values = new(StringComparer.Ordinal);
    private readonly string _origin;
    private readonly bool _isTrusted;

    /// <summary>Makes a source.</summary>
    /// <param name="values">Names, in any case and with any separators, and values; an entry without a value is as if it were not there. They are copied.</param>
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
            if (!string.IsNullOrEmpty(value)) _values[SettingName.Normalize(name)] = new Entry(value, $"{name} of {origin}");
        }
    }

    internal DictionarySettings(string origin, IEnumerable<(string Name, string Value, string Place)> values)
    {
        _origin = origin;
        _isTrusted = true;
        foreach (var (name, value, place) in values)
        {
            if (value.Length > 0) _values[SettingName.Normalize(name)] = new Entry(value, place);
        }
    }

    /// <summary>A source that holds nothing.</summary>
    public static DictionarySettings Empty { get; } = new([]);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <inheritdoc/>
    public string? Get(string name) => Find(name)?.Value;

    /// <inheritdoc/>
    public string? Origin(string name) => Find(name) is null ? null : _origin;

    /// <inheritdoc/>
    public string? Place(string name) => Find(name)?.Place;

    /// <inheritdoc/>
    public bool IsTrusted(string name) => _isTrusted;

    /// <summary>Names what it holds, never a value.</summary>
    public override string ToString() => $"{_origin} ({string.Join(", ", _values.Keys.Order(StringComparer.Ordinal))})";

    private Entry? Find(string name) => _values.GetValueOrDefault(SettingName.Normalize(name));

    private sealed class Entry(string value, string place)
    {
        public string Value => value;

        public string Place => place;
    }
}
