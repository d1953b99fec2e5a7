namespace Virga.Storage.Conformance;

public abstract class HeaderConformance : StoreSuite
{
    public static TheoryData<string> Paths => ["memory", "parts", "stream parts", "write stream"];

    [SkippableTheory]
    [MemberData(nameof(Paths))]
    public async Task HeadersAndMetadataAreKeptOnEveryPath(string path)
    {
        await using var session = await OpenAsync();
        var store = session.Store;
        Skip.If(path != "memory" && !IsChunked(store), "It takes no chunks.");
        var options = new UploadOptions
        {
            ContentType = "text/x-kept; charset=utf-8",
            ContentDisposition = "attachment; filename=\"a b.txt\"",
            ContentEncoding = "x-none",
            ContentLanguage = "de",
            CacheControl = store.Capabilities.Write.CacheControl ? "max-age=60" : null,
            Metadata = new Dictionary<string, string> { ["kept"] = "yes" },
            Transfer = Small,
        };
        await StoreAsync(store, path, options);
        await using var download = await store.DownloadAsync("k");
        foreach (var info in new[] { await store.StatAsync("k"), download.Info })
        {
            Assert.Equal(options.ContentType, info.ContentType);
            Assert.Equal(options.ContentDisposition, info.ContentDisposition);
            Assert.Equal(options.ContentEncoding, info.ContentEncoding);
            Assert.Equal(options.ContentLanguage, info.ContentLanguage);
            Assert.Equal(options.CacheControl, info.CacheControl);
            Assert.Equal("yes", info.Metadata!["kept"]);
        }
    }

    [SkippableFact]
    public async Task AHeaderWithALineBreakIsRefused()
    {
        await using var session = await OpenAsync();
        foreach (var options in new UploadOptions[] { new() { ContentType = "a\r\nX-Evil: 1" }, new() { ContentDisposition = "a\nb" }, new() { ContentEncoding = "a\0" }, new() { ContentLanguage = "\u0007" } })
        {
            await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.UploadAsync("k", Bytes(1), options));
        }

        Assert.False(await session.Store.ExistsAsync("k"));
    }

    [SkippableFact]
    public async Task CacheControlFollowsItsCapability()
    {
        await using var session = await OpenAsync();
        var options = new UploadOptions { CacheControl = "no-store" };
        if (await RefusedWithoutAsync(session.Store.Capabilities.Write.CacheControl, "Write.CacheControl", async () => await session.Store.UploadAsync("k", Bytes(1), options))) return;
        await session.Store.UploadAsync("k", Bytes(1), options);
        Assert.Equal("no-store", (await session.Store.StatAsync("k")).CacheControl);
    }

    [SkippableFact]
    public async Task AStorageClassFollowsItsCapability()
    {
        await using var session = await OpenAsync();
        if (await RefusedWithoutAsync(session.Store.Capabilities.Write.StorageClass, "Write.StorageClass", async () => await session.Store.UploadAsync("k", Bytes(1), new UploadOptions { StorageClass = "COLD" }))) return;

        // The classes are the provider's own names; what all have in common is that none holds a line break.
        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.UploadAsync("k", Bytes(1), new UploadOptions { StorageClass = "COLD\r\nX-Evil: 1" }));
        Assert.False(await session.Store.ExistsAsync("k"));
    }

    private async Task StoreAsync(ObjectStore store, string path, UploadOptions options)
    {
        var large = Bytes((2 * Harness.PartSize) + 5);
        if (path == "memory") await store.UploadAsync("k", Bytes(10), options);
        if (path == "parts") await store.UploadAsync("k", large, options);
        if (path == "stream parts") await store.UploadAsync("k", new UnseekableStream(new MemoryStream(large)), LengthIfAsked(store, options, large.Length));
        if (path != "write stream") return;
        await using var stream = await store.OpenWriteAsync("k", LengthIfAsked(store, options, large.Length));
        await stream.WriteAsync(large);
        await stream.CompleteAsync();
    }

    private static UploadOptions LengthIfAsked(ObjectStore store, UploadOptions options, long length) =>
        store.Capabilities.Chunks.Mode == Driver.Chunking.DictatedParts ? options with { Length = length } : options;
}
