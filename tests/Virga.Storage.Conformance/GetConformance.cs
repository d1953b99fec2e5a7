using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class GetConformance : StoreSuite
{
    [SkippableFact]
    public async Task ADownloadTellsWhatItIs()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", Bytes(1234), new UploadOptions { ContentType = "application/x-test" });
        await using var download = await session.Store.DownloadAsync("k");
        Assert.Equal("k", download.Info.Key);
        Assert.Equal(1234, download.Info.Size);
        Assert.Equal(1234, download.Expected);
        Assert.Equal("application/x-test", download.Info.ContentType);
        Assert.NotNull(download.Info.Revision);
        using var copy = new MemoryStream();
        await download.CopyToAsync(copy);
        Assert.Equal(Bytes(1234), copy.ToArray());
    }

    [SkippableFact]
    public async Task AMissingObjectIsNotFound()
    {
        await using var session = await OpenAsync();
        var error = await FailsAsync(ErrorKind.NotFound, () => session.Store.DownloadAsync("missing"));
        Assert.Equal("missing", error.Key);
        Assert.Equal(session.Store.Bucket, error.Bucket);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ADownloadMayBeDisposedUnread()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", Bytes(3_000_000));
        for (var i = 0; i < 5; i++)
        {
            await using var download = await session.Store.DownloadAsync("k");
            Assert.Equal(1, await download.ReadAsync(new byte[1]));
        }

        Assert.Equal(Bytes(3_000_000), await session.Store.ReadBytesAsync("k"));
    }

    [SkippableFact]
    [Parity("CB-15")]
    public async Task ADownloadGoesToAStream()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", Bytes(700_000));
        using var copy = new MemoryStream();
        var seen = new List<TransferProgress>();
        await session.Store.DownloadToStreamAsync("k", copy, null, new DirectProgress(seen.Add));
        Assert.Equal(Bytes(700_000), copy.ToArray());
        Assert.True(copy.CanWrite);
        Assert.Equal(new TransferProgress(700_000, 700_000, 0, null), seen[^1]);
    }

    [SkippableFact]
    public async Task ACancelledDownloadStops()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", Bytes(10));
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.Store.DownloadAsync("k", null, source.Token));
    }

    [SkippableFact]
    public async Task ManyReadersReadAtOnce()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", Bytes(300_000));
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => session.Store.ReadBytesAsync("k").AsTask()));
        Assert.All(all, bytes => Assert.Equal(Bytes(300_000), bytes));
    }
}
