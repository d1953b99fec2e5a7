using System.Collections.Concurrent;
using Virga.Storage.Driver;

namespace Virga.Storage.Memory;

/// <summary>Buckets in memory. They live as long as this object.</summary>
/// <param name="options">How the stores behave; null for the defaults.</param>
public sealed class MemoryAccount(MemoryOptions? options = null) : IObjectAccountDriver
{
    private readonly MemoryOptions _options = options ?? new MemoryOptions();
    private readonly ConcurrentDictionary<string, MemoryBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>The account as users see it.</summary>
    /// <param name="storeOptions">What its stores are opened with; null for the defaults.</param>
    public ObjectAccount AsAccount(ObjectStoreOptions? storeOptions = null)
    {
        var all = (storeOptions ?? new ObjectStoreOptions { Time = _options.Time }) with { Account = $"memory:{GetHashCode()}" };
        return new ObjectAccount(this, bucket => new ObjectStore(Open(bucket), bucket, all));
    }

    /// <summary>The driver of one bucket, which may be created later.</summary>
    /// <param name="bucket">The bucket.</param>
    public MemoryDriver Open(string bucket) => new(this, bucket, _options);

    /// <inheritdoc/>
    public ValueTask CreateBucketAsync(string bucket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var made = new MemoryBucket(_options.Time.GetUtcNow());
        if (!_buckets.TryAdd(bucket, made)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"The bucket '{bucket}' exists.") { Bucket = bucket };
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteBucketAsync(string bucket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = Find(bucket);
        lock (found.Lock)
        {
            if (found.Objects.Count > 0) throw new ObjectStoreException(ErrorKind.BucketNotEmpty, $"The bucket '{bucket}' holds {found.Objects.Count} objects.") { Bucket = bucket };
            _buckets.TryRemove(bucket, out _);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> BucketExistsAsync(string bucket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_buckets.ContainsKey(bucket));
    }

    /// <inheritdoc/>
    public ValueTask<BucketPage> ListBucketsAsync(BucketQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var size = Math.Clamp(query.Size ?? _options.MaxPage, 1, _options.MaxPage);
        var rows = _buckets.Where(b => b.Key.StartsWith(query.Prefix ?? "", StringComparison.Ordinal) && (query.Continuation is null || string.CompareOrdinal(b.Key, query.Continuation) > 0))
            .OrderBy(b => b.Key, StringComparer.Ordinal).Take(size + 1).Select(b => new BucketInfo(b.Key, b.Value.Created)).ToList();
        if (rows.Count <= size) return ValueTask.FromResult(new BucketPage(rows, null));
        rows.RemoveAt(size);
        return ValueTask.FromResult(new BucketPage(rows, rows[^1].Name));
    }

    internal MemoryBucket Find(string bucket) => _buckets.TryGetValue(bucket, out var found) ? found
        : throw new ObjectStoreException(ErrorKind.BucketNotFound, $"There is no bucket '{bucket}' in this memory; create it first.") { Bucket = bucket };
}
