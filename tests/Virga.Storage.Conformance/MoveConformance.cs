namespace Virga.Storage.Conformance;

public abstract class MoveConformance : StoreSuite
{
    [SkippableFact]
    public async Task AMovedObjectIsAtItsNewKeyOnly()
    {
        await using var session = await OpenAsync();
        if (Cannot(session.Store)) return;
        await session.Store.UploadAsync("old", Bytes(3000), new UploadOptions { ContentType = "text/x-a" });
        await session.Store.MoveAsync("old", "folder/new");
        Assert.Equal(Bytes(3000), await session.Store.ReadBytesAsync("folder/new"));
        Assert.Equal("text/x-a", (await session.Store.StatAsync("folder/new")).ContentType);
        Assert.Equal(["folder/new"], await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task AMoveReplacesTheTargetUnlessTold()
    {
        await using var session = await OpenAsync();
        if (Cannot(session.Store)) return;
        await session.Store.UploadTextAsync("a", "a");
        await session.Store.UploadTextAsync("b", "b");
        await FailsAsync(ErrorKind.AlreadyExists, () => session.Store.MoveAsync("a", "b", new ObjectMoveOptions { Overwrite = false }));
        Assert.Equal("b", await session.Store.ReadTextAsync("b"));
        Assert.Equal("a", await session.Store.ReadTextAsync("a"));
        await session.Store.MoveAsync("a", "b");
        Assert.Equal("a", await session.Store.ReadTextAsync("b"));
        Assert.False(await session.Store.ExistsAsync("a"));
    }

    [SkippableFact]
    public async Task MovingNothingIsNotFound()
    {
        await using var session = await OpenAsync();
        if (Cannot(session.Store)) return;
        await session.Store.UploadTextAsync("b", "b");
        await FailsAsync(ErrorKind.NotFound, () => session.Store.MoveAsync("missing", "b"));
        Assert.Equal("b", await session.Store.ReadTextAsync("b"));
    }

    [SkippableFact]
    public async Task AnObjectMovedOntoItselfStays()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadTextAsync("a", "a");
        await session.Store.MoveAsync("a", "a");
        Assert.Equal("a", await session.Store.ReadTextAsync("a"));
    }

    private static bool Cannot(ObjectStore store)
    {
        Skip.If(!store.Capabilities.Copy.Move && !store.Capabilities.Copy.Server, "It neither moves nor copies on the server.");
        return false;
    }
}
