namespace Virga.Local.Tests;

public sealed class GateTests
{
    [Theory]
    [InlineData("evil.example:{0}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost.evil.example:{0}")]
    [InlineData("evil-localhost:{0}")]
    [InlineData("10.0.0.1:{0}")]
    public async Task AForeignHostIsRefused(string host)
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true });
        Answer answer = await WithHostAsync(client, host);
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("127.0.0.1:{0}")]
    [InlineData("localhost:{0}")]
    [InlineData("LOCALHOST:{0}")]
    [InlineData("[::1]:{0}")]
    public async Task ItsOwnNamesAreServed(string host)
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true });
        Assert.Equal(200, (await WithHostAsync(client, host)).Status);
    }

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://127.0.0.1:{0}", 403)]
    [InlineData("http://127.0.0.1:1", 403)]
    [InlineData("http://127.0.0.1:{0}", 200)]
    [InlineData("http://localhost:{0}", 200)]
    public async Task AForeignOriginIsRefused(string origin, int status)
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true });
        Answer answer = await client.SendUnsignedAsync("GET", "/", null, ("Origin", origin.Replace("{0}", $"{client.Cloud.Port}", StringComparison.Ordinal)));
        Assert.Equal(status, answer.Status);
        Assert.Null(answer["Access-Control-Allow-Origin"]);
    }

    [Fact]
    public async Task ItListensOnLoopbackAlone()
    {
        await using LocalCloud cloud = await LocalCloud.StartAsync();
        System.Net.IPEndPoint[] listeners = [.. System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(point => point.Port == cloud.Port)];
        Assert.Equal(["127.0.0.1"], listeners.Select(static point => point.Address.ToString()));
        Assert.Equal($"http://127.0.0.1:{cloud.Port}/", cloud.Endpoint.ToString());
    }

    [Fact]
    public async Task ATakenPortIsAnError()
    {
        await using LocalCloud cloud = await LocalCloud.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => LocalCloud.StartAsync(new() { Port = cloud.Port }));
    }

    private static async Task<Answer> WithHostAsync(CloudClient client, string host)
    {
        using HttpRequestMessage request = client.Build("GET", "/", null);
        request.Headers.Host = host.Replace("{0}", $"{client.Cloud.Port}", StringComparison.Ordinal);
        return await client.SendAsync(request);
    }
}
