namespace Virga.Storage.Conformance;

public abstract class CopyConformance : StoreSuite
{
    private static readonly UploadOptions Headers = new() { ContentType = "text/x-a", Metadata = new Dictionary<string, string> { ["one"] = "1" } };

    [SkippableFact]
    public async Task ACopyKeepsBytesHeadersAndMetadata()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("src/k", Bytes(5000), Headers);
        if (await RefusedAsync(session.Store)) return;
        await session.Store.CopyAsync("src/k", "dst/k");
        var info = await session.Store.StatAsync("dst/k");
        Assert.Equal(Bytes(5000), await session.Store.ReadBytesAsync("dst/k"));
        Assert.Equal("text/x-a", info.ContentType);
        Assert.Equal("1", info.Metadata!["one"]);
        Assert.True(await session.Store.ExistsAsync("src/k"));
    }

    [SkippableFact]
    public async Task ACopyTakesNewHeaders()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", Bytes(10), Headers);
        if (await RefusedAsync(session.Store)) return;
        await session.Store.CopyAsync("k", "copy", new ObjectCopyOptions { Replace = new UploadOptions { ContentType = "text/x-b", Metadata = new Dictionary<string, string> { ["two"] = "2" } } });
        var info = await session.Store.StatAsync("copy");
        Assert.Equal("text/x-b", info.ContentType);
        Assert.Equal("2", info.Metadata!["two"]);
        Assert.False(info.Metadata.ContainsKey("one"));
    }

    [SkippableFact]
    public async Task AMissingSourceIsNotFound()
    {
        await using var session = await OpenAsync();
        if (await RefusedAsync(session.Store)) return;
        await FailsAsync(ErrorKind.NotFound, () => session.Store.CopyAsync("missing", "copy"));
        Assert.False(await session.Store.ExistsAsync("copy"));
    }

    [SkippableFact]
    public async Task ACopyTakesARevisionOfTheSource()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", Bytes(10));
        var old = (await session.Store.StatAsync("k")).Revision!;
        if (await RefusedAsync(session.Store)) return;
        if (await RefusedWithoutAsync(session.Store.Capabilities.Copy.IfSourceRevision, "Copy.IfSourceRevision", async () => await session.Store.CopyAsync("k", "copy", new ObjectCopyOptions { IfSourceMatch = old }))) return;
        await session.Store.CopyAsync("k", "copy", new ObjectCopyOptions { IfSourceMatch = old });
        await session.Store.UploadAsync("k", Bytes(11));
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.CopyAsync("k", "other", new ObjectCopyOptions { IfSourceMatch = old }));
        Assert.False(await session.Store.ExistsAsync("other"));
    }

    [SkippableFact]
    public async Task ACopyMayBeCreateOnly()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["k", "taken"]);
        if (await RefusedAsync(session.Store)) return;
        var options = new ObjectCopyOptions { IfNoneMatch = ETag.Any };
        if (await RefusedWithoutAsync(session.Store.Capabilities.Copy.MustNotExist, "Copy.MustNotExist", async () => await session.Store.CopyAsync("k", "taken", options))) return;
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.CopyAsync("k", "taken", options));
        await session.Store.CopyAsync("k", "free", options);
        Assert.True(await session.Store.ExistsAsync("free"));
    }

    [SkippableFact]
    public async Task AwkwardKeysAreCopied()
    {
        await using var session = await OpenAsync();
        if (await RefusedAsync(session.Store)) return;
        foreach (var key in AwkwardKeys.All.Where(Harness.AllowsKey))
        {
            await session.Store.UploadTextAsync(key, key);
            await session.Store.CopyAsync(key, "copy");
            Assert.Equal(key, await session.Store.ReadTextAsync("copy"));
        }
    }

    private static Task<bool> RefusedAsync(ObjectStore store) => RefusedWithoutAsync(store.Capabilities.Copy.Server, "Copy.Server", async () => await store.CopyAsync("k", "copy"));
}
