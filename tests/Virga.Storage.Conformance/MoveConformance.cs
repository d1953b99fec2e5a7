using Virga.Parity;

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

    [SkippableFact]
    [Parity("CM-21")]
    public async Task APrefixIsRenamed()
    {
        await using var session = await OpenAsync();
        if (Cannot(session.Store)) return;
        await FillAsync(session.Store, ["old/1", "old/2", "old/in/3", "old/in/4", "older", "new/2"]);
        Assert.Equal((4, 0), ((await session.Store.MovePrefixAsync("old/", "new/", new MovePrefixOptions { DryRun = true })).Matched, (await KeysAsync(session.Store, "new/in/")).Count));
        var result = await session.Store.MovePrefixAsync("old/", "new/");
        Assert.Equal((4L, 3L), (result.Matched, result.Moved));
        Assert.Equal(("old/2", "new/2", ErrorKind.AlreadyExists), (Assert.Single(result.Failures).Key, result.Failures[0].NewKey, result.Failures[0].Kind));
        Assert.Equal(["new/1", "new/2", "new/in/3", "new/in/4", "old/2", "older"], await KeysAsync(session.Store));
        Assert.Equal(1, (await session.Store.MovePrefixAsync("old/", "new/", new MovePrefixOptions { Overwrite = true })).Moved);
        Assert.Empty(await KeysAsync(session.Store, "old/"));
        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.MovePrefixAsync("", "x/"));
        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.MovePrefixAsync("new/", "new/deeper/"));
    }

    private static bool Cannot(ObjectStore store)
    {
        Skip.If(!store.Capabilities.Copy.Move && !store.Capabilities.Copy.Server, "It neither moves nor copies on the server.");
        return false;
    }
}
