using System.Globalization;

namespace Virga.Local.Operations;

/// <summary>Chosen facts about an object in one document.</summary>
internal static class ObjectAttributes
{
    private const string Header = "x-amz-object-attributes";

    private static readonly string[] Known = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    public static async Task ReadAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        HashSet<string> wanted = ReadWanted(call);
        using ObjectLease lease = Catalog.Read(call.Bucket(), call.Key) ?? throw S3Error.NoSuchKey(call.Key);
        StoredObject item = lease.Item;
        call.Response.Headers.LastModified = Timestamp.Http(item.LastModified);
        using XmlReply reply = new("GetObjectAttributesResponse");
        if (wanted.Contains("ETag"))
        {
            // The only place of the protocol where a tag stands without its quotes.
            reply.Value("ETag", item.ETag);
        }

        if (wanted.Contains("Checksum") && item.Checksum is { } checksum)
        {
            reply.Start("Checksum");
            ObjectCopy.WriteChecksum(reply, checksum);
            reply.End();
        }

        if (wanted.Contains("ObjectParts") && item.Parts.Count > 0)
        {
            WriteParts(call, reply, item);
        }

        if (wanted.Contains("StorageClass"))
        {
            reply.Value("StorageClass", item.Headers.StorageClass);
        }

        if (wanted.Contains("ObjectSize"))
        {
            reply.Value("ObjectSize", item.Length);
        }

        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private static HashSet<string> ReadWanted(S3Call call)
    {
        string text = call.Header(Header) ?? string.Empty;
        HashSet<string> wanted = new(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        return wanted.Count > 0 && wanted.IsSubsetOf(Known)
            ? wanted
            : throw S3Error.InvalidArgument("Invalid attribute name specified.", Header, text);
    }

    // The parts themselves are told only when they have checksums.
    private static void WriteParts(S3Call call, XmlReply reply, StoredObject item)
    {
        int limit = Math.Min(ReadNumber(call, "x-amz-max-parts") ?? 1000, 1000);
        int marker = ReadNumber(call, "x-amz-part-number-marker") ?? 0;
        PartInfo[] found = [.. item.Parts.Where(part => part.Number > marker).Take(limit + 1)];
        reply.Start("ObjectParts");
        reply.Value("PartsCount", item.Parts.Count);
        if (item.Checksum is not null)
        {
            reply.Value("PartNumberMarker", marker);
            reply.Value("NextPartNumberMarker", found.Take(limit).LastOrDefault()?.Number ?? 0);
            reply.Value("MaxParts", limit);
            reply.Value("IsTruncated", found.Length > limit && limit > 0);
            foreach (PartInfo part in found.Take(limit).Where(static part => part.Checksum is not null))
            {
                reply.Start("Part");
                reply.Value("PartNumber", part.Number);
                reply.Value("Size", part.Length);
                reply.Value(part.Checksum!.Kind.Element(), part.Checksum.Value);
                reply.End();
            }
        }

        reply.End();
    }

    private static int? ReadNumber(S3Call call, string header)
    {
        if (call.Header(header) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw S3Error.InvalidArgument($"Argument {header} must be an integer between 0 and 2147483647", header, text);
    }
}
