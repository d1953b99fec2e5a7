using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Virga.Local.Operations;

/// <summary>Puts on an answer what is kept with an object.</summary>
internal static class HeaderWriter
{
    public static void Write(S3Call call, StoredObject item)
    {
        IHeaderDictionary headers = call.Response.Headers;
        WriteValidators(call, item);
        headers.AcceptRanges = "bytes";
        headers.ContentType = "binary/octet-stream";
        foreach ((string name, string value) in item.Headers.Content)
        {
            headers[name] = value;
        }

        foreach ((string name, string value) in item.Headers.Metadata)
        {
            headers[HeaderReader.MetadataPrefix + name] = Encode(value);
        }

        if (item.Headers.Tags.Count > 0)
        {
            headers["x-amz-tagging-count"] = item.Headers.Tags.Count.ToString(CultureInfo.InvariantCulture);
        }

        if (item.Headers.StorageClass != "STANDARD")
        {
            headers["x-amz-storage-class"] = item.Headers.StorageClass;
        }

        headers["x-amz-server-side-encryption"] = "AES256";
    }

    public static void WriteValidators(S3Call call, StoredObject item)
    {
        call.Response.Headers.ETag = EntityTag.Quote(item.ETag);
        call.Response.Headers.LastModified = Timestamp.Http(item.LastModified);
    }

    public static void WriteChecksum(S3Call call, StoredChecksum? checksum)
    {
        if (checksum is not null)
        {
            call.Response.Headers[checksum.Kind.Header()] = checksum.Value;
            call.Response.Headers["x-amz-checksum-type"] = checksum.Type;
        }
    }

    public static void WriteRange(S3Call call, ByteRange range, long length)
        => call.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.Offset}-{range.Offset + range.Count - 1}/{length}");

    // What is not ASCII comes back as an encoded word, which is what the service does with it.
    private static string Encode(string value)
        => Ascii.IsValid(value) ? value : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}
