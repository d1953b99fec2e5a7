using Virga.Storage.Driver;

namespace Virga.Storage.Memory;

public sealed partial class MemoryDriver
{
    /// <inheritdoc/>
    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bucket = Bucket;
        lock (bucket.Lock) return ValueTask.FromResult(Page(bucket, query));
    }

    private ListPage Page(MemoryBucket bucket, ListQuery query)
    {
        var prefix = query.Prefix ?? "";
        var size = Math.Clamp(query.Size, 1, _options.MaxPage);
        var objects = new List<ListedObject>();
        var prefixes = new List<string>();
        var index = First(bucket, prefix, query);
        string? last = null;
        while (index < bucket.Objects.Count)
        {
            var key = bucket.Objects.Keys[index];
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) break;
            if (objects.Count + prefixes.Count == size) return new ListPage(objects, prefixes, last);
            var cut = query.Delimiter is { } delimiter ? key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) : -1;
            if (cut < 0)
            {
                var info = bucket.Objects.Values[index++].Info;
                objects.Add(new ListedObject(key, info.Size, info.LastModified, info.Revision));
                last = "k" + key;
                continue;
            }

            var shared = key[..(cut + query.Delimiter!.Length)];
            prefixes.Add(shared);
            last = "p" + shared;
            index = AfterPrefix(bucket, shared, index);
        }

        return new ListPage(objects, prefixes, null);
    }

    private int First(MemoryBucket bucket, string prefix, ListQuery query)
    {
        if (query.Continuation is ['p', .. var shared]) return AfterPrefix(bucket, shared, bucket.IndexFrom(shared));
        if (query.Continuation is ['k', .. var key]) return After(bucket, key);
        if (query.Continuation is { } foreign) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{foreign}' is no continuation of this store.");
        var start = bucket.IndexFrom(prefix);
        if (query.StartFrom is not { } from) return start;
        return Math.Max(start, _options.ListStart == ListStart.Inclusive ? bucket.IndexFrom(from) : After(bucket, from));
    }

    private static int After(MemoryBucket bucket, string key)
    {
        var index = bucket.IndexFrom(key);
        return index < bucket.Objects.Count && bucket.Objects.Keys[index] == key ? index + 1 : index;
    }

    private static int AfterPrefix(MemoryBucket bucket, string prefix, int index)
    {
        while (index < bucket.Objects.Count && bucket.Objects.Keys[index].StartsWith(prefix, StringComparison.Ordinal)) index++;
        return index;
    }
}
