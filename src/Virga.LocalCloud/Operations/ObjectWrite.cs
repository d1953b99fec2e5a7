namespace Virga.Local.Operations;

/// <summary>PUT and DELETE of an object.</summary>
internal static class ObjectWrite
{
    public static async Task PutAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        Bucket bucket = call.Bucket();
        WriteCondition condition = WriteConditions.Read(call);
        BodyClaims claims = BodyClaims.Read(call);
        ObjectHeaders headers = HeaderReader.Read(call);

        // Asked before the body too, so that nobody sends gigabytes in vain; what counts is the check on commit.
        Catalog.Check(bucket, call.Key, condition);
        (Content content, BodyDigests digests) = await BodyReceiver.StoreAsync(call, bucket, claims).ConfigureAwait(false);
        StoredObject item = new()
        {
            Key = call.Key,
            Content = content,
            ETag = digests.Md5,
            LastModified = call.Now,
            Headers = headers,
            Checksum = digests.Checksum,
        };
        Commit(call, bucket, item, condition);
        call.Response.Headers.ETag = EntityTag.Quote(item.ETag);
        call.Response.Headers["x-amz-server-side-encryption"] = "AES256";
        HeaderWriter.WriteChecksum(call, item.Checksum);
        call.Reply(200);
    }

    public static Task DeleteAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        call.Catalog.Remove(call.Bucket(), call.Key, WriteConditions.Read(call));
        call.Reply(204);
        return Task.CompletedTask;
    }

    /// <summary>Puts an object in place; bytes that did not make it are dropped.</summary>
    public static void Commit(S3Call call, Bucket bucket, StoredObject item, WriteCondition condition)
    {
        try
        {
            call.Catalog.Put(bucket, item, condition);
        }
        catch
        {
            item.Content.Discard();
            throw;
        }
    }
}
