using Virga.Local.Store;

namespace Virga.Local.Tests;

public sealed class ConcurrencyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManyWritersAndReadersSeeWholeObjects(bool inFolder)
    {
        using ScratchFolder folder = new();
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), Folder = inFolder ? folder.Path : null }, "abc");
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async index =>
        {
            byte[] body = new byte[70_000];
            Array.Fill(body, (byte)index);
            Assert.Equal(200, (await client.SendAsync("PUT", $"/abc/key{index % 4}", body)).Status);
            Answer get = await client.SendAsync("GET", $"/abc/key{index % 4}");
            Assert.Equal(70_000, get.Body.Length);
            Assert.Single(get.Body.Distinct());
        }));
        Assert.Equal(4, (await client.SendAsync("GET", "/abc?list-type=2")).Values("Contents", "Key").Length);
    }

    [Fact]
    public async Task PartsArriveInParallelAndInAnyOrder()
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), MinPartSize = 1 }, "abc");
        string id = await MultipartTests.BeginAsync(client);
        (int Number, string Tag)[] parts = await Task.WhenAll(Enumerable.Range(1, 50).Reverse().Select(async number => (number, await MultipartTests.PutAsync(client, id, number, [(byte)number]))));
        await MultipartTests.CompleteAsync(client, id, [.. parts.OrderBy(static part => part.Number)]);
        byte[] expected = [.. Enumerable.Range(1, 50).Select(static number => (byte)number)];
        Assert.Equal(expected, (await client.SendAsync("GET", "/abc/key")).Body);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000L)]
    [InlineData(10L)]
    public async Task MemoryIsTakenInSegments(long? expected)
    {
        byte[] body = new byte[1_000_000];
        new Random(1).NextBytes(body);
        MemoryWriter writer = new(expected);
        await writer.WriteAsync(body, CancellationToken.None);
        MemoryContent content = Assert.IsType<MemoryContent>(await writer.CompleteAsync(CancellationToken.None));
        Assert.All(content.Segments, static segment => Assert.InRange(segment.Length, 1, MemoryWriter.SegmentSize));
        Assert.Equal(body.Length, content.Length);
        Assert.Equal(body, content.Slice(0, content.Length).SelectMany(static segment => segment.ToArray()));
        Assert.Equal(body[300_000..700_000], content.Slice(300_000, 400_000).SelectMany(static segment => segment.ToArray()));
    }
}
