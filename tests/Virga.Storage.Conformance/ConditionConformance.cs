namespace Virga.Storage.Conformance;

public abstract class ConditionConformance : StoreSuite
{
    private static readonly UploadOptions CreateOnly = new() { IfNoneMatch = ETag.Any };

    [SkippableFact]
    public async Task ACreateOnlyPutDoesNotReplace()
    {
        await using var session = await OpenAsync();
        if (await RefusedWithoutAsync(session.Store.Capabilities.Write.MustNotExist, "Write.MustNotExist", async () => await session.Store.UploadAsync("k", Bytes(1), CreateOnly))) return;
        await session.Store.UploadAsync("k", "first"u8.ToArray(), CreateOnly);
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.UploadAsync("k", "second"u8.ToArray(), CreateOnly));
        Assert.Equal("first", await session.Store.ReadTextAsync("k"));
    }

    [SkippableFact]
    public async Task OneOfRacingWritersWins()
    {
        await using var session = await OpenAsync();
        if (await RefusedWithoutAsync(session.Store.Capabilities.Write.MustNotExist, "Write.MustNotExist", async () => await session.Store.UploadAsync("k", Bytes(1), CreateOnly))) return;
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await session.Store.UploadAsync("k", Bytes(20_000, i), CreateOnly);
                return i;
            }
            catch (ObjectStoreException e) when (e.Kind is ErrorKind.PreconditionFailed or ErrorKind.Conflict)
            {
                return -1;
            }
        })));
        var winner = Assert.Single(wins, w => w >= 0);
        Assert.Equal(Bytes(20_000, winner), await session.Store.ReadBytesAsync("k"));
    }

    [SkippableFact]
    public async Task APutTakesARevision()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", "one"u8.ToArray());
        var old = (await session.Store.StatAsync("k")).Revision!;
        if (await RefusedWithoutAsync(session.Store.Capabilities.Write.IfRevision, "Write.IfRevision", async () => await session.Store.UploadAsync("k", Bytes(1), new UploadOptions { IfMatch = old }))) return;
        await session.Store.UploadAsync("k", "two"u8.ToArray(), new UploadOptions { IfMatch = old });
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.UploadAsync("k", "three"u8.ToArray(), new UploadOptions { IfMatch = old }));
        Assert.Equal("two", await session.Store.ReadTextAsync("k"));
    }

    [SkippableFact]
    public async Task AReadTakesARevision()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", "one"u8.ToArray());
        var old = (await session.Store.StatAsync("k")).Revision!;
        Assert.Equal("one"u8.ToArray(), await session.Store.ReadBytesAsync("k", new DownloadOptions { IfMatch = old }));
        await session.Beneath.UploadAsync("k", "two!"u8.ToArray());
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.DownloadAsync("k", new DownloadOptions { IfMatch = old }));
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.StatAsync("k", new StatOptions { IfMatch = old }));
    }

    [SkippableFact]
    public async Task AnUnchangedObjectIsNotModified()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", "one"u8.ToArray());
        var revision = (await session.Store.StatAsync("k")).Revision!;
        await FailsAsync(ErrorKind.NotModified, () => session.Store.StatAsync("k", new StatOptions { IfNoneMatch = revision }));
        var options = new DownloadOptions { IfNoneMatch = revision };
        if (await RefusedWithoutAsync(session.Store.Capabilities.Read.IfNotRevision, "Read.IfNotRevision", async () => await session.Store.DownloadAsync("k", options))) return;
        await FailsAsync(ErrorKind.NotModified, () => session.Store.DownloadAsync("k", options));
        await session.Beneath.UploadAsync("k", "two!"u8.ToArray());
        Assert.Equal("two!"u8.ToArray(), await session.Store.ReadBytesAsync("k", options));
    }

    [SkippableFact]
    public async Task DatesAreCompared()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", "one"u8.ToArray());
        var time = (await session.Store.StatAsync("k")).LastModified!.Value;
        await FailsAsync(ErrorKind.NotModified, () => session.Store.StatAsync("k", new StatOptions { IfModifiedSince = time }));
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.StatAsync("k", new StatOptions { IfUnmodifiedSince = time.AddHours(-1) }));
        if (await RefusedWithoutAsync(session.Store.Capabilities.Read.Dates, "Read.Dates", async () => await session.Store.DownloadAsync("k", new DownloadOptions { IfModifiedSince = time }))) return;
        await FailsAsync(ErrorKind.NotModified, () => session.Store.DownloadAsync("k", new DownloadOptions { IfModifiedSince = time }));
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.DownloadAsync("k", new DownloadOptions { IfUnmodifiedSince = time.AddHours(-1) }));
        Assert.Equal("one"u8.ToArray(), await session.Store.ReadBytesAsync("k", new DownloadOptions { IfModifiedSince = time.AddHours(-1), IfUnmodifiedSince = time }));
    }

    [SkippableFact]
    public async Task AConditionHoldsForUploadsInPartsToo()
    {
        await using var session = await OpenAsync();
        if (await RefusedWithoutAsync(session.Store.Capabilities.Write.MustNotExist, "Write.MustNotExist", async () => await session.Store.UploadAsync("k", Bytes(1), CreateOnly))) return;
        await session.Store.UploadAsync("k", "first"u8.ToArray());
        var large = Bytes((2 * Harness.PartSize) + 1);
        await FailsAsync(ErrorKind.PreconditionFailed, () => session.Store.UploadAsync("k", large, CreateOnly with { Transfer = Small }));
        Assert.Equal("first", await session.Store.ReadTextAsync("k"));
        await session.Store.UploadAsync("new", large, CreateOnly with { Transfer = Small });
        Assert.Equal(large.Length, (await session.Store.StatAsync("new")).Size);
    }
}
