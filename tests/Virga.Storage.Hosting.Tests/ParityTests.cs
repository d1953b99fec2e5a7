using Microsoft.Extensions.DependencyInjection;
using Virga.Configuration;
using Virga.Local;
using Virga.Parity;

namespace Virga.Storage.Hosting.Tests;

public sealed class ParityTests
{
    // The names that CloudBridge gives the settings of AWS, and ours.
    [Theory]
    [InlineData("aws_access_key", "access-key-id")]
    [InlineData("aws_secret_key", "secret-access-key")]
    [InlineData("aws_session_token", "session-token")]
    [InlineData("aws_region_name", "region")]
    [InlineData("s3_endpoint_url", "endpoint")]
    [InlineData("s3_is_secure", "endpoint")]
    [InlineData("ec2_retries_value", "max-attempts")]
    [Parity("CB-24")]
    public void TheNameThatAnotherToolGivesASettingLeadsToOurs(string theirs, string ours) =>
        Assert.Equal(ours, SettingSuggestion.Nearest(theirs, new StoreRegistry().AddForTests().SettingsFor("s3")));

    [Fact]
    [Parity("CB-01")]
    public async Task AProviderIsFoundByNameWithSettingsListedAndRegisteredBesideAMock()
    {
        await using var cloud = await LocalCloud.StartAsync();
        var registry = new StoreRegistry().AddForTests();
        Assert.Equal(["file", "mem", "s3"], registry.Schemes);
        registry.Add(new SeeingProvider());
        Assert.Equal(["file", "mem", "s3", "seen"], registry.Schemes);
        Assert.Contains(registry.SettingsFor("s3"), description => description.Name == "region");
        Assert.DoesNotContain(registry.SettingsFor("mem"), description => description.Name == "region");

        await using var account = await registry.OpenAccountAsync("s3://", SettingsOf(cloud));
        await account.CreateBucketAsync("bucket");
        foreach (var url in new[] { "s3://bucket", "mem://mock", "seen://registered" })
        {
            await using var store = await registry.OpenAsync(url, SettingsOf(cloud));
            await store.UploadTextAsync("k", url);
            Assert.Equal(url, await store.ReadTextAsync("k"));
        }
    }

    [Fact]
    [Parity("CB-30")]
    public async Task AStoreTellsWhetherItMayWhatItCanAndIsOpenedAgainWithOtherSettings()
    {
        await using var cloud = await LocalCloud.StartAsync();
        var registry = new StoreRegistry().AddForTests();
        await using var account = await registry.OpenAccountAsync("s3://", SettingsOf(cloud));
        await account.CreateBucketAsync("bucket");

        // Authenticate: any call does; a listing of one row is the cheapest that needs the right key, region and bucket.
        await using var store = await registry.OpenAsync("s3://bucket", SettingsOf(cloud));
        Assert.Empty(await store.ListPagesAsync(null, new ListOptions { Limit = 1 }).SelectMany(page => page.Objects).ToListAsync());

        // What it can do is known before anything is sent.
        Assert.True(store.Capabilities.Copy.Server);
        Assert.Contains(Driver.PresignKind.Put, store.Capabilities.Presign.Kinds);

        // The same store with other settings: another region, whose signature this server refuses, and other credentials.
        await using var elsewhere = await registry.OpenAsync("s3://bucket?region=eu-north-1", SettingsOf(cloud));
        Assert.Contains("%2Feu-north-1%2Fs3%2F", (await elsewhere.PresignAsync("k", Driver.PresignKind.Get, TimeSpan.FromMinutes(1))).Url.Query, StringComparison.Ordinal);
        await using var other = await registry.OpenAsync("s3://bucket", SettingsOf(cloud, "another-secret"));
        Assert.Equal(ErrorKind.Unauthenticated, (await Assert.ThrowsAsync<ObjectStoreException>(async () => await other.ReadTextAsync("k"))).Kind);
        Assert.False(await store.ExistsAsync("k"));
    }

    private static DictionarySettings SettingsOf(LocalCloud cloud, string? secret = null) => new(
    [
        new("endpoint", cloud.Endpoint.ToString()), new("profile", "localcloud"), new("accessKeyId", cloud.AccessKeyId), new("SECRET_ACCESS_KEY", secret ?? cloud.SecretAccessKey),
    ]);
}
