namespace Virga.Local.Operations;

internal static class BucketListing
{
    // Amazon's bound for max-buckets.
    private const int MostBuckets = 10_000;

    public static async Task ListAsync(S3Call call)
    {
        string prefix = call.Query["prefix"] ?? string.Empty;
        string after = ContinuationToken.Read(call.Query["continuation-token"])?.Key ?? string.Empty;
        int limit = ReadLimit(call.Query["max-buckets"]);
        bool known = call.Query["bucket-region"] is not { } region || region == call.Options.Region;
        Bucket[] found = [.. call.Catalog.All()
            .Where(bucket => known && bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && Utf8Order.Instance.Compare(bucket.Name, after) > 0)
            .Take(limit + 1)];

        using XmlReply reply = new("ListAllMyBucketsResult");
        Owner.Write(reply, "Owner");
        reply.Start("Buckets");
        foreach (Bucket bucket in found.Take(limit))
        {
            reply.Start("Bucket");
            reply.Value("Name", bucket.Name);
            reply.Value("CreationDate", bucket.Created);
            reply.Value("BucketRegion", call.Options.Region);
            reply.End();
        }

        reply.End();
        if (found.Length > limit)
        {
            reply.Value("ContinuationToken", new ContinuationToken(found[limit - 1].Name, IsPrefix: false).ToString());
        }

        reply.Optional("Prefix", call.Query["prefix"]);
        await reply.SendAsync(call.Http).ConfigureAwait(false);
    }

    private static int ReadLimit(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return MostBuckets;
        }

        return int.TryParse(text, out int value) && value is >= 1 and <= MostBuckets
            ? value
            : throw S3Error.InvalidArgument($"Argument max-buckets must be an integer between 1 and {MostBuckets}", "max-buckets", text);
    }
}
