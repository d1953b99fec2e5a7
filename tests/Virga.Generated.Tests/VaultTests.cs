using Virga.Generated.Tests.Vault;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>Security schemes: alternatives, several at once, and tokens by client credentials.</summary>
public sealed class VaultTests
{
    private const string Token = """{"access_token":"t1","token_type":"Bearer","expires_in":600}""";

    [Fact]
    public async Task ATokenIsFetchedOnceAndKeptUntilItExpires()
    {
        var time = new FakeTimeProvider();
        var handler = new ScriptedHandler().Answer(200, Token, "application/json").Answer(204).Answer(204).Answer(200, Token.Replace("t1", "t2", StringComparison.Ordinal), "application/json").Answer(204);
        using var client = Client(handler, options => options.Auth = new ClientCredentialsAuth("me:1", "s p&ce") { Scopes = ["read", "write"] }, time);

        await client.ListItemsAsync();
        await client.ListItemsAsync();
        time.Advance(TimeSpan.FromSeconds(545));
        await client.ListItemsAsync();

        var token = handler.Requests[0];
        Assert.Equal(("POST", "/token", "grant_type=client_credentials&scope=read+write"), (token.Method, token.Target, token.Text));
        Assert.Equal("Basic " + Convert.ToBase64String("me%3A1:s+p%26ce"u8), token.Header("Authorization"));
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], new[] { 1, 2, 4 }.Select(at => handler.Requests[at].Header("Authorization")));
    }

    [Fact]
    public async Task ManyCallsWaitForOneToken()
    {
        var gate = new TaskCompletionSource();
        var handler = new ScriptedHandler { RepeatsLast = true }.ThenAsync(async (_, _) =>
        {
            await gate.Task;
            return ScriptedHandler.Response(200, new StringContent(Token));
        }).Answer(204);
        using var client = Client(handler, options => options.Auth = new ClientCredentialsAuth("me", "secret"));

        var calls = Enumerable.Range(0, 20).Select(_ => client.ListItemsAsync().AsTask()).ToArray();
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Single(handler.Requests, request => request.Target == "/token");
        Assert.Equal(21, handler.Requests.Count);
    }

    [Fact]
    public async Task ATokenThatIsRefusedIsRenewedOnce()
    {
        var handler = new ScriptedHandler().Answer(200, Token).Answer(401).Answer(200, Token.Replace("t1", "t2", StringComparison.Ordinal)).Answer(204);
        using var client = Client(handler, options =>
        {
            options.Auth = new ClientCredentialsAuth("me", "secret");
            options.Retry = new RetryOptions { MaxAttempts = 2 };
        });

        await client.ListItemsAsync();

        Assert.Equal("Bearer t2", handler.Requests[3].Header("Authorization"));
    }

    [Fact]
    public async Task TheDiscoveryDocumentNamesTheTokenEndpoint()
    {
        var handler = new ScriptedHandler().Answer(200, """{"issuer":"https://id.example.com","token_endpoint":"https://id.example.com/oauth/token"}""").Answer(200, Token).Answer(204);
        using var client = Client(handler, options => options.Auth = new ClientCredentialsAuth("me", "secret") { SecretInBody = true, Parameters = new Dictionary<string, string> { ["audience"] = "a/b" } });

        await client.AddItemAsync();

        Assert.Equal(["/.well-known/openid-configuration", "/oauth/token", "/items"], handler.Requests.Select(request => request.Target));
        Assert.Null(handler.Requests[0].Header("Authorization"));
        Assert.Null(handler.Requests[1].Header("Authorization"));
        Assert.Equal("grant_type=client_credentials&audience=a%2Fb&client_id=me&client_secret=secret", handler.Requests[1].Text);
    }

    [Theory]
    [InlineData("https://elsewhere.example/token")]
    [InlineData("http://id.example.com/token")]
    public async Task ADiscoveryDocumentLeadsNowhereElse(string endpoint)
    {
        var handler = new ScriptedHandler().Answer(200, $$"""{"token_endpoint":"{{endpoint}}"}""");
        using var client = Client(handler, options => options.Auth = new ClientCredentialsAuth("me", "secret"));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await client.AddItemAsync());

        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"secret1 is wrong"}""", ErrorKind.Unauthenticated, "(invalid_client)")]
    [InlineData(400, """{"error":"secret1 IS WRONG"}""", ErrorKind.Unauthenticated, "400")]
    [InlineData(503, "<html>", ErrorKind.Unavailable, "503")]
    [InlineData(302, "", ErrorKind.Unauthenticated, "302")]
    [InlineData(200, "secret1", ErrorKind.MalformedResponse, "no JSON")]
    [InlineData(200, """{"access_token":"a\nb"}""", ErrorKind.MalformedResponse, "access_token")]
    [InlineData(200, """{"access_token":"a","token_type":"mac"}""", ErrorKind.MalformedResponse, "bearer")]
    [InlineData(200, "[]", ErrorKind.MalformedResponse, "access_token")]
    public async Task WhatTheTokenEndpointRefusesIsTold(int status, string body, ErrorKind kind, string text)
    {
        var handler = new ScriptedHandler().Answer(status, body);
        using var client = Client(handler, options => options.Auth = new ClientCredentialsAuth("me", "secret1"));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await client.ListItemsAsync());

        Assert.Equal(kind, error.Kind);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerWithoutEndIsCutOff()
    {
        var handler = new ScriptedHandler().Answer(200, new byte[2 * 1024 * 1024]);
        using var client = Client(handler, options => options.Auth = new ClientCredentialsAuth("me", "secret"));
        Assert.Equal(ErrorKind.MalformedResponse, (await Assert.ThrowsAsync<VirgaException>(async () => await client.ListItemsAsync())).Kind);
    }

    [Fact]
    public async Task TheAlternativeThatHasCredentialsIsTaken()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = Client(handler, options =>
        {
            options.Auth = null;
            options.Schemes["key"] = new ApiKeyAuth("X-Key", "header", "k");
            options.Schemes["session"] = new ApiKeyAuth("sid", "cookie", "a b");
        });

        await client.ListItemsAsync();

        Assert.Equal((null, "k", "sid=a%20b"), (handler.Single.Header("Authorization"), handler.Single.Header("X-Key"), handler.Single.Header("Cookie")));
    }

    [Fact]
    public async Task WhatIsMissingIsNamedAndWhatIsOptionalLeftOut()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(204);
        using var client = Client(handler, options =>
        {
            options.Auth = null;
            options.Schemes["key"] = new ApiKeyAuth("X-Key", "header", "k");
        });

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await client.ListItemsAsync());
        await client.ClearItemsAsync();
        await client.CheckHealthAsync();

        Assert.Contains("machine, or key and session", error.Message, StringComparison.Ordinal);
        Assert.Equal([null, null], handler.Requests.Select(request => request.Header("X-Key")));
    }

    private static VaultClient Client(ScriptedHandler handler, Action<ClientOptions> configure, TimeProvider? time = null)
    {
        var options = Clients.Over(handler, time);
        configure(options);
        return new VaultClient(options);
    }
}
