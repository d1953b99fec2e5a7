namespace Virga.Local.Operations;

/// <summary>One page of a listing: keys and common prefixes in order, and where the next page begins.</summary>
internal sealed class KeyPage<T>
    where T : class
{
    public List<T> Items { get; } = [];

    public List<string> Prefixes { get; } = [];

    /// <summary>Null on the last page.</summary>
    public ContinuationToken? Next { get; private set; }

    /// <summary>Reads a page. The caller holds the lock of what it reads.</summary>
    /// <param name="keys">All keys.</param>
    /// <param name="prefix">What a key must begin with.</param>
    /// <param name="delimiter">Where keys are rolled up behind the prefix; empty for nowhere.</param>
    /// <param name="start">Where to begin; null for the first key.</param>
    /// <param name="limit">How many keys and common prefixes at most.</param>
    public static KeyPage<T> Read(SortedKeys<T> keys, string prefix, string delimiter, ContinuationToken? start, int limit)
    {
        KeyPage<T> page = new();
        int index = Begin(keys, prefix, start);
        ContinuationToken? last = null;
        while (limit > 0 && index < keys.Count && keys.KeyAt(index).StartsWith(prefix, StringComparison.Ordinal))
        {
            if (page.Items.Count + page.Prefixes.Count == limit)
            {
                page.Next = last;
                break;
            }

            string key = keys.KeyAt(index);
            int end = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                page.Items.Add(keys.ValueAt(index));
                last = new(key, IsPrefix: false);
                index++;
                continue;
            }

            string common = key[..(end + delimiter.Length)];
            page.Prefixes.Add(common);
            last = new(common, IsPrefix: true);
            index = keys.FirstBehind(common);
        }

        return page;
    }

    private static int Begin(SortedKeys<T> keys, string prefix, ContinuationToken? start)
    {
        int first = keys.FirstFrom(prefix);
        if (start is null)
        {
            return first;
        }

        return Math.Max(first, start.IsPrefix ? keys.FirstBehind(start.Key) : keys.FirstAfter(start.Key));
    }
}
