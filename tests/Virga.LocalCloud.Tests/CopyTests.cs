namespace Virga.Local.Tests;

public sealed class CopyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACopyTakesBytesAndMetadata(bool inFolder)
    {
        using ScratchFolder folder = new();
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), Folder = inFolder ? folder.Path : null }, "abc");
        await client.SendAsync("PUT", "/def");
        await client.SendAsync("PUT", "/abc/a%20%2B%C3%A4", [1, 2, 3], ("x-amz-meta-one", "1"), ("Content-Type", "text/css"));
        Answer copied = await client.SendAsync("PUT", "/def/copy", null, ("x-amz-copy-source", "/abc/a%20%2B%C3%A4"));
        Assert.Equal((200, "\"5289df737df57326fcdd22597afb1fac\""), (copied.Status, copied.Value("ETag")));
        await client.SendAsync("DELETE", "/abc/a%20%2B%C3%A4");
        Answer get = await client.SendAsync("GET", "/def/copy");
        Assert.Equal([1, 2, 3], get.Body);
        Assert.Equal(("1", "text/css"), (get["x-amz-meta-one"], get["Content-Type"]));
    }

    [Fact]
    public async Task TheDirectiveReplacesMetadata()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/a", [1], ("x-amz-meta-one", "1"), ("Content-Type", "text/css"));
        await client.SendAsync("PUT", "/abc/a", null, ("x-amz-copy-source", "abc/a"), ("x-amz-metadata-directive", "REPLACE"), ("x-amz-meta-two", "2"));
        Answer get = await client.SendAsync("GET", "/abc/a");
        Assert.Equal((null, "2", "binary/octet-stream"), (get["x-amz-meta-one"], get["x-amz-meta-two"], get["Content-Type"]));
        Assert.Equal([1], get.Body);
    }

    [Fact]
    public async Task ACopyOntoItselfMustChangeSomething()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/a", [1]);
        Assert.Equal("InvalidRequest", (await client.SendAsync("PUT", "/abc/a", null, ("x-amz-copy-source", "/abc/a"))).Code);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/a", null, ("x-amz-copy-source", "/abc/a"), ("x-amz-storage-class", "STANDARD_IA"))).Status);
    }

    [Theory]
    [InlineData(412, "x-amz-copy-source-if-match", "\"x\"")]
    [InlineData(412, "x-amz-copy-source-if-none-match", "\"55a54008ad1ba589aa210d2629c1df41\"")]
    [InlineData(200, "x-amz-copy-source-if-none-match", "\"x\"")]
    [InlineData(412, "x-amz-copy-source-if-modified-since", "Sun, 01 Mar 2026 12:00:00 GMT")]
    [InlineData(412, "x-amz-copy-source-if-unmodified-since", "Sun, 01 Mar 2026 11:00:00 GMT")]
    public async Task TheSourceHoldsToItsConditions(int status, string name, string value)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/a", [1]);
        Assert.Equal(status, (await client.SendAsync("PUT", "/abc/b", null, ("x-amz-copy-source", "/abc/a"), (name, value))).Status);
    }

    [Theory]
    [InlineData("abc", "InvalidArgument")]
    [InlineData("/abc/none", "NoSuchKey")]
    [InlineData("/other/none", "NoSuchBucket")]
    [InlineData("/abc/a?versionId=3", "InvalidArgument")]
    public async Task ASourceThatIsNotThereIsRefused(string source, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(code, (await client.SendAsync("PUT", "/abc/b", null, ("x-amz-copy-source", source))).Code);
    }
}
