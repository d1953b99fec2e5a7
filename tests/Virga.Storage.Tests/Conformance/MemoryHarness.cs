using System.Collections.Concurrent;
using System.Globalization;
using Virga.Storage.Conformance;
using Virga.Storage.Driver;
using Virga.Storage.Memory;

namespace Virga.Storage.Tests.Conformance;

public sealed class MemoryHarness : IStoreHarness
{
    private static int s_buckets;
    private readonly MemoryAccount _memory;
    private readonly ConcurrentDictionary<string, MemoryDriver> _drivers = new();

    public MemoryHarness(MemoryOptions options)
    {
        _memory = new MemoryAccount(options);
        Account = _memory.AsAccount();
    }

    public ObjectAccount? Account { get; }

    public HttpClient? BareHttp => null;

    public long PartSize => 64 * 1024;

    public async ValueTask<StoreSession> OpenAsync()
    {
        var bucket = string.Create(CultureInfo.InvariantCulture, $"memory-{Interlocked.Increment(ref s_buckets)}");
        await _memory.CreateBucketAsync(bucket, CancellationToken.None);
        _drivers[bucket] = _memory.Open(bucket);
        return new StoreSession(Account!.Open(bucket), () => Account.DeleteBucketAsync(bucket, deleteContents: true));
    }

    public bool AllowsKey(string key) => true;

    public string? SkipReason(string test) => null;

    public IObjectStoreDriver? DriverOf(ObjectStore store) => _drivers[store.Bucket];

    public ValueTask<int?> CountUploadsAsync(ObjectStore store) => ValueTask.FromResult<int?>(_drivers[store.Bucket].OpenUploads);
}
