namespace Virga.Local.Store;

/// <summary>Values by key in UTF-8 order, with a binary search for any position in between.</summary>
internal sealed class SortedKeys<T>
    where T : class
{
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);

    public int Count => _keys.Count;

    public string KeyAt(int index) => _keys[index];

    public T ValueAt(int index) => _values[_keys[index]];

    public T? Find(string key) => _values.GetValueOrDefault(key);

    public void Set(string key, T value)
    {
        if (!_values.ContainsKey(key))
        {
            _keys.Insert(FirstFrom(key), key);
        }

        _values[key] = value;
    }

    public bool Remove(string key)
    {
        if (!_values.Remove(key))
        {
            return false;
        }

        _keys.RemoveAt(FirstFrom(key));
        return true;
    }

    /// <summary>The index of the first key at or behind the given one.</summary>
    public int FirstFrom(string key)
    {
        int index = _keys.BinarySearch(key, Utf8Order.Instance);
        return index < 0 ? ~index : index;
    }

    /// <summary>The index of the first key behind the given one.</summary>
    public int FirstAfter(string key)
    {
        int index = _keys.BinarySearch(key, Utf8Order.Instance);
        return index < 0 ? ~index : index + 1;
    }

    /// <summary>The index of the first key behind all keys that begin with the prefix.</summary>
    public int FirstBehind(string prefix)
    {
        int low = FirstFrom(prefix);
        int high = _keys.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (_keys[middle].StartsWith(prefix, StringComparison.Ordinal))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
