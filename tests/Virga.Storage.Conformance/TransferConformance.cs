using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class TransferConformance : StoreSuite
{
    [SkippableFact]
    [Parity("CB-14")]
    [Parity("CB-16")]
    public async Task AFileGoesUpAndComesDownInRanges()
    {
        await using var session = await OpenAsync();
        using var folder = new TemporaryFolder();
        var bytes = Bytes((5 * Harness.PartSize) + 123);
        await File.WriteAllBytesAsync(folder.File("up"), bytes);
        var seen = new List<TransferProgress>();
        var up = await session.Beneath.UploadFileAsync("k", folder.File("up"), new UploadOptions { Transfer = Small }, new DirectProgress(seen.Add));
        Assert.Equal(bytes.Length, up.Bytes);
        Monotone(seen, bytes.Length);
        seen.Clear();
        var down = await session.Store.DownloadToFileAsync("k", folder.File("down"), new DownloadOptions { Transfer = Small }, new DirectProgress(seen.Add));
        Assert.Equal(bytes.Length, down.Bytes);
        Assert.Equal(6, down.Ranges);
        Monotone(seen, bytes.Length);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.File("down")));
        Assert.Equal(["down", "up"], folder.Names());
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public async Task ASmallFileGoesInOnePiece(int length)
    {
        await using var session = await OpenAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("up"), Bytes(length));
        await session.Beneath.UploadFileAsync("k", folder.File("up"));
        await File.WriteAllTextAsync(folder.File("down"), "an older file, longer than the new one");
        await session.Store.DownloadToFileAsync("k", folder.File("down"));
        Assert.Equal(Bytes(length), await File.ReadAllBytesAsync(folder.File("down")));
    }

    [SkippableFact]
    public async Task AFileStreamIsStoredFromItsPosition()
    {
        await using var session = await OpenAsync();
        using var folder = new TemporaryFolder();
        var bytes = Bytes((2 * Harness.PartSize) + 100);
        await File.WriteAllBytesAsync(folder.File("up"), bytes);
        await using var stream = File.OpenRead(folder.File("up"));
        stream.Position = 100;
        await session.Beneath.UploadAsync("k", stream, new UploadOptions { Transfer = Small });
        Assert.Equal(bytes[100..], await session.Store.ReadBytesAsync("k"));
        Assert.Equal(bytes.Length, stream.Position);
    }

    [SkippableFact]
    public async Task AMissingObjectLeavesTheTarget()
    {
        await using var session = await OpenAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("down"), "old");
        await FailsAsync(ErrorKind.NotFound, () => session.Store.DownloadToFileAsync("missing", folder.File("down")));
        Assert.Equal("old", await File.ReadAllTextAsync(folder.File("down")));
        Assert.Equal(["down"], folder.Names());
    }

    [SkippableFact]
    [Parity("CB-16")]
    public async Task ACancelledDownloadLeavesTheTarget()
    {
        await using var session = await OpenAsync();
        using var folder = new TemporaryFolder();
        await session.Beneath.UploadAsync("k", Bytes(5 * Harness.PartSize), new UploadOptions { Transfer = Small });
        await File.WriteAllTextAsync(folder.File("down"), "old");
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.Store.DownloadToFileAsync("k", folder.File("down"), new DownloadOptions { Transfer = Small }, new DirectProgress(p => source.Cancel()), source.Token));
        Assert.Equal("old", await File.ReadAllTextAsync(folder.File("down")));
        Assert.Equal(["down"], folder.Names());
    }

    private static void Monotone(List<TransferProgress> seen, long total)
    {
        Assert.NotEmpty(seen);
        Assert.Equal(seen.OrderBy(p => p.Bytes).ThenBy(p => p.Parts), seen);
        Assert.All(seen, p => Assert.InRange(p.Bytes, 0, total));
        Assert.Equal(total, seen[^1].Bytes);
    }
}
