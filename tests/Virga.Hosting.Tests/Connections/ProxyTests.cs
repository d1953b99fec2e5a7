using System.Net.Sockets;
using Virga.Http;
using Virga.Testing;

namespace Virga.Hosting.Tests.Connections;

public sealed class ProxyTests
{
    private const string Note = """{ "id": 7, "created": "2026-11-20T12:00:00Z", "title": "Milk", "state": "open" }""";
    private static readonly Uri Notes = new("http://notes.test/v1");

    [Fact]
    public async Task PlainRequestsGoThroughTheProxyWithItsCredentials()
    {
        var heads = new List<string>();
        await using var proxy = LoopbackServer.Start(async connection =>
        {
            while (await connection.ReadHeadAsync() is { Length: > 0 } head)
            {
                lock (heads) heads.Add(head);
                if (head.Contains("Proxy-Authorization: Basic", StringComparison.Ordinal)) await connection.AnswerAsync(200, Note, "Content-Type: application/json\r\n");
                else await connection.AnswerAsync(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
            }
        });

        var answer = await NoteCalls.CallAsync(Notes, options =>
        {
            options.AllowedHosts.Add("notes.test");
            options.Proxy = new ProxyOptions(proxy.Address) { UserName = "ada", Password = "pass" };
        });

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("GET http://notes.test/v1/notes/7 HTTP/1.1", heads[^1], StringComparison.Ordinal);
        Assert.Contains("Proxy-Authorization: Basic YWRhOnBhc3M=", heads[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestsOverTlsGoThroughATunnel()
    {
        using var authority = new TestAuthority();
        await using var server = await TlsServer.StartAsync(authority.ForServer());
        var asked = "";
        await using var proxy = LoopbackServer.Start(async connection =>
        {
            asked = await connection.ReadHeadAsync();
            using var target = new TcpClient();
            await target.ConnectAsync("127.0.0.1", server.Address.Port, connection.Stop);
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            await Task.WhenAny(connection.Stream.CopyToAsync(target.GetStream(), connection.Stop), target.GetStream().CopyToAsync(connection.Stream, connection.Stop));
        });

        var answer = await NoteCalls.CallAsync(server.Address, options =>
        {
            options.Tls.Authorities.Add(authority.Certificate);
            options.Proxy = new ProxyOptions(proxy.Address);
        });

        Assert.Equal(200, answer.Status);
        Assert.StartsWith($"CONNECT 127.0.0.1:{server.Address.Port} HTTP/1.1", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization: Bearer", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProxyThatWantsCredentialsIsToldAsSuchAndNotAskedAgain()
    {
        await using var proxy = LoopbackServer.Start(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.AnswerAsync(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
        });

        var error = await NoteCalls.FailAsync(new Uri("https://notes.test"), options => options.Proxy = new ProxyOptions(proxy.Address));

        Assert.Contains("the proxy refused the way to notes.test with 407; set ClientOptions.Proxy.UserName", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, proxy.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.0.0.1:1", 1)]
    [InlineData("*.0.0.1", 0)]
    [InlineData("elsewhere.test", 1)]
    public async Task HostsOfTheListAreReachedWithoutTheProxy(string bypass, int proxied)
    {
        await using var server = LoopbackServer.Start(AnswerAsync);
        await using var proxy = LoopbackServer.Start(AnswerAsync);

        await NoteCalls.CallAsync(server.Address, options =>
        {
            options.Proxy = new ProxyOptions(proxy.Address);
            options.Proxy.Bypass.Add(bypass);
        });

        Assert.Equal((1 - proxied, proxied), (server.Connections, proxy.Connections));
    }

    private static async Task AnswerAsync(LoopbackConnection connection)
    {
        await connection.ReadHeadAsync();
        await connection.AnswerAsync(200, Note, "Content-Type: application/json\r\nConnection: close\r\n");
    }
}
