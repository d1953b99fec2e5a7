using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Virga.Http;
using Virga.Parity;
using Virga.Storage.Driver;

namespace Virga.Storage.Hosting.Tests;

/// <summary>One table of keys: each is sent through every source and must do the same.</summary>
public sealed class KeyTests
{
    // The settings of one row stand together, because some are worth nothing alone.
    private static readonly (string Row, (string Name, string Value)[] Settings, string[] Variables)[] Rows =
    [
        ("endpoint", [("endpoint", "http://127.0.0.1:7001")], ["AWS_ENDPOINT_URL_S3"]),
        ("region", [("region", "eu-central-2")], ["AWS_REGION"]),
        ("profile", [("profile", "wasabi")], []),
        ("account-id", [("profile", "cloudflare-r2"), ("account-id", "f00d")], []),
        ("access-key-id", [("access-key-id", "OWNKEY"), ("secret-access-key", "own-secret")], ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]),
        ("session-token", [("access-key-id", "OWNKEY"), ("secret-access-key", "own-secret"), ("session-token", "own-token")], ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]),
        ("aws-profile", [("aws-profile", "other")], []),
        ("anonymous", [("anonymous", "yes")], []),
        ("addressing", [("addressing", "path")], []),
        ("checksums", [("checksums", "when-required")], []),
        ("connect-timeout", [("connect-timeout", "1500ms")], []),
        ("response-timeout", [("response-timeout", "2m")], []),
        ("read-timeout", [("read-timeout", "7s")], []),
        ("timeout", [("timeout", "1h")], []),
        ("max-attempts", [("max-attempts", "2")], []),
        ("part-size", [("part-size", "16MiB")], []),
        ("threshold", [("threshold", "1MiB")], []),
        ("parallel", [("parallel", "9")], []),
        ("resumes", [("resumes", "0")], []),
        ("parallel-deletes", [("parallel-deletes", "3")], []),
        ("abort-timeout", [("abort-timeout", "9s")], []),
    ];

    public static TheoryData<string> RowNames() => new(Rows.Select(row => row.Row));

    [Theory]
    [MemberData(nameof(RowNames))]
    [Parity("CB-24")]
    public async Task ASettingDoesTheSameFromEverySource(string row)
    {
        var (_, settings, variables) = Rows.Single(r => r.Row == row);
        var url = StoreSettings.All.Any(description => description.Name == row) ? "seen://bucket" : "s3://bucket";
        var without = await EffectAsync(url);
        var fromCode = await EffectAsync(url, code: settings);
        Assert.NotEqual(without, fromCode);

        var effects = new Dictionary<string, string>
        {
            ["configuration"] = await EffectAsync(url, json: settings),
            ["configuration in Pascal case"] = await EffectAsync(url, json: Written(settings, Pascal)),
            ["configuration in camel case"] = await EffectAsync(url, json: Written(settings, name => char.ToLowerInvariant(Pascal(name)[0]) + Pascal(name)[1..])),
            ["configuration with underscores"] = await EffectAsync(url, json: Written(settings, name => name.Replace('-', '_').ToUpperInvariant())),
            ["environment"] = await EffectAsync(url, environment: Written(settings, name => "VIRGA_" + name.Replace('-', '_').ToUpperInvariant())),
            ["profile"] = await EffectAsync(url, profile: settings),
            ["profile in camel case"] = await EffectAsync(url, profile: Written(settings, name => char.ToLowerInvariant(Pascal(name)[0]) + Pascal(name)[1..])),
            ["query"] = await EffectAsync(url, query: settings),
        };
        if (variables.Length > 0) effects["the provider's own variables"] = await EffectAsync(url, environment: [.. settings.Zip(variables, (setting, variable) => (variable, setting.Value))]);
        Assert.All(effects, effect => Assert.True(effect.Value == fromCode, $"From {effect.Key}:\n{effect.Value}\nand not:\n{fromCode}"));
    }

    [Fact]
    public void TheRowsAreAllThatAnS3StoreReads()
    {
        // 'url' and 'allowed-hosts' have tests of their own: neither is taken from the query of a URL.
        var tested = Rows.SelectMany(row => row.Settings).Select(setting => setting.Name).Distinct();
        var read = StoreSettings.All.Concat(Virga.Aws.S3.S3Settings.All).Select(description => description.Name);
        Assert.Equal(read.Except(["url", "allowed-hosts"]).Order(), tested.Order());
    }

    [Theory]
    [InlineData("eu-west-1", "eu-west-2", "eu-west-3", "eu-west-1")]
    [InlineData(null, "eu-west-2", "eu-west-3", "eu-west-2")]
    [InlineData(null, null, "eu-west-3", "eu-west-3")]
    [InlineData(null, null, null, "us-east-1")]
    public async Task TheFirstThatSaysIt(string? argument, string? environment, string? profile, string expected)
    {
        var effect = await EffectAsync(
            json: argument is null ? [] : [("Region", argument)],
            environment: environment is null ? [] : [("AWS_REGION", environment)],
            profile: profile is null ? [] : [("region", profile)]);
        Assert.Contains($"region={expected}\n", effect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodeGoesBeforeTheConfigurationAndTheQueryOfTheUrlBeforeBoth()
    {
        Assert.Contains("attempts=1\n", await EffectAsync(code: [("max-attempts", "1")], json: [("max-attempts", "2")]), StringComparison.Ordinal);
        Assert.Contains("attempts=3\n", await EffectAsync(code: [("max-attempts", "1")], query: [("max-attempts", "3")]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("environment")]
    [InlineData("profile")]
    public async Task TheUrlToo(string source)
    {
        (string, string)[] url = [("url", "s3://from-" + source)];
        var effect = await EffectAsync(url: null, json: source == "json" ? url : [], environment: source == "environment" ? [("VIRGA_URL", url[0].Item2)] : [], profile: source == "profile" ? url : []);
        Assert.Contains($"bucket=from-{source}\n", effect, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("json")]
    [InlineData("environment")]
    [InlineData("profile")]
    public async Task AllowedHostsOpenTheWayForAnEndpointOfTheUrlAndAListMayBeWritten(string source)
    {
        (string, string)[] hosts = [("allowed-hosts", "a.example.org,b.example.org")];
        var effect = await EffectAsync(
            query: [("endpoint", "https://b.example.org")],
            code: source == "code" ? hosts : [],
            json: source == "json" ? [("AllowedHosts:0", "a.example.org"), ("AllowedHosts:1", "b.example.org")] : [],
            environment: source == "environment" ? [("VIRGA_ALLOW_HOSTS", hosts[0].Item2)] : [],
            profile: source == "profile" ? [("allowed-hosts", "[a.example.org, b.example.org]")] : []);
        Assert.Contains("endpoint=https://b.example.org/\n", effect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProfileOfTheFileIsNamedInTheConfigurationTheEnvironmentOrTheUrl()
    {
        const string profiles = "profiles:\n  work:\n    region: eu-central-2\n    profile: wasabi\n";
        foreach (var (json, variable, query) in new[] { ("\"profile\": \"work\"", null, ""), ("", "work", ""), ("", null, "?profile=work"), ("\"profile\": \"ceph\"", "ceph", "?Profile=work") })
        {
            ClientOptions? seen = null;
            var environment = variable is null ? [] : new Dictionary<string, string> { ["VIRGA_PROFILE"] = variable };
            using var app = new App($$"""{ "ObjectStores": { "s": { "url": "s3://bucket{{query}}"{{(json.Length == 0 ? "" : ", " + json)}} } } }""", environment, profiles, client: options => seen = options);
            app.Services.AddObjectStore("s", app.Configuration);
            using var host = await app.StartAsync();
            Assert.Equal(("eu-central-2", "wasabi"), (seen!.Variables["region"], seen.Profile!.Name));
            await host.StopAndDisposeAsync();
        }
    }

    [Fact]
    public async Task KeysComeFromOneSourceAsAWhole()
    {
        var effect = await EffectAsync(
            environment: [("AWS_ACCESS_KEY_ID", "ENVKEY"), ("AWS_SECRET_ACCESS_KEY", "env-secret")],
            profile: [("access-key-id", "PROFILEKEY"), ("secret-access-key", "profile-secret"), ("session-token", "profile-token")]);
        Assert.Contains("key=ENVKEY", effect, StringComparison.Ordinal);
        Assert.DoesNotContain("profile-token", effect, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Written((string Name, string Value)[] settings, Func<string, string> write) => [.. settings.Select(setting => (write(setting.Name), setting.Value))];

    private static string Pascal(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>What a store was opened with, as text.</summary>
    private static async Task<string> EffectAsync(
        string? url = "s3://bucket",
        (string Name, string Value)[]? code = null,
        (string Name, string Value)[]? json = null,
        (string Name, string Value)[]? environment = null,
        (string Name, string Value)[]? profile = null,
        (string Name, string Value)[]? query = null)
    {
        ClientOptions? client = null;
        var seen = new SeeingProvider();
        var variables = (environment ?? []).ToDictionary(v => v.Name, v => v.Value);
        var profiles = profile is { Length: > 0 } ? "default: p\nprofiles:\n  p:\n" + string.Concat(profile.Select(setting => $"    {setting.Name}: {setting.Value}\n")) : null;
        using var app = new App("{}", variables, profiles, registry => registry.Add(seen), options => client = options);
        var aws = Path.Combine(app.Folder, ".aws");
        Directory.CreateDirectory(aws);
        await File.WriteAllTextAsync(Path.Combine(aws, "credentials"), "[default]\naws_access_key_id=FILEKEY\naws_secret_access_key=s\n[other]\naws_access_key_id=OTHERKEY\naws_secret_access_key=s\n");
        foreach (var (name, value) in json ?? []) app.Builder.Configuration[$"ObjectStores:s:{name}"] = value;
        app.Services.AddObjectStore("s", settings =>
        {
            if (url is not null) settings.Url = url + (query is { Length: > 0 } ? "?" + string.Join('&', query.Select(setting => $"{setting.Name}={Uri.EscapeDataString(setting.Value)}")) : "");
            foreach (var (name, value) in code ?? []) settings[name] = value;
            settings.Read(app.Configuration.GetSection("ObjectStores:s"));
        });
        using var host = await app.StartAsync();
        var store = host.Store("s");
        var signed = await SignedAsync(store);
        var effect = client is null ? $"{seen.Contexts[^1].Options}" : string.Create(CultureInfo.InvariantCulture, $"""
            bucket={store.Bucket}
            endpoint={client.Endpoint}
            region={client.Variables["region"]}
            profile={client.Profile!.Name}
            addressing={client.Addressing}
            checksums={client.Checksums}
            timeouts={client.Timeouts.Connect} {client.Timeouts.ResponseHeaders} {client.Timeouts.ReadIdle} {client.Timeouts.Overall}
            attempts={client.Retry.MaxAttempts}
            {signed}

            """);
        await host.StopAndDisposeAsync();
        return effect;
    }

    private static async Task<string> SignedAsync(ObjectStore store)
    {
        try
        {
            var signed = await store.PresignAsync("k", PresignKind.Get, TimeSpan.FromMinutes(1));
            if (signed.Url.Query.Length == 0) return "unsigned";
            var query = signed.Url.Query.TrimStart('?').Split('&').ToDictionary(pair => pair.Split('=')[0], pair => Uri.UnescapeDataString(pair.Split('=')[1]), StringComparer.Ordinal);
            return $"key={query["X-Amz-Credential"].Split('/')[0]} token={query.GetValueOrDefault("X-Amz-Security-Token")}";
        }
        catch (VirgaException e)
        {
            return $"unsigned: {e.Kind}";
        }
    }
}
