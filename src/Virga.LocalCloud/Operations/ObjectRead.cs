using System.Globalization;

namespace Virga.Local.Operations;

/// <summary>GET and HEAD of an object.</summary>
internal static class ObjectRead
{
    private static readonly (string Parameter, string Header)[] Overrides =
    [
        ("response-cache-control", "Cache-Control"),
        ("response-content-disposition", "Content-Disposition"),
        ("response-content-encoding", "Content-Encoding"),
        ("response-content-language", "Content-Language"),
        ("response-content-type", "Content-Type"),
        ("response-expires", "Expires"),
    ];

    public static async Task ReadAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        using ObjectLease lease = Catalog.Read(call.Bucket(), call.Key) ?? throw S3Error.NoSuchKey(call.Key);
        StoredObject item = lease.Item;
        if (ReadConditions.IsNotModified(call, item))
        {
            HeaderWriter.WriteValidators(call, item);
            call.Reply(304);
            return;
        }

        (ByteRange? range, StoredChecksum? checksum) = Select(call, item);
        HeaderWriter.Write(call, item);
        Override(call);
        if (string.Equals(call.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase))
        {
            HeaderWriter.WriteChecksum(call, checksum);
        }

        if (range is not null)
        {
            HeaderWriter.WriteRange(call, range, item.Length);
        }

        ByteRange sent = range ?? new(0, item.Length);
        call.Response.StatusCode = range is null ? 200 : 206;
        call.Response.ContentLength = sent.Count;
        if (!call.IsHead)
        {
            Stream target = call.Response.Body;
            await item.Content.CopyToAsync(target.WriteAsync, sent.Offset, sent.Count, call.Aborted).ConfigureAwait(false);
        }
    }

    private static (ByteRange? Range, StoredChecksum? Checksum) Select(S3Call call, StoredObject item)
    {
        string? header = call.Header("Range");
        if (call.Header("If-Range") is { } validator && !EntityTag.Matches(validator, item.ETag) && Timestamp.ParseHttp(validator) != Timestamp.ToSeconds(item.LastModified))
        {
            header = null;
        }

        if (call.Query["partNumber"] is not { } part)
        {
            ByteRange? range = ByteRange.Read(header, item.Length);
            return (range, range is null || range.Count == item.Length ? item.Checksum : null);
        }

        if (header is not null)
        {
            throw S3Error.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        }

        return SelectPart(call, item, PartNumber.Read(part));
    }

    private static (ByteRange? Range, StoredChecksum? Checksum) SelectPart(S3Call call, StoredObject item, int number)
    {
        if (item.Parts.Count == 0)
        {
            // An object of a single put is its own first part; nothing of nothing is no range.
            return number != 1 ? throw NoSuchPart(number) : (item.Length == 0 ? null : new(0, item.Length), item.Checksum);
        }

        call.Response.Headers["x-amz-mp-parts-count"] = item.Parts.Count.ToString(CultureInfo.InvariantCulture);
        long offset = 0;
        foreach (PartInfo part in item.Parts)
        {
            if (part.Number == number)
            {
                return (part.Length == 0 ? null : new(offset, part.Length), part.Checksum);
            }

            offset += part.Length;
        }

        throw NoSuchPart(number);
    }

    private static S3Exception NoSuchPart(int number) => new(
        416, "InvalidPartNumber", "The requested partnumber is not satisfiable", ("PartNumberRequested", number.ToString(CultureInfo.InvariantCulture)));

    private static void Override(S3Call call)
    {
        foreach ((string parameter, string header) in Overrides)
        {
            if (call.Query[parameter] is not { } value)
            {
                continue;
            }

            if (call.Signature is null)
            {
                throw S3Error.InvalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
            }

            if (value.Any(char.IsControl))
            {
                throw S3Error.InvalidArgument("A header value cannot hold control characters.", parameter, value);
            }

            call.Response.Headers[header] = value;
        }
    }
}
