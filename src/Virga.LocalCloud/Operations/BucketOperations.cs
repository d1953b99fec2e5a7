namespace Virga.Local.Operations;

internal static class BucketOperations
{
    public static async Task CreateAsync(S3Call call)
    {
        BucketName.Require(call.BucketName);
        string? location = null;
        using (MemoryStream body = await XmlBody.ReadAsync(call).ConfigureAwait(false))
        {
            if (body.Length > 0)
            {
                location = XmlNode.Parse(body, "CreateBucketConfiguration")["LocationConstraint"];
            }
        }

        CheckLocation(location ?? string.Empty, call.Options.Region);

        // The first region answers a second creation by the owner with success, the others with a conflict.
        if (!call.Catalog.Create(call.BucketName, call.Now) && call.Options.Region != "us-east-1")
        {
            throw new S3Exception(
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                ("BucketName", call.BucketName));
        }

        call.Response.Headers.Location = "/" + call.BucketName;
        call.Reply(200);
    }

    public static Task HeadAsync(S3Call call)
    {
        call.Bucket();
        call.Response.Headers["x-amz-bucket-region"] = call.Options.Region;
        call.Response.ContentType = "application/xml";
        call.Reply(200);
        return Task.CompletedTask;
    }

    public static Task DeleteAsync(S3Call call)
    {
        BucketName.Require(call.BucketName);
        call.Catalog.Delete(call.BucketName);
        call.Reply(204);
        return Task.CompletedTask;
    }

    public static async Task LocationAsync(S3Call call)
    {
        call.Bucket();
        using XmlReply reply = new("LocationConstraint");
        if (call.Options.Region != "us-east-1")
        {
            reply.Text(call.Options.Region);
        }

        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private static void CheckLocation(string location, string region)
    {
        if (region == "us-east-1")
        {
            if (location.Length > 0)
            {
                throw new S3Exception(400, "InvalidLocationConstraint", "The specified location-constraint is not valid", ("LocationConstraint", location));
            }
        }
        else if (location != region)
        {
            string named = location.Length == 0 ? "unspecified" : location;
            throw new S3Exception(
                400, "IllegalLocationConstraintException", $"The {named} location constraint is incompatible for the region specific endpoint this request was sent to.");
        }
    }
}
