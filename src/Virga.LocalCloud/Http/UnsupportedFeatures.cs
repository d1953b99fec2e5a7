namespace Virga.Local.Http;

/// <summary>Refuses what would otherwise be silently ignored: a client must not believe that an object is locked, shared or encrypted.</summary>
internal static class UnsupportedFeatures
{
    private static readonly string[] Subresources =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle",
        "logging", "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls", "policy",
        "policyStatus", "publicAccessBlock", "renameObject", "replication", "requestPayment", "restore", "retention", "select", "session",
        "tagging", "torrent", "versioning", "website",
    ];

    private static readonly string[] Prefixes =
    [
        "x-amz-grant-", "x-amz-object-lock-", "x-amz-server-side-encryption-", "x-amz-copy-source-server-side-encryption-",
        "x-amz-website-redirect-location", "x-amz-tagging", "x-amz-write-offset-bytes", "x-amz-bucket-object-lock-enabled",
    ];

    public static bool IsUnsupported(QueryParameters query) => Array.Exists(Subresources, query.Has);

    public static void Check(S3Call call)
    {
        foreach (string name in call.Headers.Keys)
        {
            if (Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                throw S3Error.NotImplemented(name);
            }
        }

        if (call.Header("x-amz-server-side-encryption") is not (null or "AES256"))
        {
            throw S3Error.NotImplemented("x-amz-server-side-encryption");
        }

        if (call.Header("x-amz-acl") is not (null or "private" or "bucket-owner-full-control"))
        {
            throw S3Error.NotImplemented("x-amz-acl");
        }

        if (call.Query["versionId"] is not (null or "null"))
        {
            throw S3Error.InvalidArgument("Invalid version id specified", "versionId", call.Query["versionId"]!);
        }
    }
}
