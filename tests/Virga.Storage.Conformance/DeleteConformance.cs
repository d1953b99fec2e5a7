namespace Virga.Storage.Conformance;

public abstract class DeleteConformance : StoreSuite
{
    [SkippableFact]
    public async Task ADeletedObjectIsGone()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", Bytes(1));
        await session.Store.DeleteAsync("k");
        await FailsAsync(ErrorKind.NotFound, () => session.Store.StatAsync("k"));
        Assert.Empty(await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task DeletingNothingSucceeds()
    {
        await using var session = await OpenAsync();
        await session.Store.DeleteAsync("never/was");
        await session.Store.DeleteAsync("never/was");
        Assert.Empty(await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task DeletingAKeyLeavesWhatBeginsWithIt()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["a/b", "ab", "a/b-c"]);
        await session.Store.DeleteAsync("a");
        await session.Store.DeleteAsync("a/b");
        Assert.Equal(["a/b-c", "ab"], await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task ADeleteTakesARevision()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", Bytes(1));
        var old = (await session.Store.StatAsync("k")).Revision!;
        if (await RefusedWithoutAsync(session.Store.Capabilities.Delete.IfRevision, "Delete.IfRevision", () => session.Store.DeleteAsync("k", new DeleteOptions { IfMatch = old }))) return;
        await session.Store.UploadAsync("k", Bytes(2));
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.DeleteAsync("k", new DeleteOptions { IfMatch = old }));
        Assert.True(await session.Store.ExistsAsync("k"));
        await session.Store.DeleteAsync("k", new DeleteOptions { IfMatch = (await session.Store.StatAsync("k")).Revision! });
        Assert.False(await session.Store.ExistsAsync("k"));
    }
}
