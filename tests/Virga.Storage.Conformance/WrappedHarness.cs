using System.Text;
using Virga.Storage.Driver;

namespace Virga.Storage.Conformance;

/// <summary>Runs the suite over a view of another harness's stores.</summary>
/// <param name="inner">Where the stores come from.</param>
/// <param name="wrap">Makes the view.</param>
public sealed class WrappedHarness(IStoreHarness inner, Func<ObjectStore, ObjectStore> wrap) : IStoreHarness
{
    /// <summary>What every key is put behind; keys leave room for it and do not climb above it.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether the view only reads: then the store beneath is filled, and tests that store are skipped.</summary>
    public bool OnlyReads { get; init; }

    public ObjectAccount? Account => null;

    public HttpClient? BareHttp => inner.BareHttp;

    public long PartSize => inner.PartSize;

    public async ValueTask<StoreSession> OpenAsync()
    {
        var session = await inner.OpenAsync();
        return new StoreSession(wrap(session.Store), session.DisposeAsync, OnlyReads ? session.Store : null);
    }

    public bool AllowsKey(string key) =>
        inner.AllowsKey(key) && (Prefix.Length == 0 || (Encoding.UTF8.GetByteCount(Prefix + key) <= 1024 && !key.Split('/', '\\').Contains("..")));

    public string? SkipReason(string test) => inner.SkipReason(test) ?? (OnlyReads && test is
        "ConditionConformance.ACreateOnlyPutDoesNotReplace" or "ConditionConformance.OneOfRacingWritersWins" or "ConditionConformance.APutTakesARevision" or "ConditionConformance.AConditionHoldsForUploadsInPartsToo"
        ? "It only reads." : null);

    public IObjectStoreDriver? DriverOf(ObjectStore store) => store.Driver;

    public ValueTask<int?> CountUploadsAsync(ObjectStore store) => inner.CountUploadsAsync(store);
}
