namespace Virga.Local.Operations;

/// <summary>Begins and aborts uploads in parts.</summary>
internal static class UploadLifecycle
{
    public static async Task CreateAsync(S3Call call)
    {
        KeyRules.Require(call.Key);
        Bucket bucket = call.Bucket();
        ChecksumKind? kind = ObjectCopy.ReadAlgorithm(call);
        Upload upload = new()
        {
            Id = call.Ids.Text(64),
            Key = call.Key,
            Initiated = call.Now,
            Headers = HeaderReader.Read(call),
            Checksum = kind,
            Composite = IsComposite(call.Header("x-amz-checksum-type"), kind),
        };
        call.Catalog.Begin(bucket, upload);
        if (kind is { } announced)
        {
            call.Response.Headers["x-amz-checksum-algorithm"] = announced.Algorithm();
            call.Response.Headers["x-amz-checksum-type"] = upload.Composite ? "COMPOSITE" : "FULL_OBJECT";
        }

        call.Response.Headers["x-amz-server-side-encryption"] = "AES256";
        using XmlReply reply = new("InitiateMultipartUploadResult");
        reply.Value("Bucket", bucket.Name);
        reply.Value("Key", upload.Key);
        reply.Value("UploadId", upload.Id);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    public static Task AbortAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        call.Catalog.Abort(bucket, Find(call, bucket));
        call.Reply(204);
        return Task.CompletedTask;
    }

    public static Upload Find(S3Call call, Bucket bucket) => Catalog.FindUpload(bucket, call.Key, call.Query["uploadId"] ?? string.Empty);

    private static bool IsComposite(string? type, ChecksumKind? kind)
    {
        if (kind is null)
        {
            return type is null ? false : throw S3Error.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        // CRC64NVME knows whole objects only, the SHA family parts only; the other two know both and take parts when nothing is said.
        bool composite = type switch
        {
            null => kind != ChecksumKind.Crc64Nvme,
            "COMPOSITE" => true,
            "FULL_OBJECT" => false,
            _ => throw S3Error.InvalidRequest("Value for x-amz-checksum-type header is invalid."),
        };
        bool allowed = composite ? kind != ChecksumKind.Crc64Nvme : kind.Value.IsCrc();
        return allowed ? composite : throw S3Error.InvalidRequest($"The {type} checksum type cannot be used with the {kind.Value.Algorithm()} checksum algorithm.");
    }
}
