using Documents.Notes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Virga.Hosting.Tests.Vault;
using Virga.Http;
using Virga.Http.Testing;
using Virga.Testing;

namespace Virga.Hosting.Tests;

public sealed class RegistrationTests
{
    private const string Note = """{ "id": 7, "created": "2026-11-20T12:00:00Z", "title": "Milk", "state": "open" }""";

    [Fact]
    public async Task AClientIsASingletonWithOptionsOfItsSection()
    {
        using var transport = new ScriptedTransport();
        transport.Expect(HttpMethod.Get, "/v2/notes/7").WithHeader("Authorization", "Bearer from-configuration").WithHeader("User-Agent", "reports/2.1 virga/0.1").Answer(200, Note);
        var configuration = Application.Configuration(("Notes:Endpoint", "https://notes.test/v2"), ("Notes:Auth:Token", "from-configuration"), ("Notes:Application", "reports/2.1"), ("Notes:Timeouts:Connect", "3s"), ("Notes:Retry:MaxAttempts", "2"), ("Other:Key", "x"));
        await using var provider = Application.Build(services => services.AddNotesClient(configuration).ConfigurePrimaryHttpMessageHandler(() => transport));

        var client = provider.GetRequiredService<NotesClient>();
        var note = await client.GetNoteAsync(7);

        Assert.Equal("Milk", note.Title);
        Assert.Same(client, provider.GetRequiredService<NotesClient>());
        Assert.Same(client, provider.GetRequiredService<INotesClient>());
        Assert.Equal((TimeSpan.FromSeconds(3), 2), (client.Transport.Options.Timeouts.Connect, client.Transport.Options.Retry.MaxAttempts));
        transport.Verify();
    }

    [Fact]
    public async Task CodeGoesBeforeTheConfigurationAndMayAskTheContainer()
    {
        await using var provider = Application.Build(services =>
        {
            services.AddSingleton(new ApiKeyAuth("X-Key", "header", "k1"));
            services.AddNotesClient(Application.Configuration(("Endpoint", "https://a.test")).GetSection("Nothing"), options => options.Endpoint = new Uri("https://b.test"));
            services.AddVaultClient((provider, options) =>
            {
                options.Variables["tenant"] = "t1";
                options.Auth = provider.GetRequiredService<ApiKeyAuth>();
            });
        });

        Assert.Equal("https://b.test/", provider.GetRequiredService<NotesClient>().Transport.BaseAddress.AbsoluteUri);
        var vault = provider.GetRequiredService<VaultClient>();
        Assert.Equal("https://vault.example.com/t1", vault.Transport.BaseAddress.AbsoluteUri);
        Assert.IsType<ApiKeyAuth>(vault.Transport.Options.Auth);
    }

    [Fact]
    public async Task ClientsOfAKeyHaveTheirOwnOptionsAndCredentials()
    {
        var configuration = Application.Configuration(("eu:Endpoint", "https://eu.test"), ("us:Endpoint", "https://us.test"));
        await using var provider = Application.Build(services =>
        {
            services.AddKeyedNotesClient("eu", configuration);
            services.AddKeyedNotesClient("us", configuration.GetSection("us"));
            services.AddNotesClient();
            services.AddKeyedSingleton<ITokenSource>("us", (_, _) => new FixedToken("us-token"));

            // One for everybody would be sent to services that it is not for.
            services.AddSingleton<AuthScheme>(new BearerAuth("for somebody else"));
        });

        var (eu, us, plain) = (provider.GetRequiredKeyedService<NotesClient>("eu"), provider.GetRequiredKeyedService<INotesClient>("us"), provider.GetRequiredService<NotesClient>());

        Assert.Equal("eu.test", eu.Transport.BaseAddress.Host);
        Assert.Equal("us.test", ((NotesClient)us).Transport.BaseAddress.Host);
        Assert.Equal("eu.notes.example.com", plain.Transport.BaseAddress.Host);
        Assert.Null(eu.Transport.Options.Auth);
        Assert.Null(plain.Transport.Options.Auth);
        Assert.IsType<BearerAuth>(((NotesClient)us).Transport.Options.Auth);
    }

    [Fact]
    public async Task ClockAndLogsComeFromTheContainer()
    {
        var time = new FakeTimeProvider();
        using var logs = new LogRecorder();
        using var transport = new ScriptedTransport();
        transport.Expect(HttpMethod.Get, "/v1/notes/7").Answer(200, Note);
        await using var provider = Application.Build(services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddLogging(logging => logs.AddTo(logging));
            services.AddNotesClient(options => options.Auth = new BearerAuth("very-secret-token")).ConfigurePrimaryHttpMessageHandler(() => transport);
        });

        var client = provider.GetRequiredService<NotesClient>();
        await client.GetNoteAsync(7, options: new CallOptions { Query = [new("X-Amz-Signature", "also-secret")] });

