using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

public sealed class TrustTests
{
    private static readonly string[] SecretHeaders = ["Authorization", "x-amz-security-token", "X-Auth-Token", "x-api-key"];

    public static TheoryData<string> Schemes => ["bearer", "header-key", "query-key", "sigv4-like", "swift-like"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task RedirectsAreErrorsThatNameTheHostAndAreNotFollowed(string scheme)
    {
        using var service = With(scheme);
        service.Handler.Answer(307, "", null, ("Location", "https://other.example.net/thing?token=abc"));

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Secured()));

        Assert.Single(service.Handler.Requests);
        Assert.Contains("other.example.net", error.Message);
        Assert.DoesNotContain("abc", error.Message);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task ForeignPagePollAndSessionAddressesGetNoCredentials(string scheme)
    {
        using var service = With(scheme);
        using var session = new Session("pod", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Url"] = "https://evil.test" }, null)), [], service.Time);

        foreach (var url in new[] { "https://evil.test/next?page=2", "https://evil.test/poll", "//evil.test/x", "https://api.example.com.evil.test/", "https://api.example.com@evil.test/", "https://api.example.com:444/x", "https://evil.test#@api.example.com/" })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => service.CallAsync(TestService.Secured(), request => request.Server("next", url)));
        }

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Secured(), request => request.Server("next", "https://evil.test/next?page=2")));
        var bySession = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Secured(), request =>
        {
            request.Server(session, "Url");
            request.Path("/thing");
        }));

        Assert.Empty(service.Handler.Requests);
        Assert.Equal([ErrorKind.Untrusted, ErrorKind.Untrusted], [error.Kind, bySession.Kind]);
        Assert.Contains("evil.test", error.Message);
        Assert.Contains("AllowedHosts", error.Message);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task OwnTrustedAllowedAndLoopbackAddressesGetThem(string scheme)
    {
        using var service = With(scheme, options => options.AllowedHosts.Add("allowed.test:8443"), trusted: ["*.trusted.test"]);
        foreach (var url in new[] { "https://api.example.com/next?page=2", "/relative?page=3", "https://a.trusted.test/x", "https://allowed.test:8443/x", "http://127.0.0.1:9000/x", "http://localhost/x", "http://[::1]:80/x" })
        {
            service.Handler.Answer(200, "ok");
            await service.CallAsync(TestService.Secured(), request => request.Server("next", url));
        }

        Assert.Equal(7, service.Handler.Requests.Count);
        Assert.All(service.Handler.Requests, request => Assert.True(HasSecret(request), request.Uri.ToString()));
        Assert.StartsWith("/next?page=2", service.Handler.Requests[0].Target);
        Assert.StartsWith("https://api.example.com/relative?page=3", service.Handler.Requests[1].Uri.OriginalString);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task SuffixPatternsDoNotMatchTheSuffixItselfOrOtherNames(string scheme)
    {
        using var service = With(scheme, trusted: ["*.trusted.test"]);
        foreach (var url in new[] { "https://trusted.test/x", "https://nottrusted.test/x", "https://trusted.test.evil.test/x" })
        {
            var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Secured(), request => request.Server("next", url)));
            Assert.Equal(ErrorKind.Untrusted, error.Kind);
        }

        Assert.Empty(service.Handler.Requests);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task PlainHttpNeedsLoopbackOrAHostAllowedByName(string scheme)
    {
        using var refused = With(scheme, options => options.Endpoint = new Uri("http://ceph.local:7480"));
        using var allowed = With(scheme, options =>
        {
            options.Endpoint = new Uri("http://ceph.local:7480");
            options.AllowedHosts.Add("ceph.local");
        });
        allowed.Handler.Answer(200, "ok");

        var error = await Assert.ThrowsAsync<VirgaException>(() => refused.CallAsync(TestService.Secured()));
        await allowed.CallAsync(TestService.Secured());

        Assert.Empty(refused.Handler.Requests);
        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Contains("plain http", error.Message);
        Assert.True(HasSecret(allowed.Handler.Single));
    }

    [Fact]
    public async Task ForeignAddressesAreFineWithoutCredentials()
    {
        using var service = With("bearer");
        service.Handler.Answer(200, "ok");

        await service.CallAsync(TestService.Get, request => request.Server("upload", "https://bucket.elsewhere.test/part?sig=abc"));

        Assert.Equal("https://bucket.elsewhere.test/part?sig=abc", service.Handler.Single.Uri.OriginalString);
        Assert.False(HasSecret(service.Handler.Single));
    }

    [Fact]
    public async Task SessionHeadersAreCredentialsToo()
    {
        using var service = new TestService();
        using var session = new Session("keystone", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Token"] = "T" }, null)), [], service.Time);

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Get, request =>
        {
            request.Server("next", "https://evil.test/x");
            request.Header(session, "Token", "X-Auth-Token");
        }));

        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Empty(service.Handler.Requests);
    }

    [Theory]
    [InlineData("header-key")]
    [InlineData("query-key")]
    [InlineData("sigv4-like")]
    [InlineData("swift-like")]
    public void AHttpClientIsRefusedWhenCredentialsAreOutsideAuthorization(string scheme)
    {
        using var handler = new ScriptedHandler();
        using var client = new HttpClient(handler);

        var error = Assert.Throws<ArgumentException>(() => With(scheme, options => options.HttpClient = client));

        Assert.Contains("HttpClient", error.Message);
    }

    [Fact]
    public async Task AHttpClientIsAskedForHeadersOnlyAndIsNotDisposed()
    {
        using var body = new StallingStream("abc"u8.ToArray());
        using var handler = new ScriptedHandler().Answer(200, body);
        using var client = new HttpClient(handler);
        using var service = With("bearer", options => options.HttpClient = client);

        using var response = await service.Transport.Begin(TestService.Stream, null).SendAsync(CancellationToken.None);
        var buffer = new byte[3];
        await using var stream = response.OpenBody();
        await stream.ReadExactlyAsync(buffer);
        service.Dispose();

        Assert.Equal("abc"u8.ToArray(), buffer);
        Assert.False(handler.IsDisposed);
    }

    [Fact]
    public void HandlersThatFollowRedirectsAreRefusedThroughAChain()
    {
        using var inner = new SocketsHttpHandler();
        using var chain = new PassingHandler { InnerHandler = inner };
        Assert.Contains("AllowAutoRedirect", Assert.Throws<ArgumentException>(() => new TestService(o => o.Handler = chain)).Message);

        inner.AllowAutoRedirect = false;
        using var service = new TestService(o => o.Handler = chain);
        Assert.NotNull(service.Transport);
    }

    [Fact]
    public async Task MissingCredentialsAreNamed()
    {
        using var service = new TestService();

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Secured()));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains("\"auth\"", error.Message);
    }

    private static TestService With(string scheme, Action<ClientOptions>? configure = null, IReadOnlyList<string>? trusted = null) => new(
        options =>
        {
            options.Auth = scheme switch
            {
                "bearer" => new BearerAuth("bearer-secret"),
                "header-key" => new ApiKeyAuth("x-api-key", "header", "key-secret"),
                "query-key" => new ApiKeyAuth("api_key", "query", "key-secret"),
                _ => new TokenHeaderAuth(signs: scheme == "sigv4-like"),
            };
            configure?.Invoke(options);
        },
        trusted: trusted);

    private static bool HasSecret(RecordedRequest request) => SecretHeaders.Any(name => request.Header(name) is not null) || request.Uri.Query.Contains("key-secret", StringComparison.Ordinal);

    private sealed class PassingHandler : DelegatingHandler;
}
