namespace Virga.Local.Operations;

/// <summary>The source of a copy: bucket and key, percent-coded, with or without a leading slash.</summary>
internal sealed record CopySource(string Bucket, string Key)
{
    public static CopySource Read(S3Call call)
    {
        string header = call.Header("x-amz-copy-source") ?? string.Empty;
        int version = header.IndexOf("?versionId=", StringComparison.Ordinal);
        string path = version < 0 ? header : header[..version];
        if (version >= 0 && header[(version + "?versionId=".Length)..] != "null")
        {
            throw S3Error.InvalidArgument("Invalid version id specified", "x-amz-copy-source", header);
        }

        string decoded = PercentCoding.Decode(path).TrimStart('/');
        int slash = decoded.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < decoded.Length - 1
            ? new(decoded[..slash], decoded[(slash + 1)..])
            : throw S3Error.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", "x-amz-copy-source", header);
    }

    /// <summary>The source under its own conditions.</summary>
    public ObjectLease Open(S3Call call)
    {
        BucketName.Require(Bucket);
        ObjectLease lease = Catalog.Read(call.Catalog.Find(Bucket), Key) ?? throw S3Error.NoSuchKey(Key);
        try
        {
            // A copy has no 304: a source that did not change is a condition that did not hold.
            return ReadConditions.IsNotModified(call, lease.Item, "x-amz-copy-source-")
                ? throw S3Error.PreconditionFailed("x-amz-copy-source-If-None-Match")
                : lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }
}
