namespace Virga.Local.Operations;

/// <summary>
/// Access control lists as a bucket has them that enforces its owner, which is what a new bucket of the service does:
/// they can be read, and give the owner everything; a list that would give others anything is refused.
/// </summary>
internal static class AccessControl
{
    private const string FullControl = "FULL_CONTROL";

    public static S3Exception NotSupported() => new(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");

    /// <summary>Refuses headers that would give others anything.</summary>
    public static void Check(S3Call call)
    {
        bool grants = call.Headers.Keys.Any(static name => name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase));
        if (!grants && call.Header("x-amz-acl") is null or "private" or "bucket-owner-full-control")
        {
            return;
        }

        throw call.Method == "PUT" && call.Key.Length == 0 && !call.Query.Has("acl")
            ? new S3Exception(400, "InvalidBucketAclWithObjectOwnership", "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting")
            : NotSupported();
    }

    public static async Task ReadAsync(S3Call call)
    {
        RequireTarget(call);
        using XmlReply reply = new("AccessControlPolicy");
        Owner.Write(reply, "Owner");
        reply.Start("AccessControlList");
        reply.Start("Grant");
        reply.Typed("Grantee", "CanonicalUser");
        reply.Value("ID", Owner.Id);
        reply.Value("DisplayName", Owner.Name);
        reply.End();
        reply.Value("Permission", FullControl);
        reply.End();
        reply.End();
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    public static async Task WriteAsync(S3Call call)
    {
        RequireTarget(call);
        using MemoryStream body = await XmlBody.ReadAsync(call).ConfigureAwait(false);
        if (body.Length > 0)
        {
            XmlNode[] grants = [.. XmlNode.Parse(body, "AccessControlPolicy").Children("AccessControlList").SelectMany(static list => list.Children("Grant"))];
            if (grants.Length == 0 || !Array.TrueForAll(grants, IsOwners))
            {
                throw NotSupported();
            }
        }
        else if (call.Header("x-amz-acl") is null)
        {
            throw new S3Exception(400, "MissingSecurityHeader", "Your request was missing a required header", ("MissingHeaderName", "x-amz-acl"));
        }

        call.Reply(200);
    }

    private static bool IsOwners(XmlNode grant)
        => grant["Permission"] == FullControl && grant.Children("Grantee").Any(static grantee => grantee["ID"] == Owner.Id);

    private static void RequireTarget(S3Call call)
    {
        Bucket bucket = call.Bucket();
        if (call.Key.Length > 0)
        {
            KeyRules.Require(call.Key);
            using ObjectLease lease = Catalog.Read(bucket, call.Key) ?? throw S3Error.NoSuchKey(call.Key);
        }
    }
}
