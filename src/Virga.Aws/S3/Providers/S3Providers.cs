namespace Virga.Aws.S3.Providers;

/// <summary>The providers that have addresses of their own.</summary>
/// <remarks>The shapes of regions follow the lists that the providers publish; a region of a new shape can be used by giving its endpoint.</remarks>
internal static class S3Providers
{
    // "Bucket naming rules" of the Amazon S3 User Guide; before March 2018 us-east-1 took upper case, underscores and 255 characters.
    private static readonly S3Provider Aws = new("aws", ".amazonaws.com", region => RegionShape.IsZone(region, digits: 1), "eu-central-1", new S3BucketRule("Amazon S3", 3, 63, "-.") { OldRegion = "us-east-1" });

    private static readonly S3Provider[] All =
    [
        Aws,
        Aws with { Suffix = ".amazonaws.com.cn" },
        Aws with { Suffix = ".amazonaws.eu" },
        new("wasabi", ".wasabisys.com", region => RegionShape.IsZone(region, digits: 1), "eu-central-1", new S3BucketRule("Wasabi", 3, 63, "-.")),
        new("digitalocean", ".digitaloceanspaces.com", RegionShape.IsSite, "fra1", new S3BucketRule("DigitalOcean Spaces", 3, 63, "-")),

        // us-east-1 and the empty region stand for auto there.
        new("cloudflare-r2", ".r2.cloudflarestorage.com", region => region is "auto" or "us-east-1", "auto", new S3BucketRule("Cloudflare R2", 3, 63, "-")),
        new("backblaze", ".backblazeb2.com", region => RegionShape.IsZone(region, digits: 3), "eu-central-003", new S3BucketRule("Backblaze B2", 6, 63, "-")),

        // The region of an HMAC signature is not looked at; locations of buckets are what users put there.
        // Names with dots may have 222 characters ("Bucket names" of the Cloud Storage documentation).
        new("google", "storage.googleapis.com", RegionShape.IsLocation, "auto", new S3BucketRule("Google Cloud Storage", 3, 222, "-._")),
    ];

    // For hints alone: a region that is not here is no error.
    private static readonly string[] KnownRegions =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1",
        "eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "af-south-1",
        "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "cn-north-1", "cn-northwest-1",
    ];

    /// <summary>The provider of a profile; null for profiles that hold for anybody's servers.</summary>
    public static S3Provider? Find(string profile) => Array.Find(All, provider => provider.Profile == profile);

    /// <summary>The provider whose host this is; null for others.</summary>
    public static S3Provider? Owner(Uri endpoint) => Array.Find(All, provider => provider.Owns(endpoint));

    /// <summary>The provider, but for one profile's, that calls a region so; null when none does.</summary>
    public static S3Provider? OfRegion(string region, string except) => Array.Find(All, provider => provider.Profile != except && region != "auto" && provider.Region(region));

    /// <summary>A region that may have been meant; null when nothing is near.</summary>
    public static string? Nearest(string region)
    {
        var text = region.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
        if (KnownRegions.Contains(text)) return text;
        var (name, distance) = KnownRegions.Select(known => (Name: known, Distance: EditDistance.Between(known, text))).MinBy(pair => pair.Distance);
        return distance <= 2 ? name : null;
    }

    /// <summary>The address template of a region of Amazon's other partitions; null for those of amazonaws.com. See "AWS partitions" of the AWS documentation.</summary>
    public static string? PartitionServer(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "https://s3.{region}.amazonaws.com.cn"
        : region.StartsWith("eusc-", StringComparison.Ordinal) ? "https://s3.{region}.amazonaws.eu"
        : region.StartsWith("us-iso-", StringComparison.Ordinal) ? "https://s3.{region}.c2s.ic.gov"
        : region.StartsWith("us-isob-", StringComparison.Ordinal) ? "https://s3.{region}.sc2s.sgov.gov"
        : null;
}
