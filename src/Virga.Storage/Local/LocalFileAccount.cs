using Virga.Storage.Driver;

namespace Virga.Storage.Local;

/// <summary>A folder as an account: its sub-folders are the buckets.</summary>
public sealed class LocalFileAccount : IObjectAccountDriver
{
    private readonly string _root;
    private readonly LocalFileOptions _options;

    /// <summary>Makes an account over a folder, which must exist.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">How the stores behave; null for the defaults.</param>
    public LocalFileAccount(string root, LocalFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _options = options ?? new LocalFileOptions();
    }

    /// <summary>The account as users see it.</summary>
    /// <param name="storeOptions">What its stores are opened with; null for the defaults.</param>
    public ObjectAccount AsAccount(ObjectStoreOptions? storeOptions = null)
    {
        var all = (storeOptions ?? new ObjectStoreOptions { Time = _options.Time, Random = _options.Random }) with { Account = $"file:{_root}" };
        return new ObjectAccount(this, bucket => new ObjectStore(Open(bucket), bucket, all));
    }

    /// <summary>The driver of one bucket, which may be created later.</summary>
    /// <param name="bucket">The name of the sub-folder.</param>
    /// <exception cref="ObjectStoreException">The name is no name of a bucket.</exception>
    public LocalFileDriver Open(string bucket) => new(PathOf(bucket), _options);

    /// <inheritdoc/>
    public ValueTask CreateBucketAsync(string bucket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(bucket);
        return Guard(bucket, () =>
        {
            if (Directory.Exists(path) || File.Exists(path)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"'{path}' exists.") { Bucket = bucket };
            Directory.CreateDirectory(path);
        });
    }

    /// <inheritdoc/>
    public ValueTask DeleteBucketAsync(string bucket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(bucket);
        return Guard(bucket, () =>
        {
            if (!Directory.Exists(path)) throw new ObjectStoreException(ErrorKind.BucketNotFound, $"There is no folder '{path}'.") { Bucket = bucket };
            if (new DirectoryInfo(path).LinkTarget is not null) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{path}' is a link and no bucket.") { Bucket = bucket };
            if (Directory.EnumerateFileSystemEntries(path).Any(p => Path.GetFileName(p) != LocalKeys.Own)) throw new ObjectStoreException(ErrorKind.BucketNotEmpty, $"The folder '{path}' holds objects.") { Bucket = bucket };
            var own = Path.Combine(path, LocalKeys.Own);
            if (Directory.Exists(own)) Directory.Delete(own, recursive: true);
            Directory.Delete(path);
        });
    }

    /// <inheritdoc/>
    public ValueTask<bool> BucketExistsAsync(string bucket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Directory.Exists(PathOf(bucket)));
    }

    /// <inheritdoc/>
    public ValueTask<BucketPage> ListBucketsAsync(BucketQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Directory.Exists(_root)) throw new ObjectStoreException(ErrorKind.NotFound, $"The folder '{_root}' does not exist.");
        var size = query.Size is { } asked and < int.MaxValue ? Math.Max(1, asked) : int.MaxValue - 1;
        var rows = new DirectoryInfo(_root).EnumerateDirectories()
            .Where(d => d.Name != LocalKeys.Own && d.LinkTarget is null)
            .Where(d => d.Name.StartsWith(query.Prefix ?? "", StringComparison.Ordinal) && (query.Continuation is null || string.CompareOrdinal(d.Name, query.Continuation) > 0))
            .OrderBy(d => d.Name, StringComparer.Ordinal)
            .Take(size + 1)
            .Select(d => new BucketInfo(d.Name, new DateTimeOffset(d.CreationTimeUtc)))
            .ToList();
        if (rows.Count <= size) return ValueTask.FromResult(new BucketPage(rows, null));
        rows.RemoveAt(size);
        return ValueTask.FromResult(new BucketPage(rows, rows[^1].Name));
    }

    private static ValueTask Guard(string bucket, Action work)
    {
        try
        {
            work();
            return ValueTask.CompletedTask;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ObjectStoreException(e is UnauthorizedAccessException ? ErrorKind.AccessDenied : ErrorKind.Unknown, $"The bucket '{bucket}' failed: {e.Message}", e) { Bucket = bucket };
        }
    }

    private string PathOf(string bucket)
    {
        if (bucket.Length == 0 || bucket is "." or ".." || bucket.AsSpan().IndexOfAny("/\\\0:") >= 0 || bucket.Equals(LocalKeys.Own, StringComparison.OrdinalIgnoreCase)) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{bucket}' is no name of a folder.") { Bucket = bucket };
        return Path.Combine(_root, bucket);
    }
}
