using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>Versions and lifecycle rules, on servers that are not ours.</summary>
public sealed class VersioningTests
{
    public static TheoryData<string> Places => [TestServers.Ceph, TestServers.Moto];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task VersionsAreKeptReadListedAndDeleted(string where)
    {
        await using var bucket = await VersionedBucket.CreateAsync(S3Place.Named(where));
        var client = bucket.Client;
        Assert.Equal(SettingStatus.Enabled, (await client.GetBucketVersioningAsync(bucket.Name)).Status);

        var first = await bucket.PutAsync("k", "one");
        var second = await bucket.PutAsync("k", "two");
        var marker = await client.DeleteObjectAsync(bucket.Name, "k");
        Assert.True(marker.DeleteMarker);
        Assert.Equal(("one", "two"), (await bucket.ReadAsync("k", first), await bucket.ReadAsync("k", second)));
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchKey", async () => await bucket.ReadAsync("k"));

        var pages = new List<ListVersionsResult>();
        await foreach (var page in client.ListObjectVersionsPagesAsync(bucket.Name, maxKeys: 1)) pages.Add(page);
        Assert.True(pages.Count >= 3, $"{pages.Count} pages");
        Assert.Equal([second, first], pages.SelectMany(page => page.Version).Select(version => version.VersionId));
        Assert.Equal([marker.VersionId], pages.SelectMany(page => page.DeleteMarker).Select(version => version.VersionId));

        await client.DeleteObjectAsync(bucket.Name, "k", versionId: marker.VersionId);
        Assert.Equal("two", await bucket.ReadAsync("k"));
        await client.CopyObjectAsync(bucket.Name, "copy", $"/{bucket.Name}/k?versionId={first}");
        Assert.Equal("one", await bucket.ReadAsync("copy"));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ABucketThatNeverKeptVersionsSaysNothing(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();

        Assert.Null((await bucket.Client.GetBucketVersioningAsync(bucket.Name)).Status);
        await bucket.Client.PutBucketVersioningAsync(bucket.Name, new VersioningConfiguration { Status = SettingStatus.Suspended });
        Assert.Equal(SettingStatus.Suspended, (await bucket.Client.GetBucketVersioningAsync(bucket.Name)).Status);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task RulesOfALifecycleAreSetToldAndRemoved(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        var rules = new LifecycleConfiguration
        {
            Rules =
            [
                new() { Id = "drop-logs", Status = SettingStatus.Enabled, Filter = new() { Prefix = "logs/" }, Expiration = new() { Days = 30 }, AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 2 } },
                new() { Id = "old-versions", Status = SettingStatus.Disabled, Filter = new() { And = new() { Prefix = "a/", Tags = [new() { Key = "keep", Value = "no" }, new() { Key = "raw", Value = "yes" }] } }, NoncurrentVersionExpiration = new() { NoncurrentDays = 9 } },
            ],
        };

        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchLifecycleConfiguration", async () => await client.GetBucketLifecycleAsync(bucket.Name));
        await client.PutBucketLifecycleAsync(bucket.Name, rules);
        var told = (await client.GetBucketLifecycleAsync(bucket.Name)).Rules.OrderBy(rule => rule.Id).ToArray();
        Assert.Equal(["drop-logs", "old-versions"], told.Select(rule => rule.Id));
        Assert.Equal((SettingStatus.Enabled, "logs/", 30, 2), (told[0].Status, told[0].Filter?.Prefix, told[0].Expiration?.Days, told[0].AbortIncompleteMultipartUpload?.DaysAfterInitiation));

        // radosgw sets the prefix beside And, not into it.
        Assert.Equal((SettingStatus.Disabled, "a/", 9), (told[1].Status, told[1].Filter?.And?.Prefix ?? told[1].Filter?.Prefix, told[1].NoncurrentVersionExpiration?.NoncurrentDays));
        Assert.Equal(["no", "yes"], told[1].Filter!.And!.Tags.Select(tag => tag.Value).Order(StringComparer.Ordinal));
        await client.DeleteBucketLifecycleAsync(bucket.Name);
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchLifecycleConfiguration", async () => await client.GetBucketLifecycleAsync(bucket.Name));
    }
}
