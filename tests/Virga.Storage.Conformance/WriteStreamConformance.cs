using System.IO.Compression;

namespace Virga.Storage.Conformance;

public abstract class WriteStreamConformance : StoreSuite
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    public async Task WhatIsWrittenIsStoredWhenItIsCompleted(int length)
    {
        await using var session = await OpenAsync();
        var bytes = Bytes(length < 0 ? (2 * Harness.PartSize) + 7 : length);
        Skip.If(length < 0 && NeedsLength(session.Store), "The length must be known.");
        await using (var stream = await session.Store.OpenWriteAsync("k", new UploadOptions { Transfer = Small }))
        {
            foreach (var piece in bytes.Chunk(70_000)) await stream.WriteAsync(piece);
            await stream.FlushAsync();
            Assert.False(await session.Store.ExistsAsync("k"));
            var result = await stream.CompleteAsync();
            Assert.Equal(bytes.Length, result.Bytes);
        }

        Assert.Equal(bytes, await session.Store.ReadBytesAsync("k"));
    }

    [SkippableFact]
    public async Task DisposingWithoutCompletingStoresNothing()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadTextAsync("k", "old");
        await using (var stream = await session.Store.OpenWriteAsync("k", new UploadOptions { Transfer = Small })) await stream.WriteAsync(Bytes(1000));
        Assert.Equal("old", await session.Store.ReadTextAsync("k"));
        if (await Harness.CountUploadsAsync(session.Store) is { } open) Assert.Equal(0, open);
    }

    [SkippableFact]
    public async Task AnArchiveIsWrittenSynchronouslyIntoTheStore()
    {
        await using var session = await OpenAsync();
        Skip.If(NeedsLength(session.Store) && Harness.PartSize < 110_000, "The length must be known.");
        await using (var stream = await session.Store.OpenWriteAsync("k.zip", new UploadOptions { CommitOnDispose = true, Transfer = Small }))
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("inside.bin").Open();
            entry.Write(Bytes(100_000));
        }

        using var copy = new MemoryStream(await session.Store.ReadBytesAsync("k.zip"));
        using var read = new ZipArchive(copy);
        using var content = read.GetEntry("inside.bin")!.Open();
        using var plain = new MemoryStream();
        content.CopyTo(plain);
        Assert.Equal(Bytes(100_000), plain.ToArray());
    }

    [SkippableFact]
    public async Task AFailureReachesTheWriter()
    {
        await using var session = await OpenAsync();
        if (await RefusedWithoutAsync(session.Store.Capabilities.Write.MustNotExist, "Write.MustNotExist", async () => await session.Store.OpenWriteAsync("k", new UploadOptions { IfNoneMatch = ETag.Any }))) return;
        await session.Store.UploadTextAsync("k", "old");
        await using var stream = await session.Store.OpenWriteAsync("k", new UploadOptions { IfNoneMatch = ETag.Any });
        await stream.WriteAsync(Bytes(10));
        await FailsAsync(ErrorKind.PreconditionFailed, () => stream.CompleteAsync());
        Assert.Equal("old", await session.Store.ReadTextAsync("k"));
    }

    private static bool NeedsLength(ObjectStore store) => store.Capabilities.Chunks.Mode is Driver.Chunking.DictatedParts or Driver.Chunking.None;
}
