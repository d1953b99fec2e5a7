using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>Tags of buckets and objects, on servers that are not ours.</summary>
public sealed class TaggingTests
{
    private static readonly Tagging Two = new() { Tags = [new() { Key = "team", Value = "blue green" }, new() { Key = "run", Value = "7" }] };

    public static TheoryData<string> Places => [TestServers.Ceph, TestServers.Moto];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task TagsOfABucketAreSetReplacedAndRemoved(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;

        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchTagSet", async () => await client.GetBucketTaggingAsync(bucket.Name));
        await client.PutBucketTaggingAsync(bucket.Name, Two);
        Assert.Equal(Two.Tags.OrderBy(tag => tag.Key), (await client.GetBucketTaggingAsync(bucket.Name)).Tags.OrderBy(tag => tag.Key));
        await client.PutBucketTaggingAsync(bucket.Name, new Tagging { Tags = [Two.Tags[1]] });
        Assert.Equal([Two.Tags[1]], (await client.GetBucketTaggingAsync(bucket.Name)).Tags);
        await client.DeleteBucketTaggingAsync(bucket.Name);
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchTagSet", async () => await client.GetBucketTaggingAsync(bucket.Name));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task TagsOfAnObjectAreSetCountedAndRemoved(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        await client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray());

        Assert.Empty((await client.GetObjectTaggingAsync(bucket.Name, "k")).Tags);
        await client.PutObjectTaggingAsync(bucket.Name, "k", Two);
        Assert.Equal(Two.Tags.OrderBy(tag => tag.Key), (await client.GetObjectTaggingAsync(bucket.Name, "k")).Tags.OrderBy(tag => tag.Key));
        await using (var read = await client.GetObjectAsync(bucket.Name, "k")) Assert.Equal(2, read.TagCount);
        await client.DeleteObjectTaggingAsync(bucket.Name, "k");
        Assert.Empty((await client.GetObjectTaggingAsync(bucket.Name, "k")).Tags);
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchKey", async () => await client.GetObjectTaggingAsync(bucket.Name, "missing"));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task TagsComeWithAPutAndACopy(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        await client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray(), tagging: "team=blue%20green&run=7");
        Assert.Equal(Two.Tags.OrderBy(tag => tag.Key), (await client.GetObjectTaggingAsync(bucket.Name, "k")).Tags.OrderBy(tag => tag.Key));

        // radosgw copies the tags of the source whatever the directive says.
        await client.CopyObjectAsync(bucket.Name, "copy", $"/{bucket.Name}/k", taggingDirective: "REPLACE", tagging: "run=8");
        Assert.Equal(where == TestServers.Ceph ? ["7", "blue green"] : ["8"], (await client.GetObjectTaggingAsync(bucket.Name, "copy")).Tags.Select(tag => tag.Value).Order(StringComparer.Ordinal));
    }

    // radosgw forgets the tags of an upload.
    [SkippableFact]
    public async Task TagsComeWithAnUpload()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();
        var client = bucket.Client;
        var begun = await client.CreateMultipartUploadAsync(bucket.Name, "parts", tagging: "run=9");
        var part = await client.UploadPartAsync(bucket.Name, "parts", 1, begun.UploadId, "x"u8.ToArray());
        await client.CompleteMultipartUploadAsync(bucket.Name, "parts", begun.UploadId, new CompletedUpload { Part = [new() { PartNumber = 1, ETag = part.ETag }] });
        Assert.Equal(("run", "9"), Pair(Assert.Single((await client.GetObjectTaggingAsync(bucket.Name, "parts")).Tags)));
    }

    private static (string Key, string Value) Pair(Tag tag) => (tag.Key, tag.Value);
}
