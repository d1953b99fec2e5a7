namespace Virga.Local.Http;

/// <summary>The decoded query in the order in which it came. Names are case-sensitive.</summary>
internal sealed class QueryParameters
{
    private QueryParameters(IReadOnlyList<(string Name, string Value)> items) => Items = items;

    public IReadOnlyList<(string Name, string Value)> Items { get; }

    /// <summary>The first value of that name; null when the name does not occur.</summary>
    public string? this[string name]
    {
        get
        {
            foreach ((string candidate, string value) in Items)
            {
                if (string.Equals(candidate, name, StringComparison.Ordinal))
                {
                    return value;
                }
            }

            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;

    public static QueryParameters Parse(ReadOnlySpan<char> query)
    {
        List<(string, string)> items = [];
        foreach (Range range in query.Split('&'))
        {
            ReadOnlySpan<char> item = query[range];
            if (item.IsEmpty)
            {
                continue;
            }

            int equals = item.IndexOf('=');
            ReadOnlySpan<char> name = equals < 0 ? item : item[..equals];
            ReadOnlySpan<char> value = equals < 0 ? [] : item[(equals + 1)..];
            items.Add((PercentCoding.Decode(name, plusIsSpace: true), PercentCoding.Decode(value, plusIsSpace: true)));
        }

        return new(items);
    }
}
