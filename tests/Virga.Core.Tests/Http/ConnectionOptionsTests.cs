using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

public sealed class ConnectionOptionsTests
{
    private static readonly ServiceDefinition Service = new() { Name = "Test", ServerTemplate = "https://api.example.com", Errors = TestService.XmlErrors };

    public static TheoryData<string, Action<ClientOptions>> Refused => new()
    {
        { "ClientOptions.Handler and ClientOptions.Proxy contradict", options => { options.Handler = new ScriptedHandler(); options.Proxy = new ProxyOptions(new Uri("http://proxy.test")); } },
        { "ClientOptions.Handler and ClientOptions.Tls contradict", options => { options.Handler = new ScriptedHandler(); options.Tls.DangerousAcceptAnyServerCertificate = true; } },
        { "ClientOptions.HttpClient and ClientOptions.MaxConnections contradict", options => { options.HttpClient = new HttpClient(new ScriptedHandler()); options.MaxConnections = 4; } },
        { "Set ClientOptions.Handler or ClientOptions.HandlerSource", options => { options.Handler = new ScriptedHandler(); options.HandlerSource = () => new ScriptedHandler(); } },
        { "Set ClientOptions.HandlerSource or ClientOptions.HttpClient", options => { options.HttpClient = new HttpClient(new ScriptedHandler()); options.HandlerSource = () => new ScriptedHandler(); } },
        { "ClientOptions.Proxy.Address is not set", options => options.Proxy = new ProxyOptions() },
        { "IsOff and ClientOptions.Proxy.Address contradict", options => options.Proxy = new ProxyOptions(new Uri("http://proxy.test")) { IsOff = true } },
        { "Address holds a user name or password", options => options.Proxy = new ProxyOptions(new Uri("http://a:b@proxy.test")) },
        { "Address has a path", options => options.Proxy = new ProxyOptions(new Uri("http://proxy.test/a")) },
        { "Proxy.UserName is not; set both", options => options.Proxy = new ProxyOptions(new Uri("http://proxy.test")) { Password = "p" } },
        { "ClientOptions.Proxy.Bypass holds 'http://a'", options => options.Proxy = new ProxyOptions(new Uri("http://proxy.test")) { Bypass = { "http://a" } } },
        { "Tls.Authorities contradict", options => { options.Tls.DangerousAcceptAnyServerCertificate = true; options.Tls.Authorities.Add(Certificate()); } },
        { "no server could be trusted", options => options.Tls.OnlyTheseAuthorities = true },
        { "has no private key", options => options.Tls.ClientCertificate = X509CertificateLoader.LoadCertificate(Certificate().RawData) },
        { "ClientChain is set and", options => options.Tls.ClientChain.Add(Certificate()) },
        { "plain http, where it has no effect", options => { options.Endpoint = new Uri("http://127.0.0.1:9"); options.Tls.ClientCertificate = Certificate(); } },
        { "HttpVersion is 3.0, which needs https", options => { options.Endpoint = new Uri("http://127.0.0.1:9"); options.HttpVersion = HttpVersion.Version30; } },
        { "ClientOptions.HttpVersion is not set; set the version too", options => options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact },
        { "ClientOptions.HttpVersion is 1.2", options => options.HttpVersion = new Version(1, 2) },
        { "ClientOptions.MaxConnections is 0", options => options.MaxConnections = 0 },
        { "ClientOptions.Application is 'a b'", options => options.Application = "a b" },
        { "follows redirects", options => options.HandlerSource = () => new SocketsHttpHandler() },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void OptionsThatContradictEachOtherAreRefusedByNameWhenTheClientIsMade(string message, Action<ClientOptions> set)
    {
        var options = new ClientOptions();
        set(options);

        var error = Assert.Throws<ArgumentException>(() => new ServiceTransport(Service, options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHandlerIsMadeAsTheOptionsSay()
    {
        using var handler = new ClientOptions
        {
            MaxConnections = 7,
            Proxy = ProxyOptions.Off,
            Timeouts = new TimeoutOptions { Connect = TimeSpan.FromSeconds(3) },
        }.CreateHandler();

        Assert.Equal((7, false, false, false, DecompressionMethods.None, TimeSpan.FromSeconds(3)), (handler.MaxConnectionsPerServer, handler.UseProxy, handler.AllowAutoRedirect, handler.UseCookies, handler.AutomaticDecompression, handler.ConnectTimeout));
    }

    [Fact]
    public async Task EachAttemptGoesToTheHandlerThatTheSourceGivesThen()
    {
        using var first = new ScriptedHandler().Answer(503);
        using var second = new ScriptedHandler().Answer(200, "ok");
        var handlers = new Queue<HttpMessageHandler>([first, first, second]);
        using var service = new TestService(options =>
        {
            options.Handler = null;
            options.HandlerSource = handlers.Dequeue;
        });

        var text = await service.CallAsync(TestService.Get);

        Assert.Equal("ok", text);
        Assert.Equal((1, 1), (first.Requests.Count, second.Requests.Count));
        service.Dispose();
        Assert.False(first.IsDisposed || second.IsDisposed);
    }

    [Theory]
    [InlineData(null, "virga/0.1", "virga/0.1")]
    [InlineData("reports/2.1", "virga/0.1", "reports/2.1 virga/0.1")]
    [InlineData("reports", null, "reports")]
    [InlineData(null, null, null)]
    public async Task TheApplicationStandsFirstInUserAgent(string? application, string? agent, string? expected)
    {
        using var service = new TestService(options =>
        {
            options.Application = application;
            options.UserAgent = agent;
        });
        service.Handler.Answer(200, "ok");

        await service.CallAsync(TestService.Get);

        Assert.Equal(expected, service.Handler.Single.Header("User-Agent"));
    }

    [Fact]
    public void NoSecretOfAProxyIsShown()
    {
        var proxy = new ProxyOptions(new Uri("http://proxy.test:3128")) { UserName = "ada", Password = "very-secret" };

        Assert.Equal("proxy http://proxy.test:3128", proxy.ToString());
    }

    [Fact]
    public async Task TheLimitOfAHttpClientIsToldAsItsOwn()
    {
        using var client = new HttpClient(new ScriptedHandler { RepeatsLast = true }.Fail(new TaskCanceledException("limit", new TimeoutException()))) { Timeout = TimeSpan.FromSeconds(7) };
        using var service = new TestService(options =>
        {
            options.HttpClient = client;
            options.Retry.MaxAttempts = 1;
        });

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Get));

        Assert.Equal(ErrorKind.Timeout, error.Kind);
        Assert.Contains("within 7 s (HttpClient.Timeout", error.Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=Test", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
