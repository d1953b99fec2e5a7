namespace Virga.Local.Operations;

internal static class DeleteMany
{
    // The service's bound for one request.
    private const int Most = 1000;

    public static async Task DeleteAsync(S3Call call)
    {
        Bucket bucket = call.Bucket();
        using MemoryStream body = await XmlBody.ReadAsync(call, requireDigest: true).ConfigureAwait(false);
        XmlNode request = XmlNode.Parse(body, "Delete");
        XmlNode[] objects = [.. request.Children("Object")];
        if (objects.Length is 0 or > Most || objects.Any(static item => string.IsNullOrEmpty(item["Key"])))
        {
            throw S3Error.MalformedXml();
        }

        bool quiet = string.Equals(request["Quiet"], "true", StringComparison.OrdinalIgnoreCase);
        using XmlReply reply = new("DeleteResult");
        foreach (XmlNode item in objects)
        {
            Delete(call, bucket, item, quiet, reply);
        }

        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private static void Delete(S3Call call, Bucket bucket, XmlNode item, bool quiet, XmlReply reply)
    {
        string key = item["Key"]!;
        try
        {
            KeyRules.Require(key);
            if (item["VersionId"] is not (null or "" or "null"))
            {
                throw new S3Exception(404, "NoSuchVersion", "The specified version does not exist.");
            }

            call.Catalog.Remove(bucket, key, item["ETag"] is { Length: > 0 } tag ? new(tag, MustBeNew: false) : WriteCondition.None);
            if (!quiet)
            {
                reply.Start("Deleted");
                reply.Value("Key", key);
                reply.End();
            }
        }
        catch (S3Exception error)
        {
            reply.Start("Error");
            reply.Value("Key", key);
            reply.Value("Code", error.Code);
            reply.Value("Message", error.Message);
            reply.End();
        }
    }
}
