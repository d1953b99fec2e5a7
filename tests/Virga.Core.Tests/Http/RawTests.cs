using System.Text;
using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

public sealed class RawTests
{
    [Fact]
    public async Task ARawRequestIsBuiltAsItIsGivenAndCarriesTheCredentials()
    {
        using var service = Service(out var transport);
        service.Answer(201, """{ "made": [1, 2] }""", "application/json");

        using var response = await transport.SendRawAsync(
            new RawRequest(HttpMethod.Put, "/things/a%20b")
            {
                Query = [new("acl", null), new("na me", "x&y")],
                Headers = [new("Content-Type", "text/plain"), new("X-Extra", "1")],
                Body = Encoding.UTF8.GetBytes("bytes"),
            },
            null,
            default);
        using var json = await response.ReadJsonAsync();

        Assert.Equal(("PUT", "/v1/things/a%20b?acl&na%20me=x%26y", "bytes"), (service.Single.Method, service.Single.Target, service.Single.Text));
        Assert.Equal(("Bearer t", "text/plain", "1"), (service.Single.Header("Authorization"), service.Single.Header("Content-Type"), service.Single.Header("X-Extra")));
        Assert.Equal((201, 2), (response.Status, json.RootElement.GetProperty("made").GetArrayLength()));
    }

    [Fact]
    public async Task ErrorsAreReadAsTheServiceSays()
    {
        using var service = Service(out var transport);
        service.Answer(404, "<Error><Code>NoSuchThing</Code><Message>There is none.</Message></Error>", "application/xml");

        var error = await Assert.ThrowsAsync<ServiceException>(async () => await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x") { Name = "FindThing" }, null, default));

        Assert.Equal((ErrorKind.NotFound, "NoSuchThing", "FindThing"), (error.Kind, error.Code, error.Operation));
    }

    [Fact]
    public async Task AnErrorInsideASuccessIsSeenUnlessTheBodyIsStreamed()
    {
        using var service = Service(out var transport);
        const string Late = "<Error><Code>AccessDenied</Code></Error>";
        service.Answer(200, Late).Answer(200, Late);

        var error = await Assert.ThrowsAsync<ServiceException>(async () => await transport.SendRawAsync(new RawRequest(HttpMethod.Post, "/x"), null, default));
        using var streamed = await transport.SendRawAsync(new RawRequest(HttpMethod.Post, "/x") { ReadsWholeBody = false }, null, default);
        using var reader = new StreamReader(streamed.OpenBody());

        Assert.Equal(ErrorKind.AccessDenied, error.Kind);
        Assert.Equal(Late, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task ItIsRetriedAsItsMethodAllows()
    {
        using var service = Service(out var transport);
        service.Answer(503).Answer(200, "ok").Answer(500).Answer(500).Answer(200, "twice");

        using var get = await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x"), null, default);
        var post = await Assert.ThrowsAsync<ServiceException>(async () => await transport.SendRawAsync(new RawRequest(HttpMethod.Post, "/x"), null, default));
        using var repeatable = await transport.SendRawAsync(new RawRequest(HttpMethod.Post, "/x") { Idempotent = true }, null, default);

        Assert.Equal("ok", await get.ReadTextAsync());
        Assert.Equal(1, post.Attempts);
        Assert.Equal("twice", Encoding.UTF8.GetString(await repeatable.ReadBytesAsync()));
    }

    [Fact]
    public async Task ItMaySendNoCredentialsOrThoseOfAnotherScheme()
    {
        using var service = Service(out var transport);
        service.Answer(200).Answer(200);

        (await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x") { IsAnonymous = true }, null, default)).Dispose();
        (await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x") { Security = "other" }, null, default)).Dispose();
        var unknown = await Assert.ThrowsAsync<ArgumentException>(async () => await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x") { Security = "third" }, null, default));

        Assert.Null(service.Requests[0].Header("Authorization"));
        Assert.Equal("k", service.Requests[1].Header("X-Key"));
        Assert.Contains("'third'", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("https://elsewhere.test/x")]
    [InlineData("/a b")]
    [InlineData("/a?b=c")]
    [InlineData("/a#b")]
    [InlineData("/\u00e4")]
    [InlineData("")]
    public void APathThatWouldLeadElsewhereIsRefused(string path) => Assert.Throws<ArgumentException>(() => new RawRequest(HttpMethod.Get, path));

    [Fact]
    public async Task XmlIsReadWithoutDocumentTypes()
    {
        using var service = Service(out var transport);
        service.Answer(200, "<a><b>1</b></a>").Answer(200, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>").Answer(200, "{");

        using var good = await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x"), null, default);
        using var evil = await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x"), null, default);
        using var wrong = await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/x"), null, default);

        Assert.Equal("1", (await good.ReadXmlAsync()).Root!.Element("b")!.Value);
        Assert.Equal(ErrorKind.MalformedResponse, (await Assert.ThrowsAsync<VirgaException>(async () => await evil.ReadXmlAsync())).Kind);
        Assert.Equal(ErrorKind.MalformedResponse, (await Assert.ThrowsAsync<VirgaException>(async () => await wrong.ReadJsonAsync())).Kind);
    }

    private static ScriptedHandler Service(out ServiceTransport transport)
    {
        var handler = new ScriptedHandler();
        var definition = new ServiceDefinition
        {
            Name = "Test",
            ServerTemplate = "https://api.example.com/v1",
            Errors = TestService.XmlErrors,
            Schemes = [new("main", "http", "bearer", null, null, null, []), new("other", "apiKey", null, "header", "X-Key", null, [])],
        };
        transport = new ServiceTransport(definition, new ClientOptions
        {
            Handler = handler,
            Schemes = { ["main"] = new BearerAuth("t"), ["other"] = new ApiKeyAuth("X-Key", "header", "k") },
            Random = new FixedRandom(0.5),
            Retry = new RetryOptions { BaseDelay = TimeSpan.Zero },
        });
        return handler;
    }
}
