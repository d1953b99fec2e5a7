using System.Collections.Concurrent;
using Virga.Storage;
using Virga.Storage.Conformance;
using Virga.Storage.Driver;

namespace Virga.Aws.S3.Tests.Conformance;

/// <summary>Gives the conformance suite an S3 server.</summary>
public sealed class S3Harness(S3Place place) : IStoreHarness
{
    private static readonly HttpClient Bare = new();
    private readonly ConcurrentDictionary<string, TestBucket> _buckets = new(StringComparer.Ordinal);

    public ObjectAccount? Account => place.Account;

    public HttpClient? BareHttp => Bare;

    // The least that S3 takes.
    public long PartSize => 5 * 1024 * 1024;

    public async ValueTask<StoreSession> OpenAsync()
    {
        var bucket = await place.NewBucketAsync();
        _buckets[bucket.Name] = bucket;
        return new StoreSession(bucket.Store, bucket.DisposeAsync);
    }

    public bool AllowsKey(string key) => true;

    public string? SkipReason(string test) => null;

    public IObjectStoreDriver? DriverOf(ObjectStore store) => _buckets[store.Bucket].Driver;

    public async ValueTask<int?> CountUploadsAsync(ObjectStore store) => (await _buckets[store.Bucket].UploadsAsync()).Count;
}
