namespace Virga.Local.Tests;

public sealed class ConditionTests
{
    // The MD5 of the byte 1, in quotes.
    private const string Tag = "\"55a54008ad1ba589aa210d2629c1df41\"";
    private const string Before = "Sun, 01 Mar 2026 11:59:59 GMT";
    private const string Then = "Sun, 01 Mar 2026 12:00:00 GMT";

    [Theory]
    [InlineData(200, "If-Match", Tag)]
    [InlineData(200, "If-Match", "*")]
    [InlineData(200, "If-Match", "\"x\", " + Tag)]
    [InlineData(412, "If-Match", "\"x\"")]
    [InlineData(304, "If-None-Match", Tag)]
    [InlineData(304, "If-None-Match", "*")]
    [InlineData(200, "If-None-Match", "\"x\"")]
    [InlineData(304, "If-Modified-Since", Then)]
    [InlineData(200, "If-Modified-Since", Before)]
    [InlineData(200, "If-Modified-Since", "no date")]
    [InlineData(412, "If-Unmodified-Since", Before)]
    [InlineData(200, "If-Unmodified-Since", Then)]
    public async Task AReadHoldsToItsCondition(int status, string name, string value)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Answer get = await client.SendAsync("GET", "/abc/key", null, (name, value));
        Answer head = await client.SendAsync("HEAD", "/abc/key", null, (name, value));
        Assert.Equal((status, status), (get.Status, head.Status));
        Assert.Equal(status == 412 ? name : string.Empty, get.Code.Length == 0 ? string.Empty : get.Value("Condition"));
        Assert.True(status == 412 || get["ETag"] == Tag);
    }

    [Fact]
    public async Task ATagOutweighsADate()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Assert.Equal(200, (await client.SendAsync("GET", "/abc/key", null, ("If-Match", Tag), ("If-Unmodified-Since", Before))).Status);
        Assert.Equal(304, (await client.SendAsync("GET", "/abc/key", null, ("If-None-Match", Tag), ("If-Modified-Since", Before))).Status);
        Assert.Equal(200, (await client.SendAsync("GET", "/abc/key", null, ("If-None-Match", "\"x\""), ("If-Modified-Since", Then))).Status);
    }

    [Fact]
    public async Task APutHoldsToItsCondition()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer absent = await client.SendAsync("PUT", "/abc/key", [1], ("If-Match", Tag));
        Assert.Equal((404, "NoSuchKey"), (absent.Status, absent.Code));
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key", [1], ("If-None-Match", "*"))).Status);
        Answer taken = await client.SendAsync("PUT", "/abc/key", [2], ("If-None-Match", "*"));
        Assert.Equal((412, "PreconditionFailed"), (taken.Status, taken.Code));
        Assert.Equal(412, (await client.SendAsync("PUT", "/abc/key", [2], ("If-Match", "\"x\""))).Status);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key", [2], ("If-Match", Tag))).Status);
        Assert.Equal("NotImplemented", (await client.SendAsync("PUT", "/abc/key", [2], ("If-None-Match", Tag))).Code);
        Assert.Equal([2], (await client.SendAsync("GET", "/abc/key")).Body);
    }

    [Fact]
    public async Task ARefusedBodyIsNotTakenForTheNextRequest()
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true });
        await client.SendUnsignedAsync("PUT", "/abc");
        await client.SendUnsignedAsync("PUT", "/abc/key", [1]);
        using HttpRequestMessage request = client.Build("PUT", "/abc/key", new byte[5], ("If-None-Match", "*"));
        request.Headers.ExpectContinue = true;
        Answer answer = await client.SendAsync(request);
        Assert.Equal((412, true), (answer.Status, answer.Headers.ConnectionClose));
        Assert.Equal([1], (await client.SendUnsignedAsync("GET", "/abc/key")).Body);
    }

    // No 100 comes before an empty body or one that is not read, and awscli cannot read a second answer on a connection where none came.
    [Fact]
    public async Task ABodyThatNobodyAskedForEndsTheConnection()
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true });
        await client.SendUnsignedAsync("PUT", "/abc");
        string head = $"PUT /abc/key HTTP/1.1\r\nHost: {client.Host}\r\nExpect: 100-continue\r\n";
        string empty = await RawExchange.SendAsync(client.Cloud.Port, head + "Content-Length: 0\r\n\r\n", endsSending: false);
        Assert.StartsWith("HTTP/1.1 200 OK", empty, StringComparison.Ordinal);
        Assert.Contains("Connection: close", empty, StringComparison.Ordinal);
        string unread = await RawExchange.SendAsync(client.Cloud.Port, $"POST /abc/key?uploads HTTP/1.1\r\nHost: {client.Host}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n", endsSending: false);
        Assert.StartsWith("HTTP/1.1 200 OK", unread, StringComparison.Ordinal);
        Assert.Contains("Connection: close", unread, StringComparison.Ordinal);
        string two = head + $"Content-Length: 1\r\n\r\nxGET /abc/key HTTP/1.1\r\nHost: {client.Host}\r\nConnection: close\r\n\r\n";
        Assert.EndsWith("\r\n\r\nx", await RawExchange.SendAsync(client.Cloud.Port, two, endsSending: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeleteHoldsToItsCondition()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Assert.Equal(412, (await client.SendAsync("DELETE", "/abc/key", null, ("If-Match", "\"x\""))).Status);
        Assert.Equal(204, (await client.SendAsync("DELETE", "/abc/key", null, ("If-Match", Tag))).Status);
        Assert.Equal(404, (await client.SendAsync("DELETE", "/abc/key", null, ("If-Match", Tag))).Status);
    }

    [Fact]
    public async Task OfManyCreatorsOneWins()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => client.SendAsync("PUT", "/abc/key", [(byte)index], ("If-None-Match", "*"))));
        Assert.Equal(1, answers.Count(static answer => answer.Status == 200));
        Assert.Equal(19, answers.Count(static answer => answer.Status == 412));
    }
}
