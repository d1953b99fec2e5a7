namespace Virga.Aws;

/// <summary>What endpoint rules and signatures need to know of a service.</summary>
/// <param name="Variable">Its name in <c>AWS_ENDPOINT_URL_X</c>.</param>
/// <param name="Name">Its name in hosts and signatures.</param>
/// <param name="IsGlobal">Whether a partition has one address for all its regions.</param>
internal sealed record AwsService(string Variable, string Name, bool IsGlobal)
{
    public const string DefaultRegion = "us-east-1";

    public static AwsService DynamoDb { get; } = new("DYNAMODB", "dynamodb", false);

    public static AwsService Iam { get; } = new("IAM", "iam", true);

    public static AwsService Sts { get; } = new("STS", "sts", false);

    /// <summary>The region that signatures name: of a global service that of its partition.</summary>
    public string SigningRegion(string region) => !IsGlobal ? region : Partition(region).Region;

    /// <summary>The address where it is not that of the spec, which knows Amazon's first partition.</summary>
    public Uri? Address(string region)
    {
        var (suffix, home) = Partition(region);
        if (region.StartsWith("us-gov-", StringComparison.Ordinal)) return IsGlobal ? new Uri($"https://{Name}.us-gov.amazonaws.com") : null;
        return suffix is null ? null : new Uri($"https://{Name}.{(IsGlobal ? home : region)}.{suffix}");
    }

    /// <summary>The region that a host of this service names; null for another host.</summary>
    public string? RegionOf(Uri endpoint)
    {
        var labels = endpoint.IdnHost.Split('.');
        return !IsGlobal && labels.Length >= 4 && labels[0] == Name && labels[2] is "amazonaws" ? labels[1] : null;
    }

    private static (string? Suffix, string Region) Partition(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => ("amazonaws.com.cn", "cn-north-1"),
        _ when region.StartsWith("eusc-", StringComparison.Ordinal) => ("amazonaws.eu", "eusc-de-east-1"),
        _ when region.StartsWith("us-iso-", StringComparison.Ordinal) => ("c2s.ic.gov", "us-iso-east-1"),
        _ when region.StartsWith("us-isob-", StringComparison.Ordinal) => ("sc2s.sgov.gov", "us-isob-east-1"),
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => (null, "us-gov-west-1"),
        _ => (null, DefaultRegion),
    };
}
