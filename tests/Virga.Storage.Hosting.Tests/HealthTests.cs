using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Virga.Local;
using Virga.Testing;

namespace Virga.Storage.Hosting.Tests;

public sealed class HealthTests
{
    private const string Secret = "hush-hush-hush";

    [Fact]
    public async Task ABucketThatAnswersIsHealthyAndAskedWithOneRequest()
    {
        await using var cloud = await LocalCloud.StartAsync();
        using var app = AppOn(cloud, cloud.SecretAccessKey);
        app.Services.AddHealthChecks().AddObjectStore("archive");
        using var host = await app.StartAsync();
        await using var account = await host.Services.GetRequiredService<StoreRegistry>().OpenAccountAsync("s3://", new Virga.Configuration.ConfigurationSettings(app.Configuration.GetSection("ObjectStores:archive")));
        await account.CreateBucketAsync("bucket");

        var entry = Assert.Single((await CheckAsync(host)).Entries);
        Assert.Equal(("objectstore:archive", HealthStatus.Healthy), (entry.Key, entry.Value.Status));
        Assert.Equal("bucket", entry.Value.Data["bucket"]);
        await host.StopAndDisposeAsync();
    }

    [Theory]
    [InlineData(true, "BucketNotFound", "NoSuchBucket", 404)]
    [InlineData(false, "Unauthenticated", "SignatureDoesNotMatch", 403)]
    public async Task WhatIsWrongIsInTheDataAndNoSecret(bool rightKey, string kind, string code, int status)
    {
        await using var cloud = await LocalCloud.StartAsync();
        using var app = AppOn(cloud, rightKey ? cloud.SecretAccessKey : Secret);
        app.Services.AddHealthChecks().AddObjectStore("archive");
        using var host = await app.StartAsync();

        var entry = (await CheckAsync(host)).Entries["objectstore:archive"];
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal((kind, code, status, "archive"), (entry.Data["kind"], entry.Data["code"], entry.Data["status"], entry.Data["store"]));
        Assert.NotNull(entry.Exception);
        Assert.DoesNotContain(Secret, $"{entry.Description} {entry.Exception} {string.Join(' ', entry.Data)}", StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.SecretAccessKey, $"{entry.Description} {entry.Exception} {string.Join(' ', entry.Data)}", StringComparison.Ordinal);
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task AServerThatIsSilentIsUnhealthyWhenTheTimeIsOver()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var app = AppOn(new ScriptedHandler().ThenAsync(async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("It never answers.");
        }));
        app.Services.AddSingleton<TimeProvider>(time);
        app.Services.AddHealthChecks().AddObjectStore("archive", configure: options => options.Timeout = TimeSpan.FromSeconds(3));
        using var host = await app.StartAsync();

        var checking = CheckAsync(host);
        await asked.Task;
        Assert.False(checking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        var entry = (await checking).Entries["objectstore:archive"];
        Assert.Equal((HealthStatus.Unhealthy, "Timeout", "The store did not answer within 00:00:03."), (entry.Status, entry.Data["kind"], entry.Description));
        await host.StopAndDisposeAsync();
    }

    [Theory]
    [InlineData(false, HealthStatus.Degraded)]
    [InlineData(true, HealthStatus.Unhealthy)]
    public async Task WhichErrorsAreDegradedIsConfigured(bool none, HealthStatus expected)
    {
        using var app = AppOn(new ScriptedHandler { RepeatsLast = true }.Answer(503, "<Error><Code>SlowDown</Code></Error>", "application/xml"));
        app.Services.AddHealthChecks().AddObjectStore("archive", configure: options =>
        {
            if (none) options.Degraded.Clear();
        });
        using var host = await app.StartAsync();
        var entry = (await CheckAsync(host)).Entries["objectstore:archive"];
        Assert.Equal((expected, "Throttled"), (entry.Status, entry.Data["kind"]));
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task CredentialsThatMayNotListLookAtAKey()
    {
        var handler = new ScriptedHandler().Answer(404);
        using var app = AppOn(handler);
        app.Services.AddHealthChecks().AddObjectStore("archive", name: "the archive", failureStatus: HealthStatus.Degraded, tags: ["ready"], configure: options => options.Key = "probe");
        using var host = await app.StartAsync();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Entries["the archive"].Status);
        Assert.Equal("HEAD", handler.Single.Method.ToString());
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task TheStoreWithoutANameIsCheckedToo()
    {
        using var app = new App();
        app.Services.AddObjectStore(settings => settings.Url = "mem://m");
        app.Services.AddHealthChecks().AddObjectStore();
        using var host = await app.StartAsync();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Entries["objectstore"].Status);
        await host.StopAndDisposeAsync();
    }

    [Theory]
    [InlineData("nowhere", "the store 'nowhere'")]
    [InlineData("", "a store without a name")]
    public async Task ACheckOfNoStoreIsToldAtTheStart(string store, string expected)
    {
        using var app = new App();
        app.Services.AddHealthChecks().AddObjectStore(store);
        Assert.Contains(expected, (await Assert.ThrowsAsync<OptionsValidationException>(app.StartAsync)).Message, StringComparison.Ordinal);
    }

    private static Task<HealthReport> CheckAsync(IHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private static App AppOn(LocalCloud cloud, string secret)
    {
        var app = new App($$"""{ "ObjectStores": { "archive": { "url": "s3://bucket", "endpoint": "{{cloud.Endpoint}}", "profile": "localcloud", "access-key-id": "{{cloud.AccessKeyId}}", "secret-access-key": "{{secret}}" } } }""");
        app.Services.AddObjectStore("archive", app.Configuration);
        return app;
    }

    private static App AppOn(ScriptedHandler handler)
    {
        var app = new App("""{ "ObjectStores": { "archive": { "url": "s3://bucket", "endpoint": "https://s3.example.test", "max-attempts": 1, "access-key-id": "x", "secret-access-key": "hush-hush-hush" } } }""", client: options => options.Handler = handler);
        app.Services.AddObjectStore("archive", app.Configuration);
        return app;
    }
}
