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
        Assert.Equal([.. Enumerable.Range(1, 50).Select(static number => (byte)number)], (await client.SendAsync("GET", "/abc/key")).Body);
    }

    [Fact]
    public async Task ALargeBodyStaysOffTheLargeObjectHeap()
    {
        const int size = 32 * 1024 * 1024;
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        byte[] body = new byte[size];
        await client.SendAsync("PUT", "/abc/warm", [1]);
        await client.SendAsync("PUT", "/abc/key", body);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        long before = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[3].SizeAfterBytes;
        Assert.Equal(204, (await client.SendAsync("DELETE", "/abc/key")).Status);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        long after = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[3].SizeAfterBytes;
        Assert.True(before - after < size / 2, $"Deleting the object freed {before - after} bytes of large objects.");
        GC.KeepAlive(body);
    }
}
