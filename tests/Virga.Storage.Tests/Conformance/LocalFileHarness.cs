using System.Collections.Concurrent;
using System.Globalization;
using Virga.Storage.Conformance;
using Virga.Storage.Driver;
using Virga.Storage.Local;

namespace Virga.Storage.Tests.Conformance;

public sealed class LocalFileHarness : IStoreHarness, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocalFileAccount _files;
    private readonly ConcurrentDictionary<string, LocalFileDriver> _drivers = new();
    private int _buckets;

    public LocalFileHarness()
    {
        _files = new LocalFileAccount(_folder.Root);
        Account = _files.AsAccount();
    }

    public ObjectAccount? Account { get; }

    public HttpClient? BareHttp => null;

    public long PartSize => 64 * 1024;

    public async ValueTask<StoreSession> OpenAsync()
    {
        var bucket = string.Create(CultureInfo.InvariantCulture, $"files-{Interlocked.Increment(ref _buckets)}");
        await _files.CreateBucketAsync(bucket, CancellationToken.None);
        _drivers[bucket] = _files.Open(bucket);
        return new StoreSession(Account!.Open(bucket), () => Account.DeleteBucketAsync(bucket, deleteContents: true));
    }

    public bool AllowsKey(string key) => key.Split('/').All(name => name.Length > 0 && name.Length < 250 && name is not ("." or "..") && name[^1] is not ('.' or ' ') && !name.Any(c => "<>:\"\\|?*".Contains(c)));

    public string? SkipReason(string test) => null;

    public IObjectStoreDriver? DriverOf(ObjectStore store) => _drivers[store.Bucket];

    public ValueTask<int?> CountUploadsAsync(ObjectStore store) => ValueTask.FromResult<int?>(_drivers[store.Bucket].OpenUploads);

    public void Dispose() => _folder.Dispose();
}
