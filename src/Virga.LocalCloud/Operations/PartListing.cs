using System.Globalization;

namespace Virga.Local.Operations;

internal static class PartListing
{
    public static async Task ListAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        Upload upload = UploadLifecycle.Find(call, bucket);
        int limit = call.Limit("max-parts");
        int marker = ReadMarker(call.Query["part-number-marker"]);
        StoredPart[] found;
        lock (bucket.Gate)
        {
            found = [.. upload.Parts.Values.Where(part => part.Number > marker).Take(limit + 1)];
        }

        using XmlReply reply = new("ListPartsResult");
        reply.Value("Bucket", bucket.Name);
        reply.Value("Key", upload.Key);
        reply.Value("UploadId", upload.Id);
        Owner.Write(reply, "Initiator");
        Owner.Write(reply, "Owner");
        reply.Value("StorageClass", upload.Headers.StorageClass);
        reply.Value("PartNumberMarker", marker);
        reply.Value("NextPartNumberMarker", found.Take(limit).LastOrDefault()?.Number ?? 0);
        reply.Value("MaxParts", limit);
        reply.Value("IsTruncated", found.Length > limit && limit > 0);
        if (upload.Checksum is { } kind)
        {
            reply.Value("ChecksumAlgorithm", kind.Algorithm());
            reply.Value("ChecksumType", upload.Composite ? "COMPOSITE" : "FULL_OBJECT");
        }

        foreach (StoredPart part in found.Take(limit))
        {
            reply.Start("Part");
            reply.Value("PartNumber", part.Number);
            reply.Value("LastModified", part.LastModified);
            reply.Value("ETag", EntityTag.Quote(part.ETag));
            reply.Value("Size", part.Content.Length);
            if (part.Checksum is { } checksum)
            {
                reply.Value(checksum.Kind.Element(), checksum.Value);
            }

            reply.End();
        }

        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private static int ReadMarker(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw S3Error.InvalidArgument("Argument part-number-marker must be an integer between 0 and 2147483647", "part-number-marker", text);
    }
}
