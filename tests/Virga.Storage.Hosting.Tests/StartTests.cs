using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Virga.Storage.Hosting.Tests;

/// <summary>What cannot be is told when the host starts, by the name and the place where it was written, and never with a secret.</summary>
public sealed class StartTests
{
    private const string Secret = "hush-hush-hush";

    [Theory]
    [InlineData("no URL", """ "region": "eu-1" """, "The store 'archive' has no URL. Set ObjectStores:archive:url")]
    [InlineData("bad URL", """ "url": "bucket" """, "'bucket' is no store URL")]
    [InlineData("unknown scheme", """ "url": "s4://bucket" """, "ObjectStores:archive:url: no provider is registered for 's4://bucket'; known schemes are file, mem, s3")]
    [InlineData("misspelt", """ "url": "s3://bucket", "endpiont": "x" """, "ObjectStores:archive:endpiont is no setting. Did you mean 'endpoint'?")]
    [InlineData("another tool's name", """ "url": "s3://bucket", "aws_access_key": "x" """, "ObjectStores:archive:aws_access_key is no setting. Did you mean 'access-key-id'?")]
    [InlineData("misspelt in the query", """ "url": "s3://bucket?regoin=x" """, "regoin in the query of the store URL is no setting. Did you mean 'region'?")]
    [InlineData("another provider's", """ "url": "mem://b", "endpoint": "https://a.example.org" """, "ObjectStores:archive:endpoint is not read for mem:// stores")]
    [InlineData("no size", """ "url": "s3://bucket", "PartSize": "8 apples" """, "ObjectStores:archive:PartSize is no size")]
    [InlineData("no time", """ "url": "s3://bucket", "timeout": "60" """, "ObjectStores:archive:timeout is no time")]
    [InlineData("no count", """ "url": "s3://bucket", "parallel": 0 """, "ObjectStores:archive:parallel is 0; the least is 1")]
    [InlineData("no flag", """ "url": "s3://bucket", "anonymous": "perhaps" """, "ObjectStores:archive:anonymous is neither true nor false")]
    [InlineData("no choice", """ "url": "s3://bucket", "addressing": "sideways" """, "(ObjectStores:archive:addressing) is no addressing. Write one of path, virtual-host")]
    [InlineData("a section", """ "url": "s3://bucket", "region": { "name": "x" } """, "ObjectStores:archive:region is a section")]
    [InlineData("twice", """ "url": "s3://bucket", "part-size": "8MiB", "PartSize": "9MiB" """, "are one setting. Give it once")]
    [InlineData("part too small", """ "url": "s3://bucket", "part-size": "1MiB" """, "ObjectStores:archive:part-size is 1048576 bytes; the smallest part of this provider has 5242880")]
    [InlineData("part too large", """ "url": "s3://bucket", "part-size": "6GiB" """, "the largest part of this provider has 5368709120")]
    [InlineData("virtual host of an address", """ "url": "s3://bucket", "addressing": "virtual-host", "endpoint": "https://10.0.0.1" """, "ObjectStores:archive:addressing puts the bucket before the host, and the host of ObjectStores:archive:endpoint is the address 10.0.0.1")]
    [InlineData("half a key", """ "url": "s3://bucket", "AccessKeyId": "x" """, "ObjectStores:archive:AccessKeyId is given and secret-access-key is not")]
    [InlineData("the other half", """ "url": "s3://bucket", "secret-access-key": "hush-hush-hush" """, "ObjectStores:archive:secret-access-key is given and access-key-id is not")]
    [InlineData("a token alone", """ "url": "s3://bucket", "session-token": "hush-hush-hush" """, "ObjectStores:archive:session-token is given without access-key-id")]
    [InlineData("halves of two keys", """ "url": "s3://bucket?access-key-id=x", "access-key-id": "y", "secret-access-key": "hush-hush-hush" """, "are halves of two keys")]
    [InlineData("anonymous with keys", """ "url": "s3://bucket", "anonymous": true, "access-key-id": "x", "secret-access-key": "hush-hush-hush" """, "ObjectStores:archive:anonymous asks for no credentials and ObjectStores:archive:access-key-id gives some")]
    [InlineData("anonymous with a profile", """ "url": "s3://bucket", "anonymous": true, "aws-profile": "x" """, "ObjectStores:archive:aws-profile gives some")]
    [InlineData("another's server", """ "url": "s3://bucket", "profile": "aws", "endpoint": "https://s3.example.org" """, "ObjectStores:archive:endpoint leads to s3.example.org, and the profile aws (ObjectStores:archive:profile) has a server of its own")]
    [InlineData("what a profile lacks", """ "url": "s3://bucket", "profile": "ceph", "checksums": "WhenSupported" """, "ObjectStores:archive:checksums asks for checksums, and the profile ceph (ObjectStores:archive:profile) does not take them")]
    [InlineData("unknown profile", """ "url": "s3://bucket", "profile": "wrok" """, "There is no profile 'wrok' (ObjectStores:archive:profile)")]
    [InlineData("plain http", """ "url": "s3://bucket", "endpoint": "http://s3.example.org" """, "ObjectStores:archive:endpoint is plain http")]
    [InlineData("no endpoint", """ "url": "s3://bucket", "endpoint": "s3.example.org" """, "is not an absolute http or https URL")]
    [InlineData("a region that is none", """ "url": "s3://bucket", "region": "a/b" """, "is not a region name")]
    [InlineData("a doubtful endpoint", """ "url": "s3://bucket?endpoint=https://elsewhere.example.org", "access-key-id": "x", "secret-access-key": "hush-hush-hush" """, "comes from the query of the store URL and would receive your AWS credentials")]
    public async Task WhatCannotBeIsToldAtTheStart(string what, string section, string expected)
    {
        using var app = new App($$"""{ "ObjectStores": { "archive": { {{section}} } } }""");
        app.Services.AddObjectStore("archive", app.Configuration);
        var error = await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync);
        Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralMistakesAreToldAtOnce()
    {
        using var app = new App("""{ "ObjectStores": { "a": { "url": "s3://bucket", "anonymous": true, "access-key-id": "x", "checksums": "when-supported", "profile": "moto" }, "b": { "url": "mem://b", "regoin": "x", "partsize": "1" } } }""");
        app.Services.AddObjectStore("a", app.Configuration);
        app.Services.AddObjectStore("b", app.Configuration);
        var error = await Assert.ThrowsAsync<AggregateException>(app.StartAsync);
        var failures = error.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures).ToList();
        Assert.Equal(3, failures.Count(failure => failure.StartsWith("Object store 'a': ", StringComparison.Ordinal)));
        Assert.Equal(2, failures.Count(failure => failure.StartsWith("Object store 'b': ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task APlaceInAProfileIsAFileAndALine()
    {
        using var app = new App("""{ "ObjectStores": { "archive": { "url": "s3://bucket", "profile": "work" } } }""", profiles: "profiles:\n  work:\n    region: eu-1\n    parallell: 3\n    partSize: many\n");
        app.Services.AddObjectStore("archive", app.Configuration);
        var error = await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync);
        Assert.Contains($"parallell at line 4 of {app.ProfilePath} (profile work) is no setting. Did you mean 'parallel'?", error.Message, StringComparison.Ordinal);
        Assert.Contains($"partSize at line 5 of {app.ProfilePath} (profile work) is no size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APlaceInTheEnvironmentIsAVariable()
    {
        using var app = new App("""{ "ObjectStores": { "archive": { "url": "s3://bucket" } } }""", new Dictionary<string, string> { ["AWS_ENDPOINT_URL_S3"] = "http://s3.example.org", ["VIRGA_TIMEOUT"] = "soon" });
        app.Services.AddObjectStore("archive", app.Configuration);
        Assert.Contains("the environment variable VIRGA_TIMEOUT is no time", (await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync)).Message, StringComparison.Ordinal);

        using var other = new App("""{ "ObjectStores": { "archive": { "url": "s3://bucket" } } }""", new Dictionary<string, string> { ["AWS_ENDPOINT_URL_S3"] = "http://s3.example.org" });
        other.Services.AddObjectStore("archive", other.Configuration);
        Assert.Contains("the environment variable AWS_ENDPOINT_URL_S3 is plain http", (await Assert.ThrowsAsync<OptionsValidationException>(other.StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownProfileNamesThoseOfTheFileAndOfTheProvider()
    {
        using var app = new App("""{ "ObjectStores": { "archive": { "url": "s3://bucket", "profile": "wrok" } } }""", profiles: "profiles:\n  work:\n    region: x\n  home:\n    region: x\n");
        app.Services.AddObjectStore("archive", app.Configuration);
        var message = (await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync)).Message;
        Assert.Contains($"{app.ProfilePath} has home, work; s3:// knows aws, ", message, StringComparison.Ordinal);
        Assert.Contains("ceph", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProfileFileWithSecretsThatOthersMayReadIsRefusedAtTheStart()
    {
        if (OperatingSystem.IsWindows()) return;
        using var app = new App("""{ "ObjectStores": { "archive": { "url": "s3://bucket", "profile": "work" } } }""", profiles: $"profiles:\n  work:\n    secretAccessKey: {Secret}\n");
        File.SetUnixFileMode(app.ProfilePath, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        app.Services.AddObjectStore("archive", app.Configuration);
        var error = await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync);
        Assert.Contains("chmod 600", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "profile": "aws", "endpoint": "https://bucket.vpce-1.s3.eu-1.vpce.amazonaws.com" """)]
    [InlineData(""" "endpoint": "http://s3.example.org", "anonymous": true """)]
    [InlineData(""" "endpoint": "http://s3.example.org:9000", "allowed-hosts": ["s3.example.org:9000"] """)]
    [InlineData(""" "endpoint": "http://s3.internal:9000", "allowed-hosts": "*.internal" """)]
    [InlineData(""" "endpoint": "http://s3.localhost:9000" """)]
    [InlineData(""" "endpoint": "https://10.0.0.1", "addressing": "path" """)]
    [InlineData(""" "part-size": "5MiB", "threshold": "0" """)]
    [InlineData(""" "checksums": "off", "profile": "ceph", "endpoint": "https://10.0.0.1" """)]
    public async Task WhatGoesTogetherStarts(string section)
    {
        using var app = new App($$"""{ "ObjectStores": { "archive": { "url": "s3://bucket", {{section}} } } }""");
        app.Services.AddObjectStore("archive", app.Configuration);
        using var host = await app.StartAsync();
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task WhatGoesBeforeOverrulesAndContradictsNothing()
    {
        // The profile has keys and a provider; the configuration asks for none of them.
        using var app = new App(
            """{ "ObjectStores": { "archive": { "url": "s3://bucket?profile=work", "anonymous": true, "endpoint": "https://s3.example.org" } } }""",
            new Dictionary<string, string> { ["AWS_SESSION_TOKEN"] = "left over" },
            $"profiles:\n  work:\n    access-key-id: x\n    secret-access-key: {Secret}\n    profile: aws\n");
        app.Services.AddObjectStore("archive", app.Configuration);
        using var host = await app.StartAsync();
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task ABareContainerIsAskedToAndSaysTheSame()
    {
        using var app = new App("""{ "ObjectStores": { "archive": { "url": "s3://bucket", "endpiont": "x" } } }""");
        app.Services.AddObjectStore("archive", app.Configuration);
        await using var services = app.Services.BuildServiceProvider();
        var atOpening = await Assert.ThrowsAsync<OptionsValidationException>(() => services.OpenObjectStoresAsync());
        var atAsking = Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<ObjectStore>("archive"));
        Assert.Contains("ObjectStores:archive:endpiont", atOpening.Message, StringComparison.Ordinal);
        Assert.Equal(atOpening.Message, atAsking.Message);
    }

    [Theory]
    [InlineData("anonymous=true&access-key-id=x&secret-access-key=hush-hush-hush", "asks for no credentials")]
    [InlineData("endpiont=x", "Did you mean 'endpoint'?")]
    [InlineData("part-size=1KiB", "the smallest part of this provider")]
    public async Task TheRegistryAloneSaysTheSame(string query, string expected)
    {
        using var app = new App();
        await using var services = app.Services.BuildServiceProvider();
        var error = await Assert.ThrowsAsync<SettingsException>(async () => await services.GetRequiredService<StoreRegistry>().OpenAsync("s3://bucket?" + query));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingPrintsASecret()
    {
        using var app = new App($$"""{ "s": { "secret-access-key": "{{Secret}}" } }""");
        var settings = new ObjectStoreSettings { ["secret-access-key"] = Secret, Url = "s3://bucket" };
        settings.Read(app.Configuration.GetSection("s"));
        Assert.Equal("ObjectStoreSettings(secret-access-key, url)", settings.ToString());
        Assert.Equal("the configuration section s (secret-access-key)", new Virga.Configuration.ConfigurationSettings(app.Configuration.GetSection("s")).ToString());
    }
}
