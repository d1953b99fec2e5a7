using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class RangeConformance : StoreSuite
{
    [SkippableTheory]
    [InlineData(0, 1L)]
    [InlineData(0, 1000L)]
    [InlineData(10, 20L)]
    [InlineData(999, 1L)]
    [InlineData(990, 500L)]
    [InlineData(500, null)]
    [InlineData(-1, null)]
    [InlineData(-10, null)]
    [InlineData(-5000, null)]
    [Parity("CB-17")]
    public async Task ARangeGivesItsBytes(long offset, long? length)
    {
        await using var session = await OpenAsync();
        var bytes = Bytes(1000);
        await session.Beneath.UploadAsync("k", bytes);
        await using var download = await session.Store.DownloadRangeAsync("k", new ByteRange(offset, length));
        using var copy = new MemoryStream();
        await download.CopyToAsync(copy);
        var start = offset < 0 ? (int)Math.Max(0, 1000 + offset) : (int)offset;
        var end = (int)Math.Min(1000, start + (length ?? 1000));
        Assert.Equal(bytes[start..end], copy.ToArray());
        Assert.Equal(1000, download.Info.Size);
        Assert.Equal(end - start, download.Expected);
    }

    [SkippableFact]
    public async Task ARangeBehindTheEndIsNotSatisfiable()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", Bytes(100));
        await FailsAsync(ErrorKind.RangeNotSatisfiable, () => session.Store.DownloadRangeAsync("k", new ByteRange(100, 10)));
    }

    [SkippableFact]
    public async Task ARangeOfNothingIsRefused()
    {
        await using var session = await OpenAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await session.Store.DownloadRangeAsync("k", new ByteRange(0, 0)));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await session.Store.DownloadRangeAsync("k", new ByteRange(-5, 3)));
    }
}
