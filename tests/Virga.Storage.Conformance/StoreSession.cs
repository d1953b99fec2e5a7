namespace Virga.Storage.Conformance;

/// <summary>A store that one test uses.</summary>
/// <param name="store">The store, over an empty bucket.</param>
/// <param name="release">Removes what the test left.</param>
public sealed class StoreSession(ObjectStore store, Func<ValueTask> release) : IAsyncDisposable
{
    public ObjectStore Store { get; } = store;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await release();
    }
}