        Assert.Same(time, client.Transport.Options.TimeProvider);
        Assert.Contains(logs.Lines, line => line.StartsWith("Virga.Http.Notes", StringComparison.Ordinal));
        Assert.All(logs.Lines, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("System.Net.Http.HttpClient", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HandlersOfTheBuilderSeeEveryAttempt()
    {
        using var transport = new ScriptedTransport(new FakeTimeProvider());
        transport.Expect(HttpMethod.Get, "/v1/notes/7").Answer(503).Times(2);
        transport.Expect(HttpMethod.Get, "/v1/notes/7").Answer(200, Note);
        var counter = new Counting();
        await using var provider = Application.Build(services => services
            .AddNotesClient(options =>
            {
                options.Auth = new BearerAuth("t");
                options.Retry.BaseDelay = TimeSpan.Zero;
            })
            .ConfigurePrimaryHttpMessageHandler(() => transport)
            .AddHttpMessageHandler(() => counter));

        await provider.GetRequiredService<NotesClient>().GetNoteAsync(7);

        Assert.Equal(3, counter.Count);
    }

    [Fact]
    public async Task AHandlerThatFollowsRedirectsIsRefusedByName()
    {
        await using var provider = Application.Build(services => services.AddNotesClient(_ => { }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = true }));

        var error = Assert.Throws<ArgumentException>(() => provider.GetRequiredService<NotesClient>());

        Assert.Contains("AllowAutoRedirect", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheHandlerOfAClientFollowsNoRedirectAndKeepsNoCookie()
    {
        await using var server = LoopbackServer.Start(async connection =>
        {
            while (await connection.ReadHeadAsync() is { Length: > 0 } head)
            {
                if (head.Contains("Cookie", StringComparison.Ordinal)) await connection.AnswerAsync(500);
                else await connection.AnswerAsync(302, "", "Location: /elsewhere\r\nSet-Cookie: a=b\r\n");
            }
        });
        await using var provider = Application.Build(services => services.AddNotesClient(options =>
        {
            options.Endpoint = server.Address;
            options.Auth = new BearerAuth("t");
        }));

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<ServiceException>(async () => await provider.GetRequiredService<NotesClient>().GetNoteAsync(7));
            Assert.Equal(302, error.Status);
        }
    }

    [Fact]
    public async Task AHandlerOfOnesOwnTakesThePlaceOfTheFactory()
    {
        using var transport = new ScriptedTransport();
        transport.Expect(HttpMethod.Get, "/v1/notes/7").Answer(200, Note);
        await using var provider = Application.Build(services => services.AddNotesClient(options =>
        {
            options.Handler = transport;
            options.Auth = new BearerAuth("t");
        }).ConfigurePrimaryHttpMessageHandler(() => throw new InvalidOperationException("The factory was asked.")));

        Assert.Equal(7, (await provider.GetRequiredService<NotesClient>().GetNoteAsync(7)).Id);
    }

    [Fact]
    public async Task TheContainerEndsTheClientAndNotTheHandlersOfOthers()
    {
        var transport = new ScriptedTransport();
        NotesClient client;
        await using (var provider = Application.Build(services => services.AddNotesClient(options =>
        {
            options.Handler = transport;
            options.Auth = new BearerAuth("t");
        })))
        {
            client = provider.GetRequiredService<NotesClient>();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.GetNoteAsync(7));
        transport.Expect(HttpMethod.Get, "/").Answer(204);
        using var invoker = new HttpMessageInvoker(transport);
        using var answer = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://a.test/"), default);
        Assert.Equal(204, (int)answer.StatusCode);
    }

    [Fact]
    public async Task AHostThatStartsTellsEveryWrongValueByItsKeyAndNoSecret()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Notes:Timeouts:Connect"] = "10",
            ["Notes:Timeouts:ReadIdel"] = "5s",
            ["Notes:Retry:MaxAttempts"] = "many",
            ["Notes:MaxBufferedResponse"] = "8 apples",
            ["Notes:Endpoint"] = "notes.test",
            ["Notes:HttpVersionPolicy"] = "Whatever",
            ["Notes:Profile"] = "attic",
            ["Notes:Tls:Authorities:0"] = "missing-file.pem",
            ["Notes:Auth:Key"] = "very-secret",
            ["Notes:Color"] = "red",
        });
        builder.Services.AddNotesClient(builder.Configuration);
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(10, error.Failures.Count());
        foreach (var key in new[] { "Timeouts:Connect is '10'", "Timeouts:ReadIdel is not known", "Retry:MaxAttempts is 'many'", "MaxBufferedResponse is '8 apples'", "Endpoint is no absolute URL", "HttpVersionPolicy is 'Whatever'", "Profile is set", "Tls:Authorities cannot be used", "Auth:Key is set", "Color is not known" })
            Assert.Contains(error.Failures, failure => failure.StartsWith("Notes: Notes:" + key, StringComparison.Ordinal));
        Assert.DoesNotContain("very-secret", error.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> Contradictions => new()
    {
        { "Timeouts:Connect", "0s", "ClientOptions.Timeouts.Connect (Notes:Timeouts:Connect) is 00:00:00", "" },
        { "Endpoint", "http://notes.test/?a=b", "ClientOptions.Endpoint (Notes:Endpoint) has a query", "" },
        { "Endpoint", "https://user:pass-word@notes.test/", "ClientOptions.Endpoint (Notes:Endpoint) holds a user name or password", "pass-word" },
        { "Proxy:Address", "ftp://proxy.test", "ClientOptions.Proxy.Address (Notes:Proxy:Address) must be", "" },
        { "Tls:OnlyTheseAuthorities", "true", "ClientOptions.Tls.OnlyTheseAuthorities (Notes:Tls:OnlyTheseAuthorities) is set", "" },
        { "HttpVersion", "4", "ClientOptions.HttpVersion (Notes:HttpVersion) is 4.0", "" },
        { "MaxConnections", "0", "ClientOptions.MaxConnections", "" },
        { "Application", "two words", "ClientOptions.Application (Notes:Application) is 'two words'", "" },
        { "AllowedHosts:0", "https://a.test", "ClientOptions.AllowedHosts (Notes:AllowedHosts) holds", "" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task AHostThatStartsTellsWhatCannotBeByOptionAndKey(string key, string value, string message, string hidden)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Notes:" + key] = value });
        builder.Services.AddNotesClient(builder.Configuration);
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(message, Assert.Single(error.Failures), StringComparison.Ordinal);
        if (hidden.Length > 0) Assert.DoesNotContain(hidden, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingVariableOfTheAddressIsToldAtTheStart()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddNotesClient(options => options.Schemes["tokn"] = new BearerAuth("t"));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("'tokn'", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileWithoutACertificateIsToldByItsKey()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Virga.Hosting.Tests.runtimeconfig.json");
        await using var provider = Application.Build(services => services.AddNotesClient(Application.Configuration(("Notes:Tls:Authorities", file))));

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<NotesClient>());

        Assert.Contains("Notes:Tls:Authorities cannot be used", error.Message, StringComparison.Ordinal);
        Assert.Contains("holds no certificate", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth:Key", "k1", typeof(ApiKeyAuth))]
    [InlineData("Auth:Anonymous", "true", null)]
    public async Task CredentialsOfTheConfigurationFollowTheSchemesOfTheSpec(string key, string value, Type? type)
    {
        await using var provider = Application.Build(services => services.AddVaultClient(Application.Configuration(("Vault:" + key, value), ("Vault:Variables:tenant", "t"))));

        var auth = provider.GetRequiredService<VaultClient>().Transport.Options.Auth;

        if (type is null) Assert.Same(AuthScheme.Anonymous, auth);
        else Assert.IsType(type, auth);
    }

    [Fact]
    public async Task ClientCredentialsStandInTheConfiguration()
    {
        await using var provider = Application.Build(services => services.AddVaultClient(Application.Configuration(
            ("Vault:Schemes:machine:ClientId", "me"), ("Vault:Schemes:machine:ClientSecret", "s"), ("Vault:Schemes:machine:Scopes", "read, write"), ("Vault:Schemes:machine:TokenEndpoint", "https://id.test/t"), ("Vault:Schemes:machine:TokenParameters:audience", "a"), ("Vault:Variables:tenant", "t"))));

        var auth = Assert.IsType<ClientCredentialsAuth>(provider.GetRequiredService<VaultClient>().Transport.Options.Schemes["machine"]);

        Assert.Equal((2, "https://id.test/t", "a"), (auth.Scopes.Count, auth.TokenEndpoint!.ToString(), auth.Parameters["audience"]));
    }

    [Fact]
    public async Task AClientIdWithoutASecretIsToldByItsKey()
    {
        await using var provider = Application.Build(services => services.AddVaultClient(Application.Configuration(("Vault:Schemes:machine:ClientId", "me-myself"), ("Vault:Variables:tenant", "t"))));

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<VaultClient>());

        Assert.Contains("Vault:Schemes:machine:ClientSecret is missing", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("me-myself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CredentialsOfOneSchemeOfSeveralStandUnderItsKey()
    {
        await using var provider = Application.Build(services => services.AddVaultClient(Application.Configuration(("Vault:Schemes:user:User", "ada"), ("Vault:Schemes:user:Password", "p"), ("Vault:Schemes:key:Key", "k"), ("Vault:Variables:tenant", "t"))));

        var schemes = provider.GetRequiredService<VaultClient>().Transport.Options.Schemes;

        Assert.IsType<BasicAuth>(schemes["user"]);
        Assert.IsType<ApiKeyAuth>(schemes["key"]);
    }

    private sealed class FixedToken(string token) : ITokenSource
    {
        public ValueTask<AccessToken> GetTokenAsync(bool renew, CancellationToken cancellationToken) => new(new AccessToken(token, null));
    }

    private sealed class Counting : DelegatingHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
