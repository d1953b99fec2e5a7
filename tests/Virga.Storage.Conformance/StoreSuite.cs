using System.Runtime.CompilerServices;
using Virga.Storage.Driver;

namespace Virga.Storage.Conformance;

/// <summary>What the classes of the suite share: a store per test, skips with a reason, bytes to move.</summary>
public abstract class StoreSuite
{
    protected abstract IStoreHarness Harness { get; }

    protected async ValueTask<StoreSession> OpenAsync([CallerMemberName] string test = "")
    {
        SkipByReason(test);
        return await Harness.OpenAsync();
    }

    protected void SkipByReason([CallerMemberName] string test = "")
    {
        var suite = GetType();
        while (suite is not null && !suite.IsAbstract) suite = suite.BaseType;
        var reason = Harness.SkipReason($"{suite!.Name}.{test}");
        Skip.If(reason is not null, reason);
    }

    protected static byte[] Bytes(long length, int seed = 7)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected TransferOptions Small => new() { PartSize = Harness.PartSize, Threshold = Harness.PartSize, Parallel = 3 };

    protected static async Task<ObjectStoreException> FailsAsync(ErrorKind kind, Func<ValueTask> call)
    {
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await call());
        Assert.True(error.Kind == kind, $"Expected {kind}, got {error.Kind}: {error}");
        return error;
    }

    protected static Task<ObjectStoreException> FailsAsync<T>(ErrorKind kind, Func<ValueTask<T>> call) => FailsAsync(kind, async () => { await call(); });

    protected static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await foreach (var row in rows) all.Add(row);
        return all;
    }

    protected static Task<List<string>> KeysAsync(ObjectStore store, string? prefix = null, ListOptions? options = null) => KeysAsync(store.ListAsync(prefix, options));

    protected static async Task<List<string>> KeysAsync(IAsyncEnumerable<ListedObject> rows) => [.. (await AllAsync(rows)).Select(r => r.Key)];

    protected static async Task FillAsync(ObjectStore store, IEnumerable<string> keys)
    {
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, token) => await store.UploadAsync(key, "x"u8.ToArray(), null, null, token));
    }

    /// <summary>With the capability off, the option must be refused before anything is sent; then the test ends here.</summary>
    protected static async Task<bool> RefusedWithoutAsync(bool capability, string name, Func<ValueTask> call)
    {
        if (capability) return false;
        var error = await FailsAsync(ErrorKind.Unsupported, call);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        return true;
    }

    protected static bool IsChunked(ObjectStore store) => store.Capabilities.Chunks.Mode != Chunking.None;
}
