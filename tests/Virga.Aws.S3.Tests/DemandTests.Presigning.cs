using System.Net;
using System.Text;
using Virga.Local;
using Virga.Parity;
using Virga.Servers;
using Virga.Storage;
using Virga.Storage.Conformance;
using Virga.Storage.Driver;

namespace Virga.Aws.S3.Tests;

public sealed partial class DemandTests
{
    private static readonly HttpClient Bare = new();

    [SkippableFact]
    [Parity("CM-24")]
    [Parity("CB-23")]
    public async Task D10PresignedUrlsWorkForEveryCharacterOnRadosgw()
    {
        await using var bucket = await S3Place.Ceph.NewBucketAsync();
        await EveryKeyAsync(bucket.Store, AwkwardKeys.All);
    }

    [Fact]
    public async Task D10PresignedUrlsWorkForEveryCharacterOnLocalCloud()
    {
        await using var bucket = await S3Place.LocalCloud.NewBucketAsync();
        await EveryKeyAsync(bucket.Store, AwkwardKeys.All);
    }

    [SkippableFact]
    public async Task D10PresignedUrlsWorkWithSessionTokensOfRadosgw()
    {
        await using var role = await CephRole.MakeAsync();
        var (id, secret, token) = await role.TakeAsync();
        await using var bucket = await S3Place.Ceph.NewBucketAsync();
        Assert.True(token.AsSpan().ContainsAny('+', '/', '='), "the token has nothing that must be escaped");

        // The role may do everything with objects, and the bucket is its account's.
        await using var store = S3Stores.Open(bucket.Name, S3Place.Ceph.Options() with { Credentials = new StaticCredentials(id, secret, token) });
        var signed = await EveryKeyAsync(store, [.. AwkwardKeys.All.Where((_, i) => i % 9 == 0), "a/../b", "//", "plus+and=equals[1]'\""]);
        Assert.All(signed, url => Assert.Equal(1, Count(url, "X-Amz-Security-Token=")));
    }

    [Theory]
    [InlineData("AKIDEXAMPLE", "se/cr+et=with/every+mark=", "FwoGZXIvYXdzE+token/with+every=mark==")]
    [InlineData("key.with~marks-_", "s", "t")]
    public async Task D10PresignedUrlsWorkWithSpecialKeysAndTokensOnLocalCloud(string id, string secret, string token)
    {
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions { AccessKeyId = id, SecretAccessKey = secret, SessionToken = token });
        var options = new S3Options { Endpoint = cloud.Endpoint, Region = cloud.Region, Profile = S3Profiles.Localcloud, Credentials = new StaticCredentials(id, secret, token) };
        await using var account = S3Stores.OpenAccount(options);
        await account.CreateBucketAsync("tokens");
        await using var store = account.Open("tokens");

        Assert.All(await EveryKeyAsync(store, AwkwardKeys.All), url => Assert.Equal(1, Count(url, "X-Amz-Security-Token=")));
    }

    /// <summary>Puts and gets each key by signed URLs and a HttpClient that knows nothing; the URLs.</summary>
    private static async Task<IReadOnlyList<string>> EveryKeyAsync(ObjectStore store, IReadOnlyList<string> keys)
    {
        var urls = new List<string>();
        foreach (var key in keys)
        {
            var content = "content of " + key;
            var put = await store.PresignAsync(key, PresignKind.Put, TimeSpan.FromMinutes(5), new PresignOptions { ContentType = "text/x-demand; charset=utf-8" });
            using (var message = new HttpRequestMessage(HttpMethod.Put, Handed(put.Url, key)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) })
            {
                foreach (var (name, value) in put.Headers) Assert.True(message.Content.Headers.TryAddWithoutValidation(name, value));
                using var stored = await Bare.SendAsync(message);
                Assert.True(stored.StatusCode == HttpStatusCode.OK, $"PUT {key}: {await stored.Content.ReadAsStringAsync()}");
            }

            var get = await store.PresignAsync(key, PresignKind.Get, TimeSpan.FromMinutes(5), new PresignOptions { ContentDisposition = "attachment; filename=\"a b+c.txt\"" });
            using var read = await Bare.GetAsync(Handed(get.Url, key));
            Assert.True(read.StatusCode == HttpStatusCode.OK, $"GET {key}: {await read.Content.ReadAsStringAsync()}");
            Assert.Equal(content, await read.Content.ReadAsStringAsync());
            Assert.Equal("attachment; filename=\"a b+c.txt\"", read.Content.Headers.GetValues("Content-Disposition").Single());
            urls.AddRange([put.Url.AbsoluteUri, get.Url.AbsoluteUri]);
        }

        return urls;
    }

    // As a text, wherever the holder's own URL class does not take steps out of the path (RFC 3986, 5.2.4), which no signer can keep it from.
    private static Uri Handed(Uri url, string key) => key.Split('/').Any(part => part is "." or "..") ? url : new Uri(url.AbsoluteUri);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
