using System.Runtime.CompilerServices;
using Virga.Storage.Driver;

namespace Virga.Storage;

/// <summary>The buckets of one account, the same for all providers.</summary>
/// <remarks>Safe for concurrent calls. Throws what <see cref="ObjectStore"/> throws.</remarks>
public sealed class ObjectAccount : IAsyncDisposable
{
    private readonly IObjectAccountDriver _driver;
    private readonly Func<string, ObjectStore> _open;
    private readonly IAsyncDisposable? _owned;

    /// <summary>Makes an account over a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="open">Opens the store of one bucket.</param>
    /// <param name="owned">What is disposed with the account; null for nothing.</param>
    public ObjectAccount(IObjectAccountDriver driver, Func<string, ObjectStore> open, IAsyncDisposable? owned = null)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentNullException.ThrowIfNull(open);
        _driver = driver;
        _open = open;
        _owned = owned;
    }

    /// <summary>Opens the store of a bucket. Asks nothing of the provider.</summary>
    /// <param name="bucket">The bucket.</param>
    public ObjectStore Open(string bucket)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        return _open(bucket);
    }

    /// <summary>Creates a bucket.</summary>
    /// <param name="bucket">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.InvalidArgument"/> for a name that no provider takes, before anything is sent, and <see cref="ErrorKind.AlreadyExists"/>.</exception>
    public async ValueTask CreateBucketAsync(string bucket, CancellationToken cancellationToken = default)
    {
        BucketRules.Check(bucket);
        await RunAsync("create_bucket", bucket, token => _driver.CreateBucketAsync(bucket, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a bucket unless the caller has it already.</summary>
    /// <param name="bucket">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was created now.</returns>
    public async ValueTask<bool> EnsureBucketAsync(string bucket, CancellationToken cancellationToken = default)
    {
        BucketRules.Check(bucket);
        if (await BucketExistsAsync(bucket, cancellationToken).ConfigureAwait(false)) return false;
        try
        {
            await CreateBucketAsync(bucket, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ObjectStoreException e) when (e.Kind == ErrorKind.AlreadyExists)
        {
            // Somebody was faster; it counts when it is ours.
            if (await BucketExistsAsync(bucket, cancellationToken).ConfigureAwait(false)) return false;
            throw;
        }
    }

    /// <summary>Whether a bucket exists.</summary>
    /// <param name="bucket">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<bool> BucketExistsAsync(string bucket, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        var exists = false;
        await RunAsync("bucket_exists", bucket, async token => exists = await _driver.BucketExistsAsync(bucket, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return exists;
    }

    /// <summary>Deletes a bucket.</summary>
    /// <param name="bucket">Its name.</param>
    /// <param name="deleteContents">Whether its objects are deleted first. Default false: a bucket that holds objects is an error.</param>
    /// <param name="cancellationToken">Ends the deleting between requests.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.BucketNotEmpty"/> and <see cref="ErrorKind.BucketNotFound"/>.</exception>
    public async ValueTask DeleteBucketAsync(string bucket, bool deleteContents = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        if (deleteContents)
        {
            var store = _open(bucket);
            await using (store.ConfigureAwait(false)) await EmptyAsync(store, cancellationToken).ConfigureAwait(false);
        }

        await RunAsync("delete_bucket", bucket, token => _driver.DeleteBucketAsync(bucket, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the buckets, page by page as they are asked for.</summary>
    /// <param name="prefix">Only names that begin so; null for all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<BucketInfo> ListBucketsAsync(string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var page in ListBucketPagesAsync(new BucketListOptions { Prefix = prefix }, cancellationToken).ConfigureAwait(false))
        {
            foreach (var bucket in page.Buckets) yield return bucket;
        }
    }

    /// <summary>Lists the buckets page by page from the server, with the continuation of each.</summary>
    /// <param name="options">Where to begin, and how large a page is; null for everything. A server that knows no pages of buckets gives all in one.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.MalformedResponse"/> when the provider gives the same continuation again.</exception>
    public async IAsyncEnumerable<BucketListingPage> ListBucketPagesAsync(BucketListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new BucketListOptions();
        if (options.PageSize is < 1) throw new ArgumentOutOfRangeException(nameof(options), options.PageSize, "A page has at least one row.");
        var prefix = string.IsNullOrEmpty(options.Prefix) ? null : options.Prefix;
        var continuation = options.Continuation;
        while (true)
        {
            BucketPage page = null!;
            var query = new BucketQuery(prefix, continuation, options.PageSize);
            await RunAsync("list_buckets", null, async token => page = await _driver.ListBucketsAsync(query, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (page.Continuation is { } next && next == continuation) throw new ObjectStoreException(ErrorKind.MalformedResponse, "The listing of buckets would never end: the provider gave the same continuation twice in a row.");

            // Some servers do not know the prefix.
            var asked = prefix is null || page.Buckets.All(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal)) ? page.Buckets : [.. page.Buckets.Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal))];
            yield return new BucketListingPage(asked, page.Continuation);
            if (page.Continuation is null) yield break;
            continuation = page.Continuation;
        }
    }

    /// <summary>Disposes what the account owns.</summary>
    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async ValueTask EmptyAsync(ObjectStore store, CancellationToken cancellationToken)
    {
        var all = new DeletePrefixOptions { AllowEmptyPrefix = true };
        (await store.DeletePrefixAsync("", all, cancellationToken).ConfigureAwait(false)).ThrowIfFailed();
        await store.DeleteSegmentsAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask RunAsync(string verb, string? bucket, Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken)
    {
        using var activity = StoreTelemetry.Start(verb, bucket ?? "", null);
        try
        {
            await call(cancellationToken).ConfigureAwait(false);
            StoreTelemetry.Count(verb, null);
        }
        catch (VirgaException e)
        {
            StoreTelemetry.Count(verb, e.Kind);
            throw e is ObjectStoreException { Bucket: not null } || bucket is null ? e : ReportingDriver.Name(e, bucket, null);
        }
    }
}
