using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class PutConformance : StoreSuite
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(200_001)]
    public async Task StoredBytesComeBack(int length)
    {
        await using var session = await OpenAsync();
        var bytes = Bytes(length);
        var result = await session.Store.UploadAsync("a/b.bin", bytes);
        Assert.Equal(length, result.Bytes);
        Assert.Equal(length, result.Info.Size);
        Assert.Equal(bytes, await session.Store.ReadBytesAsync("a/b.bin"));
    }

    [SkippableFact]
    [Parity("CB-13")]
    public async Task EveryKindOfSourceStoresTheSame()
    {
        await using var session = await OpenAsync();
        var store = session.Store;
        var bytes = Bytes(100_000);
        using var buffer = new PooledBuffer();
        buffer.Write(bytes);
        var pipe = PipeReader.Create(new ReadOnlySequence<byte>(bytes));
        await store.UploadAsync("memory", bytes.AsMemory());
        await store.UploadAsync("sequence", buffer.AsSequence());
        await store.UploadAsync("stream", new MemoryStream(bytes));
        await store.UploadAsync("unseekable", new UnseekableStream(new MemoryStream(bytes)));
        await store.UploadAsync("pipe", pipe);
        foreach (var key in new[] { "memory", "sequence", "stream", "unseekable", "pipe" }) Assert.Equal(bytes, await store.ReadBytesAsync(key));
    }

    [SkippableFact]
    [Parity("PH-14")]
    public async Task TextIsStoredInItsEncoding()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadTextAsync("utf8", "grüße");
        await session.Store.UploadTextAsync("latin", "grüße", Encoding.Latin1);
        Assert.Equal("grüße"u8.ToArray(), await session.Store.ReadBytesAsync("utf8"));
        Assert.Equal(5, (await session.Store.StatAsync("latin")).Size);
        Assert.Equal("grüße", await session.Store.ReadTextAsync("utf8"));
        Assert.Equal("grüße", await session.Store.ReadTextAsync("latin", Encoding.Latin1));
    }

    [SkippableFact]
    public async Task AStreamIsStoredFromItsPositionAndStaysOpen()
    {
        await using var session = await OpenAsync();
        using var stream = new MemoryStream(Bytes(1000)) { Position = 400 };
        await session.Store.UploadAsync("k", stream);
        Assert.Equal(Bytes(1000)[400..], await session.Store.ReadBytesAsync("k"));
        Assert.True(stream.CanRead);
    }

    [SkippableFact]
    public async Task AnObjectIsReplacedWhole()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", Bytes(5000));
        var first = (await session.Store.StatAsync("k")).Revision;
        await session.Store.UploadAsync("k", "short"u8.ToArray());
        Assert.Equal("short"u8.ToArray(), await session.Store.ReadBytesAsync("k"));
        Assert.NotEqual(first, (await session.Store.StatAsync("k")).Revision);
    }

    [SkippableFact]
    public async Task EveryKeyThatIsAllowedKeepsItsBytes()
    {
        await using var session = await OpenAsync();
        var keys = AwkwardKeys.All.Where(Harness.AllowsKey).ToList();
        Assert.NotEmpty(keys);
        await Parallel.ForEachAsync(keys, async (key, token) => await session.Store.UploadAsync(key, Encoding.UTF8.GetBytes(key), null, null, token));
        foreach (var key in keys) Assert.Equal(key, await session.Store.ReadTextAsync(key));
        Assert.Equal(keys.Order(KeyOrder.Instance), await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task AFailedPutLeavesTheOldObject()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", "old"u8.ToArray());
        var broken = new BreakingStream(Bytes(50_000), 30_000);
        await Assert.ThrowsAnyAsync<Exception>(async () => await session.Store.UploadAsync("k", broken));
        Assert.Equal("old", await session.Store.ReadTextAsync("k"));
    }

    [SkippableFact]
    public async Task ACancelledPutStoresNothing()
    {
        await using var session = await OpenAsync();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.Store.UploadAsync("k", Bytes(10), null, null, source.Token));
        Assert.False(await session.Store.ExistsAsync("k"));
    }
}
