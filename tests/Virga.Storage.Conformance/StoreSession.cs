namespace Virga.Storage.Conformance;

/// <summary>A store that one test uses.</summary>
/// <param name="store">The store, over an empty bucket.</param>
/// <param name="release">Removes what the test left.</param>
/// <param name="beneath">The store that fills it, where it only reads; null for itself.</param>
public sealed class StoreSession(ObjectStore store, Func<ValueTask> release, ObjectStore? beneath = null) : IAsyncDisposable
{
    public ObjectStore Store { get; } = store;

    /// <summary>Stores what tests of reading read.</summary>
    public ObjectStore Beneath { get; } = beneath ?? store;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await release();
    }
}
