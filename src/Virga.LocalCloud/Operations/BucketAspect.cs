namespace Virga.Local.Operations;

/// <summary>A configuration of a bucket that has the value of a new bucket for ever: it can be read, and written only with the value that it has.</summary>
/// <param name="Parameter">Its name in the query.</param>
/// <param name="Operation">Its name in the service's operations.</param>
/// <param name="Root">The root of its document; null when a new bucket has none.</param>
/// <param name="Document">What stands in the root.</param>
/// <param name="ErrorCode">What a read is answered with when there is no document.</param>
/// <param name="ErrorMessage">The words of that error.</param>
/// <param name="Deletable">Whether a deletion leads to the value that it has.</param>
internal sealed record BucketAspect(string Parameter, string Operation, string? Root, string Document, string ErrorCode, string ErrorMessage, bool Deletable)
{
    private static readonly BucketAspect[] All =
    [
        With("versioning", "BucketVersioning", "VersioningConfiguration"),
        With("logging", "BucketLogging", "BucketLoggingStatus"),
        With("notification", "BucketNotificationConfiguration", "NotificationConfiguration"),
        With("accelerate", "BucketAccelerateConfiguration", "AccelerateConfiguration"),
        With("requestPayment", "BucketRequestPayment", "RequestPaymentConfiguration", "<Payer>BucketOwner</Payer>"),
        With("ownershipControls", "BucketOwnershipControls", "OwnershipControls", "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"),
        With(
            "publicAccessBlock",
            "PublicAccessBlock",
            "PublicAccessBlockConfiguration",
            "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>"),
        With(
            "encryption",
            "BucketEncryption",
            "ServerSideEncryptionConfiguration",
            "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>",
            deletable: true),
        Without("policy", "BucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist", deletable: true),
        Without("policyStatus", "BucketPolicyStatus", "NoSuchBucketPolicy", "The bucket policy does not exist"),
        Without("cors", "BucketCors", "NoSuchCORSConfiguration", "The CORS configuration does not exist", deletable: true),
        Without("lifecycle", "BucketLifecycleConfiguration", "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", deletable: true),
        Without("website", "BucketWebsite", "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration", deletable: true),
        Without("replication", "BucketReplication", "ReplicationConfigurationNotFoundError", "The replication configuration was not found", deletable: true),
        Without("object-lock", "ObjectLockConfiguration", "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"),
    ];

    public static bool IsNamed(QueryParameters query) => Array.Exists(All, item => query.Has(item.Parameter));

    /// <summary>The route of a request that names an aspect; null when the method does not fit.</summary>
    public static Route? Find(string method, QueryParameters query)
    {
        BucketAspect? aspect = Array.Find(All, item => query.Has(item.Parameter));
        return (aspect, method) switch
        {
            (null, _) => null,
            (_, "GET") => new("Get" + aspect.Operation, aspect.ReadAsync),
            (_, "PUT") => new("Put" + aspect.Operation, aspect.WriteAsync),
            (_, "DELETE") => new("Delete" + aspect.Operation, aspect.DeleteAsync),
            _ => null,
        };
    }

    public static bool IsKnown(string parameter) => Array.Exists(All, item => item.Parameter == parameter);

    private static BucketAspect With(string parameter, string operation, string root, string document = "", bool deletable = false)
        => new(parameter, operation, root, document, string.Empty, string.Empty, deletable);

    private static BucketAspect Without(string parameter, string operation, string code, string message, bool deletable = false)
        => new(parameter, operation, null, string.Empty, code, message, deletable);

    private async Task ReadAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        if (Root is null)
        {
            throw new S3Exception(404, ErrorCode, ErrorMessage, ("BucketName", bucket.Name));
        }

        using XmlReply reply = new(Root);
        reply.Raw(Document);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private async Task WriteAsync(S3Call call)
    {
        call.Bucket();
        if (Root is null)
        {
            throw Fixed();
        }

        using MemoryStream body = await XmlBody.ReadAsync(call).ConfigureAwait(false);
        using MemoryStream own = new(System.Text.Encoding.UTF8.GetBytes($"<{Root}>{Document}</{Root}>"));
        if (!XmlNode.Parse(body, Root).Means(XmlNode.Parse(own, Root)))
        {
            throw Fixed();
        }

        call.Reply(200);
    }

    private Task DeleteAsync(S3Call call)
    {
        call.Bucket();
        if (!Deletable)
        {
            throw Fixed();
        }

        call.Reply(204);
        return Task.CompletedTask;
    }

    private S3Exception Fixed() => S3Error.UnsupportedSubresource(
        Parameter, $"?{Parameter} cannot be changed: this local endpoint keeps the {Operation} that a new bucket has");
}
