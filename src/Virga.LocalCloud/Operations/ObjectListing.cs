namespace Virga.Local.Operations;

/// <summary>Both versions of the listing of objects.</summary>
internal static class ObjectListing
{
    public static async Task ListV2Async(S3Call call)
    {
        Bucket bucket = call.Bucket();
        ListingNames names = ListingNames.Read(call);
        string prefix = call.Query["prefix"] ?? string.Empty;
        string delimiter = call.Query["delimiter"] ?? string.Empty;
        string? token = call.Query["continuation-token"];
        if (token is { Length: 0 })
        {
            throw S3Error.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
        }

        int limit = call.Limit("max-keys");
        string? after = call.Query["start-after"];
        ContinuationToken? start = ContinuationToken.Read(token) ?? (string.IsNullOrEmpty(after) ? null : new(after, IsPrefix: false));
        KeyPage<StoredObject> page = Read(bucket, prefix, delimiter, start, limit);

        using XmlReply reply = new("ListBucketResult");
        reply.Value("Name", bucket.Name);
        reply.Value("Prefix", names[prefix]);
        reply.Optional("ContinuationToken", token);
        reply.Optional("NextContinuationToken", page.Next?.ToString());
        reply.Optional("StartAfter", after is null ? null : names[after]);
        reply.Value("KeyCount", page.Items.Count + page.Prefixes.Count);
        reply.Value("MaxKeys", limit);
        WriteRest(reply, page, names, delimiter, withOwner: string.Equals(call.Query["fetch-owner"], "true", StringComparison.OrdinalIgnoreCase));
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    public static async Task ListV1Async(S3Call call)
    {
        Bucket bucket = call.Bucket();
        ListingNames names = ListingNames.Read(call);
        string prefix = call.Query["prefix"] ?? string.Empty;
        string delimiter = call.Query["delimiter"] ?? string.Empty;
        string marker = call.Query["marker"] ?? string.Empty;
        int limit = call.Limit("max-keys");
        KeyPage<StoredObject> page = Read(bucket, prefix, delimiter, Marker.Read(marker, prefix, delimiter), limit);

        using XmlReply reply = new("ListBucketResult");
        reply.Value("Name", bucket.Name);
        reply.Value("Prefix", names[prefix]);
        reply.Value("Marker", names[marker]);
        if (page.Next is not null && delimiter.Length > 0)
        {
            // Without a delimiter the last key is the marker, and the service does not repeat it.
            reply.Value("NextMarker", names[page.Next.Key]);
        }

        reply.Value("MaxKeys", limit);
        WriteRest(reply, page, names, delimiter, withOwner: true);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private static KeyPage<StoredObject> Read(Bucket bucket, string prefix, string delimiter, ContinuationToken? start, int limit)
    {
        lock (bucket.Gate)
        {
            return KeyPage<StoredObject>.Read(bucket.Objects, prefix, delimiter, start, limit);
        }
    }

    private static void WriteRest(XmlReply reply, KeyPage<StoredObject> page, ListingNames names, string delimiter, bool withOwner)
    {
        if (delimiter.Length > 0)
        {
            reply.Value("Delimiter", names[delimiter]);
        }

        names.WriteType(reply);
        reply.Value("IsTruncated", page.Next is not null);
        foreach (StoredObject item in page.Items)
        {
            reply.Start("Contents");
            reply.Value("Key", names[item.Key]);
            WriteItem(reply, item);
            if (withOwner)
            {
                Owner.Write(reply, "Owner");
            }

            reply.End();
        }

        names.WritePrefixes(reply, page.Prefixes);
    }

    public static void WriteItem(XmlReply reply, StoredObject item)
    {
        reply.Value("LastModified", item.LastModified);
        reply.Value("ETag", EntityTag.Quote(item.ETag));
        if (item.Checksum is { } checksum)
        {
            reply.Value("ChecksumAlgorithm", checksum.Kind.Algorithm());
            reply.Value("ChecksumType", checksum.Type);
        }

        reply.Value("Size", item.Length);
        reply.Value("StorageClass", item.Headers.StorageClass);
    }
}
