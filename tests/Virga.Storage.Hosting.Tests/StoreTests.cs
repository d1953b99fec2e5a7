using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Virga.Local;
using Virga.Parity;
using Virga.Servers;

namespace Virga.Storage.Hosting.Tests;

public sealed class StoreTests
{
    [Fact]
    [Parity("CB-34")]
    public async Task TheSameCodeRunsOnEveryProviderThatTheConfigurationNames()
    {
        await using var cloud = await LocalCloud.StartAsync();
        using var app = new App();
        var json = $$"""
            { "ObjectStores": {
                "cloud": { "Url": "s3://bucket", "Endpoint": "{{cloud.Endpoint}}", "AccessKeyId": "{{cloud.AccessKeyId}}", "SecretAccessKey": "{{cloud.SecretAccessKey}}", "Profile": "localcloud" },
                "folder": { "Url": "file://{{app.Folder.Replace('\\', '/')}}/runs" },
                "memory": { "Url": "mem://mock" } } }
            """;
        using var configured = new App(json);
        string[] names = ["cloud", "folder", "memory"];
        foreach (var name in names) configured.Services.AddObjectStore(name, configured.Configuration);
        using var host = await configured.StartAsync();
        await using (var account = await host.Services.GetRequiredService<StoreRegistry>().OpenAccountAsync($"s3://?endpoint={Uri.EscapeDataString(cloud.Endpoint.ToString())}&access-key-id={cloud.AccessKeyId}&secret-access-key={Uri.EscapeDataString(cloud.SecretAccessKey)}")) await account.CreateBucketAsync("bucket");

        Directory.CreateDirectory(Path.Combine(app.Folder, "runs"));
        foreach (var name in names)
        {
            var store = host.Store(name);
            await store.UploadTextAsync("a/b.txt", name);
            Assert.Equal(name, await store.ReadTextAsync("a/b.txt"));
        }

        Assert.Same(host.Store("cloud"), host.Store("cloud"));
        Assert.Equal("folder", await File.ReadAllTextAsync(Path.Combine(app.Folder, "runs", "a", "b.txt")));
        await host.StopAndDisposeAsync();
    }

    [SkippableFact]
    public async Task TwoKeyedStoresOfOneServerLiveSideBySide()
    {
        var ceph = TestServers.Require(TestServers.Ceph);
        var (first, second) = ($"virga-app-{Guid.NewGuid():N}", $"virga-app-{Guid.NewGuid():N}");
        var common = $"\"endpoint\": \"{ceph.Endpoint}\", \"region\": \"{ceph.Region}\", \"profile\": \"ceph\", \"access-key-id\": \"{ceph.AccessKeyId}\", \"secret-access-key\": \"{ceph.SecretAccessKey}\"";
        using var app = new App($$"""{ "ObjectStores": { "archive": { "url": "s3://{{first}}", {{common}} }, "scratch": { "url": "s3://{{second}}", "part-size": "5MiB", "threshold": "5MiB", {{common}} } } }""");
        app.Services.AddObjectStore("archive", app.Configuration);
        app.Services.AddObjectStore("scratch", app.Configuration.GetSection("ObjectStores:scratch"));
        app.Services.AddSingleton<Archivist>();
        using var host = await app.StartAsync();
        var settings = new Virga.Configuration.ConfigurationSettings(app.Configuration.GetSection("ObjectStores:archive"));
        await using var account = await host.Services.GetRequiredService<StoreRegistry>().OpenAccountAsync("s3://", settings);
        await account.CreateBucketAsync(first);
        await account.CreateBucketAsync(second);
        try
        {
            var archivist = host.Services.GetRequiredService<Archivist>();
            await archivist.Archive.UploadTextAsync("k", "archived");
            Assert.Equal(3, (await archivist.Scratch.UploadAsync("large", new byte[11 * 1024 * 1024])).Parts);
            Assert.Equal("archived", await archivist.Archive.ReadTextAsync("k"));
            Assert.False(await archivist.Scratch.ExistsAsync("k"));
        }
        finally
        {
            await account.DeleteBucketAsync(first, deleteContents: true);
            await account.DeleteBucketAsync(second, deleteContents: true);
        }

        await host.StopAndDisposeAsync();
    }

