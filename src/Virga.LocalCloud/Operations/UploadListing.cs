namespace Virga.Local.Operations;

internal static class UploadListing
{
    public static async Task ListAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        ListingNames names = ListingNames.Read(call);
        string prefix = call.Query["prefix"] ?? string.Empty;
        string delimiter = call.Query["delimiter"] ?? string.Empty;
        string keyMarker = call.Query["key-marker"] ?? string.Empty;
        string idMarker = keyMarker.Length == 0 ? string.Empty : call.Query["upload-id-marker"] ?? string.Empty;
        int limit = call.Limit("max-uploads");
        Upload[] uploads = Sorted(bucket);
        UploadPage page = UploadPage.Read(uploads, prefix, delimiter, keyMarker, idMarker, limit);

        using XmlReply reply = new("ListMultipartUploadsResult");
        reply.Value("Bucket", bucket.Name);
        reply.Value("KeyMarker", names[keyMarker]);
        reply.Value("UploadIdMarker", idMarker);
        if (page.Truncated)
        {
            reply.Value("NextKeyMarker", names[page.NextKey]);
            reply.Value("NextUploadIdMarker", page.NextId);
        }

        reply.Value("Prefix", names[prefix]);
        if (delimiter.Length > 0)
        {
            reply.Value("Delimiter", names[delimiter]);
        }

        names.WriteType(reply);
        reply.Value("MaxUploads", limit);
        reply.Value("IsTruncated", page.Truncated);
        foreach (Upload upload in page.Items)
        {
            Write(reply, upload, names);
        }

        names.WritePrefixes(reply, page.Prefixes);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private static Upload[] Sorted(Bucket bucket)
    {
        lock (bucket.Gate)
        {
            return [.. bucket.Uploads.Values
                .OrderBy(static upload => upload.Key, Utf8Order.Instance)
                .ThenBy(static upload => upload.Initiated)
                .ThenBy(static upload => upload.Id, StringComparer.Ordinal)];
        }
    }

    private static void Write(XmlReply reply, Upload upload, ListingNames names)
    {
        reply.Start("Upload");
        reply.Value("Key", names[upload.Key]);
        reply.Value("UploadId", upload.Id);
        Owner.Write(reply, "Initiator");
        Owner.Write(reply, "Owner");
        reply.Value("StorageClass", upload.Headers.StorageClass);
        reply.Value("Initiated", upload.Initiated);
        if (upload.Checksum is { } kind)
        {
            reply.Value("ChecksumAlgorithm", kind.Algorithm());
            reply.Value("ChecksumType", upload.Composite ? "COMPOSITE" : "FULL_OBJECT");
        }

        reply.End();
    }
}
