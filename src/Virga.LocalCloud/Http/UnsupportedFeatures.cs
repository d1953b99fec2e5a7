namespace Virga.Local.Http;

/// <summary>Refuses what would otherwise be silently ignored: a client must not believe that an object is locked, shared or encrypted.</summary>
internal static class UnsupportedFeatures
{
    // Sub-resources of the service that come with a value too, and so are told by their names.
    private static readonly string[] Subresources =
    [
        "abac", "analytics", "append", "intelligent-tiering", "inventory", "legal-hold", "metadataConfiguration", "metadataInventoryTable",
        "metadataJournalTable", "metadataTable", "metrics", "renameObject", "restore", "retention", "select", "select-type", "session", "torrent",
    ];

    // What the operations here read. Everything else without a value is taken for a sub-resource that is not known here.
    private static readonly string[] Parameters =
    [
        "AWSAccessKeyId", "Expires", "Signature", "bucket-region", "continuation-token", "delete", "delimiter", "encoding-type", "fetch-owner",
        "key-marker", "list-type", "location", "marker", "max-buckets", "max-keys", "max-parts", "max-uploads", "part-number-marker", "partNumber",
        "prefix", "start-after", "upload-id-marker", "uploadId", "uploads", "version-id-marker", "versionId", "versions", "x-id",
    ];

    private static readonly string[] Prefixes =
    [
        "x-amz-object-lock-", "x-amz-server-side-encryption-", "x-amz-copy-source-server-side-encryption-",
        "x-amz-website-redirect-location", "x-amz-write-offset-bytes", "x-amz-bucket-object-lock-enabled", "x-amz-mfa",
    ];

    /// <summary>The first sub-resource in the query that is not served on a bucket, or on an object; null without one.</summary>
    public static string? FindSubresource(QueryParameters query, bool onObject)
        => query.Items.FirstOrDefault(item => !IsServed(item.Name, onObject) && (item.Value.Length == 0 || IsOfTheService(item.Name))).Name;

    public static void Check(S3Call call)
    {
        foreach (string name in call.Headers.Keys)
        {
            if (Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                throw S3Error.NotImplemented(name);
            }
        }

        RequireValue(call, "x-amz-server-side-encryption", "AES256");
        RequireValue(call, "x-amz-object-ownership", "BucketOwnerEnforced");
        AccessControl.Check(call);
        Owner.Check(call);
        if (call.Query["versionId"] is not (null or "null"))
        {
            throw S3Error.InvalidArgument("Invalid version id specified", "versionId", call.Query["versionId"]!);
        }
    }

    private static bool IsServed(string name, bool onObject)
        => name is "acl" or "tagging" || (onObject ? name == "attributes" : BucketAspect.IsKnown(name))
        || Array.IndexOf(Parameters, name) >= 0
        || name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("response-", StringComparison.Ordinal);

    private static bool IsOfTheService(string name) => Array.IndexOf(Subresources, name) >= 0 || BucketAspect.IsKnown(name) || name == "attributes";

    private static void RequireValue(S3Call call, string header, string only)
    {
        if (call.Header(header) is { } value && value != only)
        {
            throw S3Error.NotImplemented(header);
        }
    }
}
