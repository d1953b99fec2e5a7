using Virga.Storage.Driver;
using Virga.Storage.Memory;

namespace Virga.Storage.Hosting.Tests;

/// <summary>Opens memory for <c>seen://</c> and remembers what it was opened with; waits first when told to, and counts disposals.</summary>
internal sealed class SeeingProvider : IStoreProvider
{
    private readonly MemoryAccount _account = new();

    public IReadOnlyList<string> Schemes { get; } = ["seen"];

    public IReadOnlyList<SettingDescription> Settings { get; } = [];

    public List<StoreContext> Contexts { get; } = [];

    public Task? Wait { get; set; }

    public Queue<Exception> Faults { get; } = [];

    public Dictionary<ObjectStore, int> Disposals { get; } = [];

    public async ValueTask<ObjectStore> OpenAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
    {
        lock (Contexts) Contexts.Add(context);
        if (Wait is not null) await Wait.WaitAsync(cancellationToken);
        if (Faults.TryDequeue(out var fault)) throw fault;
        if (!await _account.BucketExistsAsync(url.Bucket, cancellationToken)) await _account.CreateBucketAsync(url.Bucket, cancellationToken);
        var counter = new Counter(Disposals);
        var store = new ObjectStore(_account.Open(url.Bucket), url.Bucket, context.Options, counter);
        counter.Store = store;
        lock (Disposals) Disposals[store] = 0;
        return store;
    }

    public ValueTask<ObjectAccount> OpenAccountAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken) => throw new ObjectStoreException(ErrorKind.Unsupported, "It has no account.");

    private sealed class Counter(Dictionary<ObjectStore, int> disposals) : IAsyncDisposable
    {
        public ObjectStore? Store { get; set; }

        public ValueTask DisposeAsync()
        {
            lock (disposals) disposals[Store!]++;
            return ValueTask.CompletedTask;
        }
    }
}
