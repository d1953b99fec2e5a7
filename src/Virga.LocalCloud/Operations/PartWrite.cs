namespace Virga.Local.Operations;

/// <summary>Takes parts, from a body or from another object.</summary>
internal static class PartWrite
{
    public static async Task PutAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        int number = PartNumber.Read(call.Query["partNumber"]);
        Upload upload = UploadLifecycle.Find(call, bucket);
        BodyClaims claims = BodyClaims.Read(call);
        if (claims.Checksum is { } sent && sent != upload.Checksum)
        {
            string announced = upload.Checksum?.Algorithm().ToLowerInvariant() ?? "null";
            throw S3Error.InvalidRequest($"Checksum Type mismatch occurred, expected checksum Type: {announced}, actual checksum Type: {sent.Algorithm().ToLowerInvariant()}");
        }

        (Content content, BodyDigests digests) = await BodyReceiver.StoreAsync(call, bucket, claims, upload.Checksum).ConfigureAwait(false);
        StoredPart part = new(number, content, digests.Md5, call.Now, digests.Checksum);
        Commit(call, bucket, upload, part);
        call.Response.Headers.ETag = EntityTag.Quote(part.ETag);
        if (part.Checksum is { } checksum)
        {
            call.Response.Headers[checksum.Kind.Header()] = checksum.Value;
        }

        call.Reply(200);
    }

    public static async Task CopyAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        int number = PartNumber.Read(call.Query["partNumber"]);
        Upload upload = UploadLifecycle.Find(call, bucket);
        using ObjectLease lease = CopySource.Read(call).Open(call);
        ByteRange range = ReadRange(call.Header("x-amz-copy-source-range"), lease.Item.Length);
        Content content = await call.Catalog.Storage.CopyAsync(bucket, lease.Item.Content, range.Offset, range.Count, call.Aborted).ConfigureAwait(false);
        StoredPart part;
        try
        {
            BodyDigests digests = await ContentDigests.ComputeAsync(content, upload.Checksum, call.Aborted).ConfigureAwait(false);
            part = new(number, content, digests.Md5, call.Now, digests.Checksum);
        }
        catch
        {
            content.Discard();
            throw;
        }

        Commit(call, bucket, upload, part);
        using XmlReply reply = new("CopyPartResult");
        reply.Value("LastModified", part.LastModified);
        reply.Value("ETag", EntityTag.Quote(part.ETag));
        if (part.Checksum is { } checksum)
        {
            reply.Value(checksum.Kind.Element(), checksum.Value);
        }

        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    // Unlike a read's range this one must have both ends and lie within the source.
    private static ByteRange ReadRange(string? header, long length)
    {
        if (header is null)
        {
            return new(0, length);
        }

        ByteRange? range = header.Contains("=-", StringComparison.Ordinal) || header.EndsWith('-') ? null : ByteRange.Read(header, length);
        if (range is null)
        {
            throw S3Error.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                header);
        }

        return header.EndsWith($"-{range.Offset + range.Count - 1}", StringComparison.Ordinal)
            ? range
            : throw S3Error.InvalidArgument($"Range specified is not valid for source object of size: {length}", "x-amz-copy-source-range", header);
    }

    private static void Commit(S3Call call, Bucket bucket, Upload upload, StoredPart part)
    {
        try
        {
            call.Catalog.PutPart(bucket, upload, part);
        }
        catch
        {
            part.Content.Discard();
            throw;
        }
    }
}
