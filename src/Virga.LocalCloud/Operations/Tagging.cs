namespace Virga.Local.Operations;

/// <summary>The tags of objects and of buckets.</summary>
internal static class Tagging
{
    public static async Task ReadObjectAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        using ObjectLease lease = Catalog.Read(call.Bucket(), call.Key) ?? throw S3Error.NoSuchKey(call.Key);
        await SendAsync(call, lease.Item.Headers.Tags).ConfigureAwait(false);
    }

    public static async Task WriteObjectAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        Bucket bucket = call.Bucket();
        using MemoryStream body = await XmlBody.ReadAsync(call).ConfigureAwait(false);
        call.Catalog.Retag(bucket, call.Key, TagSet.ReadDocument(body, ofBucket: false));
        call.Reply(200);
    }

    public static Task DeleteOfObjectAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        call.Catalog.Retag(call.Bucket(), call.Key, ObjectHeaders.NoTags);
        call.Reply(204);
        return Task.CompletedTask;
    }

    public static async Task ReadBucketAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        IReadOnlyDictionary<string, string> tags = Catalog.TagsOf(bucket);
        if (tags.Count == 0)
        {
            throw new S3Exception(404, "NoSuchTagSet", "The TagSet does not exist", ("BucketName", bucket.Name));
        }

        await SendAsync(call, tags).ConfigureAwait(false);
    }

    public static async Task WriteBucketAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        using MemoryStream body = await XmlBody.ReadAsync(call).ConfigureAwait(false);
        call.Catalog.Retag(bucket, TagSet.ReadDocument(body, ofBucket: true));
        call.Reply(204);
    }

    public static Task DeleteOfBucketAsync(S3Call call)
    {
        call.Catalog.Retag(call.Bucket(), ObjectHeaders.NoTags);
        call.Reply(204);
        return Task.CompletedTask;
    }

    private static async Task SendAsync(S3Call call, IReadOnlyDictionary<string, string> tags)
    {
        using XmlReply reply = new("Tagging");
        reply.Start("TagSet");
        foreach ((string name, string value) in tags)
        {
            reply.Start("Tag");
            reply.Value("Key", name);
            reply.Value("Value", value);
            reply.End();
        }

        reply.End();
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }
}
