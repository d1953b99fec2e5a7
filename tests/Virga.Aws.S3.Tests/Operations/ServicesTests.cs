using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>What stands around a bucket: archive, notifications, logs, payment.</summary>
public sealed class ServicesTests
{
    public static TheoryData<string> Listing => ["localcloud", TestServers.Ceph, TestServers.Moto];

    [SkippableFact]
    public async Task AttributesAreToldWithoutTheContent()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();
        var put = await bucket.Client.PutObjectAsync(bucket.Name, "k", "some bytes"u8.ToArray());

        var told = await bucket.Client.GetObjectAttributesAsync(bucket.Name, "k", [ObjectAttribute.ETag, ObjectAttribute.ObjectSize, ObjectAttribute.StorageClass]);

        Assert.Equal((put.ETag, 10L, "STANDARD"), (told.Body.ETag, told.Body.ObjectSize, told.Body.StorageClass));
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchKey", async () => await bucket.Client.GetObjectAttributesAsync(bucket.Name, "missing", [ObjectAttribute.ETag]));
    }

    [SkippableFact]
    public async Task AnArchivedObjectIsRestored()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();
        var client = bucket.Client;
        await client.PutObjectAsync(bucket.Name, "cold", "x"u8.ToArray(), storageClass: "GLACIER");
        await Refusal.IsAsync(ErrorKind.Conflict, "InvalidObjectState", async () => await client.GetObjectAsync(bucket.Name, "cold"));

        var begun = await client.RestoreObjectAsync(bucket.Name, "cold", restoreRequest: new() { Days = 2, GlacierJobParameters = new() { Tier = RestoreTier.Bulk } });

        Assert.Equal(202, begun.Status);
        Assert.Contains("ongoing-request=", (await client.HeadObjectAsync(bucket.Name, "cold")).Restore, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task EventsAreToldToAQueue()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();
        var client = bucket.Client;
        var queue = new QueueNotification { Id = "new", Queue = "arn:aws:sqs:us-east-1:123456789012:letters", Events = ["s3:ObjectCreated:*"], Filter = new() { Key = new() { Rules = [new() { Name = "prefix", Value = "in/" }] } } };
        Assert.Empty((await client.GetBucketNotificationAsync(bucket.Name)).Queues);
        await client.PutBucketNotificationAsync(bucket.Name, new() { Queues = [queue] }, skipDestinationValidation: true);
        var told = Assert.Single((await client.GetBucketNotificationAsync(bucket.Name)).Queues);
        Assert.Equal((queue.Queue, "s3:ObjectCreated:*", "in/"), (told.Queue, Assert.Single(told.Events), Assert.Single(told.Filter!.Key!.Rules).Value));
        await client.PutBucketNotificationAsync(bucket.Name, new());
        Assert.Empty((await client.GetBucketNotificationAsync(bucket.Name)).Queues);
    }

    [SkippableFact]
    public async Task LogsAndAccelerationAreSwitchedOnAndOff()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();
        var client = bucket.Client;
        Assert.Null((await client.GetBucketLoggingAsync(bucket.Name)).Target);
        await client.PutBucketAclAsync(bucket.Name, acl: CannedAcl.LogDeliveryWrite);
        await client.PutBucketLoggingAsync(bucket.Name, new() { Target = new() { Bucket = bucket.Name, Prefix = "log/" } });
        var target = (await client.GetBucketLoggingAsync(bucket.Name)).Target;
        Assert.Equal((bucket.Name, "log/"), (target?.Bucket, target?.Prefix));
        await client.PutBucketLoggingAsync(bucket.Name, new());
        Assert.Null((await client.GetBucketLoggingAsync(bucket.Name)).Target);

        await client.PutBucketAccelerateAsync(bucket.Name, new() { Status = SettingStatus.Enabled });
        Assert.Equal(SettingStatus.Enabled, (await client.GetBucketAccelerateAsync(bucket.Name)).Status);
    }

    [SkippableFact]
    public async Task TheRequesterPays()
    {
        await using var bucket = await S3Place.Ceph.NewBucketAsync();
        Assert.Equal(Payer.BucketOwner, (await bucket.Client.GetBucketRequestPaymentAsync(bucket.Name)).Payer);
        await bucket.Client.PutBucketRequestPaymentAsync(bucket.Name, new() { Payer = Payer.Requester });
        Assert.Equal(Payer.Requester, (await bucket.Client.GetBucketRequestPaymentAsync(bucket.Name)).Payer);
    }

    [SkippableTheory]
    [MemberData(nameof(Listing))]
    public async Task TheOlderListingGivesPageAfterPage(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        string[] keys = ["a", "b/1", "b/2", "c d+e%"];
        foreach (var key in keys) await bucket.Client.PutObjectAsync(bucket.Name, key, "x"u8.ToArray());

        var first = await bucket.Client.ListObjectsAsync(bucket.Name, maxKeys: 3);
        Assert.True(first.IsTruncated);
        var rest = await bucket.Client.ListObjectsAsync(bucket.Name, marker: first.NextMarker ?? first.Contents[^1].Key);
        Assert.Equal(keys, first.Contents.Concat(rest.Contents).Select(row => row.Key));
        Assert.Equal(["b/"], (await bucket.Client.ListObjectsAsync(bucket.Name, delimiter: "/")).CommonPrefixes.Select(row => row.Prefix));
    }
}
