using System.Globalization;
using System.Security.Cryptography;

namespace Virga.Local.Operations;

/// <summary>Turns parts into an object, after all that the service checks about them.</summary>
internal static class UploadCompletion
{
    public static async Task CompleteAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        Upload upload = UploadLifecycle.Find(call, bucket);
        WriteCondition condition = WriteConditions.Read(call);
        StoredChecksum? claimed = ReadClaim(call, upload);
        IReadOnlyList<ListedPart> listed;
        using (MemoryStream body = await ReadBodyAsync(call).ConfigureAwait(false))
        {
            listed = ListedPart.ReadAll(body);
        }

        StoredObject item = call.Catalog.Complete(bucket, upload, condition, () =>
        {
            IReadOnlyList<StoredPart> parts = PartCheck.Match(upload, listed, call.Options.MinPartSize);
            return (Assemble(call, upload, parts, claimed), parts);
        });
        call.Response.Headers["x-amz-server-side-encryption"] = "AES256";
        using XmlReply reply = new("CompleteMultipartUploadResult");
        reply.Value("Location", $"http://{call.Headers.Host}/{bucket.Name}/{PercentCoding.Encode(item.Key, keepSlash: true)}");
        reply.Value("Bucket", bucket.Name);
        reply.Value("Key", item.Key);
        reply.Value("ETag", EntityTag.Quote(item.ETag));
        ObjectCopy.WriteChecksum(reply, item.Checksum);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    // Checksum headers of this request are about the object, not about the XML.
    private static async Task<MemoryStream> ReadBodyAsync(S3Call call)
    {
        foreach (ChecksumKind kind in ChecksumNames.All)
        {
            call.Headers.Remove(kind.Header());
        }

        call.Headers.Remove("x-amz-sdk-checksum-algorithm");

        return await XmlBody.ReadAsync(call).ConfigureAwait(false);
    }

    private static StoredChecksum? ReadClaim(S3Call call, Upload upload)
    {
        if (call.Header("x-amz-checksum-type") is { } type && upload.Checksum is not null && type != (upload.Composite ? "COMPOSITE" : "FULL_OBJECT"))
        {
            throw S3Error.InvalidRequest(
                $"The upload was created using the {(upload.Composite ? "COMPOSITE" : "FULL_OBJECT")} checksum mode. The complete request must use the same checksum mode.");
        }

        foreach (ChecksumKind kind in ChecksumNames.All)
        {
            if (call.Header(kind.Header()) is not { } value)
            {
                continue;
            }

            if (kind != upload.Checksum)
            {
                throw S3Error.InvalidRequest(
                    $"Checksum Type mismatch occurred, expected checksum Type: {upload.Checksum?.Algorithm().ToLowerInvariant() ?? "null"}, actual checksum Type: {kind.Algorithm().ToLowerInvariant()}");
            }

            return new(kind, value, upload.Composite);
        }

        return null;
    }

    private static StoredObject Assemble(S3Call call, Upload upload, IReadOnlyList<StoredPart> parts, StoredChecksum? claimed)
    {
        StoredChecksum? checksum = Combine(upload, parts);
        if (claimed is not null && !SameValue(claimed.Value, checksum!.Value))
        {
            throw new S3Exception(400, "BadDigest", $"The {claimed.Kind.Algorithm()} you specified did not match the calculated checksum.");
        }

        Content content = call.Catalog.Storage.Join([.. parts.Select(static part => part.Content)]);
        CheckSize(call.Header("x-amz-mp-object-size"), content.Length);
        return new()
        {
            Key = upload.Key,
            Content = content,
            ETag = JoinTags(parts),
            LastModified = call.Now,
            Headers = upload.Headers,
            Checksum = checksum,
            Parts = [.. parts.Select(static part => new PartInfo(part.Number, part.Content.Length, part.Checksum))],
        };
    }

    private static StoredChecksum? Combine(Upload upload, IReadOnlyList<StoredPart> parts)
    {
        if (upload.Checksum is not { } kind)
        {
            return null;
        }

        return upload.Composite
            ? StoredChecksum.OfParts(kind, [.. parts.Select(static part => part.Checksum!)])
            : StoredChecksum.Joined(kind, [.. parts.Select(static part => (part.Checksum!, part.Content.Length))]);
    }

    // Clients may leave the count behind the dash out.
    private static bool SameValue(string claimed, string computed)
        => claimed == computed || (computed.LastIndexOf('-') is > 0 and int dash && claimed == computed[..dash]);

    private static void CheckSize(string? claimed, long length)
    {
        if (claimed is not null && claimed != length.ToString(CultureInfo.InvariantCulture))
        {
            throw S3Error.InvalidRequest($"The provided 'x-amz-mp-object-size' header value {claimed} does not match what was computed: {length}");
        }
    }

    private static string JoinTags(IReadOnlyList<StoredPart> parts)
    {
        using IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (StoredPart part in parts)
        {
            md5.AppendData(Convert.FromHexString(part.ETag));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(md5.GetHashAndReset())}-{parts.Count}");
    }
}
