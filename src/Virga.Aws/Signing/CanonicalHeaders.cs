namespace Virga.Aws.Signing;

/// <summary>Chooses, sorts and writes the headers of a request in the form that is signed.</summary>
/// <remarks>Duplicates are joined with commas in the order of sending; values are trimmed and runs of spaces within them become one.</remarks>
internal readonly ref struct CanonicalHeaders
{
    private const int Host = -1;

    private readonly string _host;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly ReadOnlySpan<int> _order;

    private CanonicalHeaders(string host, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlySpan<int> order)
    {
        _host = host;
        _headers = headers;
        _order = order;
    }

    /// <summary>Sorts what the rule signs into the memory given, which must hold one more than there are headers.</summary>
    public static CanonicalHeaders Select(string host, IReadOnlyList<KeyValuePair<string, string>> headers, SignedHeaderRule rule, Span<int> memory)
    {
        memory[0] = Host;
        var count = 1;
        for (var i = 0; i < headers.Count; i++)
        {
            var name = headers[i].Key;
            if (!Signs(name, rule)) continue;
            var j = count++;
            for (; j > 0 && Compare(Name(headers, memory[j - 1]), name) > 0; j--) memory[j] = memory[j - 1];
            memory[j] = i;
        }

        return new CanonicalHeaders(host, headers, memory[..count]);
    }

    /// <summary>Whether a rule signs a header. Hop-by-hop headers and those that tools on the way change are never signed.</summary>
    public static bool Signs(string name, SignedHeaderRule rule) => rule switch
    {
        SignedHeaderRule.Required => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("content-type", StringComparison.OrdinalIgnoreCase) || name.Equals("content-md5", StringComparison.OrdinalIgnoreCase),
        _ => !IsHostOrVolatile(name),
    };

    public static void WriteLines(scoped CanonicalHeaders headers, ref SigningBuffer target)
    {
        for (var i = 0; i < headers._order.Length; i++)
        {
            var name = Name(headers._headers, headers._order[i]);
            if (i > 0 && SameName(Name(headers._headers, headers._order[i - 1]), name)) target.Append((byte)',');
            else
            {
                if (i > 0) target.Append((byte)'\n');
                target.AppendLower(name);
                target.Append((byte)':');
            }

            WriteValue(headers._order[i] == Host ? headers._host : headers._headers[headers._order[i]].Value, ref target);
        }

        target.Append((byte)'\n');
    }

    public static void WriteNames(scoped CanonicalHeaders headers, ref SigningBuffer target)
    {
        for (var i = 0; i < headers._order.Length; i++)
        {
            var name = Name(headers._headers, headers._order[i]);
            if (i > 0)
            {
                if (SameName(Name(headers._headers, headers._order[i - 1]), name)) continue;
                target.Append((byte)';');
            }

            target.AppendLower(name);
        }
    }

    private static void WriteValue(scoped ReadOnlySpan<char> value, ref SigningBuffer target)
    {
        value = value.Trim();
        while (!value.IsEmpty)
        {
            var space = value.IndexOf("  ");
            if (space < 0)
            {
                target.AppendText(value);
                return;
            }

            target.AppendText(value[..(space + 1)]);
            value = value[space..].TrimStart(' ');
        }
    }

    private static bool IsHostOrVolatile(string name) => name.Equals("host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("user-agent", StringComparison.OrdinalIgnoreCase)
        || name.Equals("expect", StringComparison.OrdinalIgnoreCase) || name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("connection", StringComparison.OrdinalIgnoreCase) || name.Equals("traceparent", StringComparison.OrdinalIgnoreCase)
        || name.Equals("tracestate", StringComparison.OrdinalIgnoreCase) || name.Equals("accept-encoding", StringComparison.OrdinalIgnoreCase);

    private static string Name(IReadOnlyList<KeyValuePair<string, string>> headers, int index) => index == Host ? "host" : headers[index].Key;

    private static bool SameName(string left, string right) => ReferenceEquals(left, right) || left.Equals(right, StringComparison.OrdinalIgnoreCase);

    /// <summary>By lower-case bytes; OrdinalIgnoreCase compares upper case, which puts an underscore elsewhere.</summary>
    private static int Compare(string left, string right)
    {
        var common = Math.Min(left.Length, right.Length);
        for (var i = left.AsSpan().CommonPrefixLength(right); i < common; i++)
        {
            var difference = char.ToLowerInvariant(left[i]) - char.ToLowerInvariant(right[i]);
            if (difference != 0) return difference;
        }

        return left.Length - right.Length;
    }
}
