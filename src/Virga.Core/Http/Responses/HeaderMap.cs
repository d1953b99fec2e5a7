using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Virga.Http;

/// <summary>A few headers by the rest of their names, in any case. Objects have two or three pieces of metadata: a list takes a third of a dictionary's memory and is searched as fast.</summary>
internal sealed class HeaderMap : IReadOnlyDictionary<string, string>
{
    private KeyValuePair<string, string>[] _entries = new KeyValuePair<string, string>[2];

    public int Count { get; private set; }

    public IEnumerable<string> Keys => this.Select(static entry => entry.Key);

    public IEnumerable<string> Values => this.Select(static entry => entry.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no '{key}' here.");

    public void Add(string key, string value)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, 2 * Count);
        _entries[Count++] = new(key, value);
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (var i = 0; i < Count; i++)
        {
            if (!string.Equals(_entries[i].Key, key, StringComparison.OrdinalIgnoreCase)) continue;
            value = _entries[i].Value;
            return true;
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return _entries[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
