using Virga.Storage.Driver;

namespace Virga.Storage.Conformance;

public abstract class MultipartConformance : StoreSuite
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 0, 0 }, { 0, 1 }, { 1, -1 }, { 1, 0 }, { 1, 1 }, { 2, 0 }, { 3, 17 },
    };

    [SkippableTheory]
    [MemberData(nameof(Sizes))]
    public async Task EverySizeAroundThePartsComesBack(int parts, int extra)
    {
        await using var session = await OpenAsync();
        Skip.IfNot(IsChunked(session.Store), "It takes no chunks.");
        var bytes = Bytes((parts * Harness.PartSize) + extra);
        var known = await session.Store.UploadAsync("known", bytes, new UploadOptions { Transfer = Small });
        Assert.Equal(bytes.Length > Harness.PartSize, known.Parts > 0);
        Assert.Equal(bytes, await session.Store.ReadBytesAsync("known"));
        Assert.Equal(bytes.Length, (await session.Store.StatAsync("known")).Size);
        if (session.Store.Capabilities.Chunks.Mode == Chunking.DictatedParts) return;
        await session.Store.UploadAsync("unknown", new UnseekableStream(new MemoryStream(bytes)), new UploadOptions { Transfer = Small });
        Assert.Equal(bytes, await session.Store.ReadBytesAsync("unknown"));
    }

    [SkippableFact]
    public async Task AStreamOfStatedLengthComesInParts()
    {
        await using var session = await OpenAsync();
        Skip.IfNot(IsChunked(session.Store), "It takes no chunks.");
        var bytes = Bytes((2 * Harness.PartSize) + 9);
        await session.Store.UploadAsync("k", new UnseekableStream(new MemoryStream(bytes)), new UploadOptions { Transfer = Small, Length = bytes.Length });
        Assert.Equal(bytes, await session.Store.ReadBytesAsync("k"));
    }

    [SkippableFact]
    public async Task AStreamShorterOrLongerThanStatedStoresNothing()
    {
        await using var session = await OpenAsync();
        Skip.IfNot(IsChunked(session.Store), "It takes no chunks.");
        var bytes = Bytes(2 * Harness.PartSize);
        foreach (var wrong in new[] { -1, 1 })
        {
            await FailsAsync(ErrorKind.Integrity, () => session.Store.UploadAsync("k", new UnseekableStream(new MemoryStream(bytes)), new UploadOptions { Transfer = Small, Length = bytes.Length + wrong }));
            Assert.False(await session.Store.ExistsAsync("k"));
        }

        await NothingIsOpenAsync(session.Store);
    }

    [SkippableFact]
    public async Task ACancelledUploadLeavesNothing()
    {
        await using var session = await OpenAsync();
        Skip.IfNot(IsChunked(session.Store), "It takes no chunks.");
        using var source = new CancellationTokenSource();
        var stop = new DirectProgress(p =>
        {
            if (p.Parts > 0) source.Cancel();
        });
        var bytes = Bytes(6 * Harness.PartSize);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.Store.UploadAsync("k", bytes, new UploadOptions { Transfer = Small with { Parallel = 1 } }, stop, source.Token));
        Assert.False(await session.Store.ExistsAsync("k"));
        await NothingIsOpenAsync(session.Store);
    }

    [SkippableFact]
    public async Task ABrokenSourceLeavesNothing()
    {
        await using var session = await OpenAsync();
        Skip.IfNot(IsChunked(session.Store), "It takes no chunks.");
        Skip.If(session.Store.Capabilities.Chunks.Mode == Chunking.DictatedParts, "The length must be known.");
        var broken = new BreakingStream(Bytes(3 * Harness.PartSize), (int)(2 * Harness.PartSize) + 5);
        await Assert.ThrowsAsync<IOException>(async () => await session.Store.UploadAsync("k", broken, new UploadOptions { Transfer = Small }));
        Assert.False(await session.Store.ExistsAsync("k"));
        await NothingIsOpenAsync(session.Store);
    }

    [SkippableFact]
    public async Task TheVerbsStandAlone()
    {
        await using var session = await OpenAsync();
        var chunks = session.Store.Capabilities.Chunks;
        Skip.If(chunks.Mode != Chunking.Parts, "Its parts are not free.");
        var driver = Harness.DriverOf(session.Store);
        Skip.If(driver is null, "The harness does not hand out its driver.");
        const string ticket = "0123456789abcdef0123456789abcdef";
        var bytes = Bytes((2 * Harness.PartSize) + 3);
        var options = new PutOptions { Length = bytes.Length };
        var upload = await driver.BeginUploadAsync("k", ticket, options, CancellationToken.None);
        var parts = new Part[3];
        foreach (var n in new[] { 3, 1, 2, 1 }) parts[n - 1] = await PutAsync(driver, upload, ticket, bytes, n);
        var listed = (await driver.ListPartsAsync(upload, null, CancellationToken.None)).Parts.Where(p => p.Name?.StartsWith(ticket, StringComparison.Ordinal) ?? true).ToList();
        Assert.Equal(3, listed.Count);
        Assert.Equal(bytes.Length, listed.Sum(p => p.Size));
        Assert.False(await session.Store.ExistsAsync("k"));
        await driver.CompleteUploadAsync(upload, parts, options, CancellationToken.None);
        Assert.Equal(bytes, await session.Store.ReadBytesAsync("k"));
        await NothingIsOpenAsync(session.Store);
    }

    [SkippableFact]
    public async Task AnAbortedUploadIsGoneAndMayBeAbortedAgain()
    {
        await using var session = await OpenAsync();
        var driver = Harness.DriverOf(session.Store);
        Skip.If(driver is null || session.Store.Capabilities.Chunks.Mode != Chunking.Parts, "Its parts are not free.");
        const string ticket = "fedcba9876543210fedcba9876543210";
        var bytes = Bytes((2 * Harness.PartSize) + 3);
        var upload = await driver.BeginUploadAsync("k", ticket, new PutOptions { Length = bytes.Length }, CancellationToken.None);
        var part = await PutAsync(driver, upload, ticket, bytes, 1);
        await driver.AbortUploadAsync(upload, CancellationToken.None);
        await driver.AbortUploadAsync(upload, CancellationToken.None);
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await driver.CompleteUploadAsync(upload, [part], new PutOptions { Length = part.Size }, CancellationToken.None));
        Assert.False(await session.Store.ExistsAsync("k"));
        await NothingIsOpenAsync(session.Store);
    }

    private ValueTask<Part> PutAsync(IObjectStoreDriver driver, Upload upload, string ticket, byte[] bytes, int number)
    {
        var offset = (number - 1) * Harness.PartSize;
        var length = Math.Min(Harness.PartSize, bytes.Length - offset);
        var slot = new PartSlot(number, $"{ticket}{number:D8}", offset, length, offset + length == bytes.Length);
        return driver.PutPartAsync(upload, slot, new MemoryStream(bytes, (int)offset, (int)length), default, CancellationToken.None);
    }

    private async Task NothingIsOpenAsync(ObjectStore store)
    {
        if (await Harness.CountUploadsAsync(store) is { } open) Assert.Equal(0, open);
        if (store.Capabilities.Chunks is { Mode: Chunking.Composed, ComposeKeepsSources: false }) Assert.Empty(await KeysAsync(store, ".virga-segments/"));
    }
}
