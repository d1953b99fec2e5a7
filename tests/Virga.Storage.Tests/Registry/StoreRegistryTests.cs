using Virga.Storage.Conformance;

namespace Virga.Storage.Tests.Registry;

public sealed class StoreRegistryTests
{
    [Fact]
    public async Task AnUnknownSchemeNamesTheKnownOnes()
    {
        var registry = new StoreRegistry().AddLocal().AddMemory();
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await registry.OpenAsync("az://c?sas-token=secret"));
        Assert.Contains("az://c", error.Message, StringComparison.Ordinal);
        Assert.Contains("file, mem", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await registry.OpenAsync("mem://"));
        Assert.Throws<ArgumentException>(() => registry.AddLocal());
    }

    [Fact]
    public async Task MemoryOfOneNameIsShared()
    {
        var registry = new StoreRegistry().AddMemory();
        await using var one = await registry.OpenAsync("mem://shared");
        await using var two = await registry.OpenAsync("mem://shared/some/key");
        await using var other = await registry.OpenAsync("mem://other");
        await one.UploadTextAsync("k", "text");
        Assert.Equal("text", await two.ReadTextAsync("k"));
        Assert.False(await other.ExistsAsync("k"));
        await other.CopyAsync("k", "k2", new ObjectCopyOptions { From = one });
        Assert.Equal("text", await other.ReadTextAsync("k2"));
        await using var account = await registry.OpenAccountAsync("mem://");
        Assert.True(await account.BucketExistsAsync("shared"));
    }

    [Fact]
    public async Task AFolderIsABucketAndItsParentAnAccount()
    {
        using var folder = new TemporaryFolder();
        var registry = new StoreRegistry().AddLocal();
        await using var account = await registry.OpenAccountAsync($"file://{folder.Root}");
        await account.CreateBucketAsync("runs");
        await using var store = await registry.OpenAsync($"file://{folder.Root}/runs");
        await store.UploadTextAsync("a/b.txt", "text");
        Assert.Equal("text", await File.ReadAllTextAsync(Path.Combine(folder.Root, "runs", "a", "b.txt")));
    }

    [Fact]
    public async Task SettingsOfTheQueryComeFirstAndAreNotTrusted()
    {
        var seen = new SeeingProvider();
        var registry = new StoreRegistry().Add(seen);
        await using var store = await registry.OpenAsync("seen://b?endpoint=http%3A%2F%2Fa", new Fixed());
        var settings = seen.Context!.Settings;
        Assert.Equal(("http://a", "from-source"), (settings.Get("endpoint"), settings.Get("region")));
        Assert.False(settings.IsTrusted("endpoint"));
        Assert.True(settings.IsTrusted("region"));
        Assert.Equal("the query of the store URL", settings.Origin("endpoint"));
        Assert.Equal("a fixed source", settings.Origin("region"));
    }

    [Fact]
    public async Task ASettingGivenInTwoWaysOfWritingIsRefused()
    {
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await new StoreRegistry().AddMemory().OpenAsync("mem://b?part-size=1&PartSize=2"));
        Assert.Contains("'PartSize' twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatOneProviderReadsIsNoMistakeForAnotherUnlessItStandsInItsUrl()
    {
        var registry = new StoreRegistry().AddMemory().Add(new SeeingProvider());
        var settings = new Listed("endpoint");
        await using var store = await registry.OpenAsync("mem://b", settings);
        Assert.Equal("endpoint", Assert.Single(registry.CheckNames("mem", settings)).Setting);
        Assert.Contains("is not read for mem:// stores", (await Assert.ThrowsAsync<SettingsException>(async () => await registry.OpenAsync("mem://b?endpoint=x"))).Message, StringComparison.Ordinal);
        Assert.Contains("nobody is no setting", (await Assert.ThrowsAsync<SettingsException>(async () => await registry.OpenAsync("mem://b", new Listed("nobody")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreDisposesWhatItOwnsOnce()
    {
        var owned = new Owned();
        var store = new ObjectStore(new Memory.MemoryDriver(), "b", null, owned);
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.Equal(1, owned.Times);
    }

    private sealed class Owned : IAsyncDisposable
    {
        public int Times { get; private set; }

        public ValueTask DisposeAsync()
        {
            Times++;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Listed(string held) : IListedSettings
    {
        public IReadOnlyCollection<string> Names => [held];

        public string? Get(string name) => name == held ? "x" : null;

        public string? Origin(string name) => "a list";

        public string? Place(string name) => name == held ? held : null;

        public bool IsTrusted(string name) => true;
    }

    private sealed class Fixed : ISettingsSource
    {
        public string? Get(string name) => name is "region" or "endpoint" ? "from-source" : null;

        public string? Origin(string name) => "a fixed source";

        public bool IsTrusted(string name) => true;
    }

    private sealed class SeeingProvider : IStoreProvider
    {
        public StoreContext? Context { get; private set; }

        public IReadOnlyList<string> Schemes { get; } = ["seen"];

        public IReadOnlyList<SettingDescription> Settings { get; } = [new("endpoint", SettingKind.Url, "The address."), new("region", SettingKind.Text, "The region.")];

        public ValueTask<ObjectStore> OpenAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
        {
            Context = context;
            return ValueTask.FromResult(new ObjectStore(new Memory.MemoryDriver(), url.Bucket, context.Options));
        }

        public ValueTask<ObjectAccount> OpenAccountAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken) => throw new ObjectStoreException(ErrorKind.Unsupported, "It has no account.");
    }
}
