namespace Virga.Local.Operations;

/// <summary>The listing of versions in a bucket that never had any: each object once, its version called null.</summary>
internal static class VersionListing
{
    public static async Task ListAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        ListingNames names = ListingNames.Read(call);
        string prefix = call.Query["prefix"] ?? string.Empty;
        string delimiter = call.Query["delimiter"] ?? string.Empty;
        string marker = call.Query["key-marker"] ?? string.Empty;
        int limit = call.Limit("max-keys");
        KeyPage<StoredObject> page;
        lock (bucket.Gate)
        {
            page = KeyPage<StoredObject>.Read(bucket.Objects, prefix, delimiter, Marker.Read(marker, prefix, delimiter), limit);
        }

        using XmlReply reply = new("ListVersionsResult");
        reply.Value("Name", bucket.Name);
        reply.Value("Prefix", names[prefix]);
        reply.Value("KeyMarker", names[marker]);
        reply.Value("VersionIdMarker", call.Query["version-id-marker"] ?? string.Empty);
        if (page.Next is { } next)
        {
            reply.Value("NextKeyMarker", names[next.Key]);
            if (!next.IsPrefix)
            {
                reply.Value("NextVersionIdMarker", "null");
            }
        }

        reply.Value("MaxKeys", limit);
        if (delimiter.Length > 0)
        {
            reply.Value("Delimiter", names[delimiter]);
        }

        names.WriteType(reply);
        reply.Value("IsTruncated", page.Next is not null);
        foreach (StoredObject item in page.Items)
        {
            reply.Start("Version");
            reply.Value("Key", names[item.Key]);
            reply.Value("VersionId", "null");
            reply.Value("IsLatest", value: true);
            ObjectListing.WriteItem(reply, item);
            Owner.Write(reply, "Owner");
            reply.End();
        }

        names.WritePrefixes(reply, page.Prefixes);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }
}
