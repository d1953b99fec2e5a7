using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Virga.Http;

/// <summary>A few headers by the rest of their names, in any case. Objects have two or three pieces of metadata: a list takes a quarter of a dictionary's memory and is searched as fast.</summary>
internal sealed class HeaderMap : IReadOnlyDictionary<string, string>
{
    private KeyValuePair<string, string> _first;
    private KeyValuePair<string, string> _second;
    private KeyValuePair<string, string>[]? _more;

    public int Count { get; private set; }

    public IEnumerable<string> Keys => this.Select(static entry => entry.Key);

    public IEnumerable<string> Values => this.Select(static entry => entry.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no '{key}' here.");

    public void Add(string key, string value)
    {
        var entry = new KeyValuePair<string, string>(key, value);
        if (Count == 0) _first = entry;
        else if (Count == 1) _second = entry;
        else
        {
            if (_more is null) _more = new KeyValuePair<string, string>[2];
            else if (_more.Length == Count - 2) Array.Resize(ref _more, 2 * _more.Length);
            _more[Count - 2] = entry;
        }

        Count++;
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (var i = 0; i < Count; i++)
        {
            var entry = At(i);
            if (!string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase)) continue;
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private KeyValuePair<string, string> At(int index) => index switch
    {
        0 => _first,
        1 => _second,
        _ => _more![index - 2],
    };
}
