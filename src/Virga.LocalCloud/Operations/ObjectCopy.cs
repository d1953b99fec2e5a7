namespace Virga.Local.Operations;

internal static class ObjectCopy
{
    public static async Task CopyAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        Bucket bucket = call.Bucket();
        WriteCondition condition = WriteConditions.Read(call);
        CopySource source = CopySource.Read(call);
        bool replaces = ReplacesMetadata(call);
        ChecksumKind? wanted = ReadAlgorithm(call);
        using ObjectLease lease = source.Open(call);
        StoredObject original = lease.Item;
        ObjectHeaders headers = HeadersOf(call, original, replaces);
        if (source.Bucket == call.BucketName && source.Key == call.Key && !replaces && headers.StorageClass == original.Headers.StorageClass)
        {
            throw S3Error.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }

        if (original.Length > BodyReceiver.MaxLength)
        {
            throw S3Error.InvalidRequest($"The specified copy source is larger than the maximum allowable size for a copy source: {BodyReceiver.MaxLength}");
        }

        StoredObject copy = await MakeAsync(call, bucket, original, headers, wanted).ConfigureAwait(false);
        ObjectWrite.Commit(call, bucket, copy, condition);
        using XmlReply reply = new("CopyObjectResult");
        reply.Value("LastModified", copy.LastModified);
        reply.Value("ETag", EntityTag.Quote(copy.ETag));
        WriteChecksum(reply, copy.Checksum);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    public static void WriteChecksum(XmlReply reply, StoredChecksum? checksum)
    {
        if (checksum is not null)
        {
            reply.Value(checksum.Kind.Element(), checksum.Value);
            reply.Value("ChecksumType", checksum.Type);
        }
    }

    private static async Task<StoredObject> MakeAsync(S3Call call, Bucket bucket, StoredObject original, ObjectHeaders headers, ChecksumKind? wanted)
    {
        Content content = await call.Catalog.Storage.CopyAsync(bucket, original.Content, 0, original.Length, call.Aborted).ConfigureAwait(false);
        try
        {
            ChecksumKind? kind = wanted ?? original.Checksum?.Kind;
            string etag = original.ETag;
            StoredChecksum? checksum = original.Checksum;

            // The copy is one piece, whatever the original was made of, and its digests are those of one piece.
            if (original.Parts.Count > 0 || kind != checksum?.Kind)
            {
                BodyDigests digests = await ContentDigests.ComputeAsync(content, kind, call.Aborted).ConfigureAwait(false);
                etag = digests.Md5;
                checksum = digests.Checksum;
            }

            return new() { Key = call.Key, Content = content, ETag = etag, LastModified = call.Now, Headers = headers, Checksum = checksum };
        }
        catch
        {
            content.Discard();
            throw;
        }
    }

    private static ObjectHeaders HeadersOf(S3Call call, StoredObject original, bool replaces)
    {
        ObjectHeaders given = HeaderReader.Read(call);
        string storageClass = HeaderReader.ReadStorageClass(call) ?? (replaces ? "STANDARD" : original.Headers.StorageClass);
        return (replaces ? given : original.Headers) with { StorageClass = storageClass, Tags = ReplacesTags(call) ? given.Tags : original.Headers.Tags };
    }

    private static bool ReplacesMetadata(S3Call call) => Replaces(call, "x-amz-metadata-directive", "Unknown metadata directive.");

    private static bool ReplacesTags(S3Call call) => Replaces(call, "x-amz-tagging-directive", "Unknown tagging directive.");

    private static bool Replaces(S3Call call, string header, string refusal) => call.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        { } other => throw S3Error.InvalidArgument(refusal, header, other),
    };

    public static ChecksumKind? ReadAlgorithm(S3Call call) => call.Header("x-amz-checksum-algorithm") is not { } name
        ? null
        : ChecksumNames.FromAlgorithm(name) ?? throw S3Error.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
}