    [Theory]
    [InlineData(new[] { "one", "two" }, false, "one")]
    [InlineData(new[] { "one", "Default" }, false, "Default")]
    [InlineData(new[] { "one", "Default" }, true, "")]
    public async Task WithoutANameTheApplicationGetsTheDefaultStoreOrTheFirst(string[] names, bool unnamed, string expected)
    {
        using var app = new App();
        foreach (var name in names) app.Services.AddObjectStore(name, settings => settings.Url = $"mem://of-{name}");
        if (unnamed) app.Services.AddObjectStore(settings => settings.Url = "mem://of-");
        using var host = await app.StartAsync();
        Assert.Equal($"of-{expected}", host.Store().Bucket);
        if (expected.Length > 0) Assert.Same(host.Store(expected), host.Store());
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task TheStoreWithoutANameHasASectionOfItsOwn()
    {
        using var app = new App("""{ "ObjectStore": { "Url": "mem://alone" } }""");
        app.Services.AddObjectStore(app.Configuration);
        using var host = await app.StartAsync();
        Assert.Equal("alone", host.Store().Bucket);
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public void ANameIsGivenOnce()
    {
        using var app = new App();
        app.Services.AddObjectStore("archive", app.Configuration);
        Assert.Contains("'archive'", Assert.Throws<ArgumentException>(() => app.Services.AddObjectStore("archive", app.Configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachStoreIsDisposedOnceWithTheContainerAlsoWhenItHasTwoNames()
    {
        var seen = new SeeingProvider();
        using var app = new App(stores: registry => registry.Add(seen));
        app.Services.AddObjectStore("used", settings => settings.Url = "seen://used");
        app.Services.AddObjectStore("idle", settings => settings.Url = "seen://idle");
        using var host = await app.StartAsync();
        Assert.Same(host.Store("used"), host.Store());
        var (used, looks) = (host.Store(), seen.Disposals.Values.Sum());
        Assert.Equal(0, seen.Disposals[used]);
        await host.StopAndDisposeAsync();
        Assert.All(seen.Disposals.Values, times => Assert.Equal(1, times));
        Assert.Equal(looks + 2, seen.Disposals.Count);
    }

    [Fact]
    public async Task WrappersAreCalledInOrderWithTheServices()
    {
        var seen = new SeeingProvider();
        using var app = new App(stores: registry => registry.Add(seen));
        var order = new List<string>();
        app.Services.AddSingleton("a service");
        app.Services.AddObjectStore("wrapped", settings => settings.Url = "seen://inner")
            .Wrap((services, store) =>
            {
                order.Add($"{services.GetRequiredService<string>()} around {store.Bucket}");
                return new ObjectStore(new Memory.MemoryDriver(), "outer");
            })
            .Wrap((_, store) =>
            {
                order.Add(store.Bucket);
                return store;
            });
        using var host = await app.StartAsync();
        Assert.Equal("outer", host.Store("wrapped").Bucket);
        Assert.Equal(["a service around inner", "outer"], order);
        await host.StopAndDisposeAsync();
        Assert.All(seen.Disposals.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task TheClockAndTheBuffersAreTheContainers()
    {
        var (time, segments, seen) = (new Virga.Testing.FakeTimeProvider(), new SegmentPool(), new SeeingProvider());
        using var app = new App(stores: registry => registry.Add(seen));
        app.Services.AddSingleton<TimeProvider>(time).AddSingleton(segments).AddObjectStore("s", settings => settings.Url = "seen://s");
        using var host = await app.StartAsync();
        Assert.Same(time, seen.Contexts[^1].Time);
        Assert.Same(segments, seen.Contexts[^1].Options.Segments);
        Assert.NotNull(seen.Contexts[^1].Services);
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task TheLoggingIsTheContainers()
    {
        Http.ClientOptions? seen = null;
        using var app = new App(client: options => seen = options);
        app.Services.AddObjectStore("s", settings => settings.Url = "s3://stores");
        using var host = await app.StartAsync();
        Assert.Same(host.Services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>(), seen!.LoggerFactory);
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task AProviderThatNeedsTimeIsWaitedForByTheStartAndBlocksNoOne()
    {
        var gate = new TaskCompletionSource();
        var seen = new SeeingProvider { Wait = gate.Task };
        using var app = new App(stores: registry => registry.Add(seen));
        app.Services.AddObjectStore("slow", settings => settings.Url = "seen://slow");
        using var host = app.Builder.Build();
        Assert.Contains("OpenObjectStoresAsync", Assert.Throws<InvalidOperationException>(() => host.Store("slow")).Message, StringComparison.Ordinal);
        var starting = host.StartAsync();
        Assert.False(starting.IsCompleted);
        gate.SetResult();
        await starting;
        Assert.Equal("slow", host.Store("slow").Bucket);
        await host.StopAndDisposeAsync();
    }

    [Fact]
    public async Task AFailureIsNotKeptAndOneOpeningServesAllWhoAsk()
    {
        var gate = new TaskCompletionSource();
        var seen = new SeeingProvider();
        using var app = new App(stores: registry => registry.Add(seen));
        app.Services.AddObjectStore("s", settings => settings.Url = "seen://s");
        await using var services = app.Services.BuildServiceProvider();
        seen.Faults.Enqueue(new ObjectStoreException(ErrorKind.Unavailable, "Not yet."));
        await Assert.ThrowsAsync<OptionsValidationException>(() => services.OpenObjectStoresAsync());
        seen.Contexts.Clear();
        seen.Wait = gate.Task;
        var both = Task.WhenAll(services.OpenObjectStoresAsync(), services.OpenObjectStoresAsync());
        gate.SetResult();
        await both;
        Assert.Equal("s", services.GetRequiredService<ObjectStore>().Bucket);

        // Once for the look that validates, once to keep it.
        Assert.Equal(2, seen.Contexts.Count);
    }

    private sealed class Archivist([FromKeyedServices("archive")] ObjectStore archive, [FromKeyedServices("scratch")] ObjectStore scratch)
    {
        public ObjectStore Archive => archive;

        public ObjectStore Scratch => scratch;
    }
}
