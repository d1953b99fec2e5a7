namespace Virga.Aws;

/// <summary>How credentials are fetched and kept.</summary>
public sealed record AwsSdkOptions
{
    /// <summary>How long before their end credentials are renewed, while those at hand go on being used. For short-lived ones at most half of the time that they have left. Default 5 minutes, which is what Amazon's SDKs keep free at least.</summary>
    public TimeSpan RefreshBefore { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one fetch may take. Default 60 s: the SDK's own attempts at instance metadata may take 35 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After a failed renewal, how long the credentials that are still valid are used before the next attempt. Default 30 s. A failure that leaves nobody with credentials is never kept: the next call tries again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the instance metadata service may take to accept a connection before this is taken for no instance. Default 1 s.</summary>
    public TimeSpan InstanceProbe { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The address of the Security Token Service. Default: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, then Amazon's of the region.</summary>
    public Uri? StsEndpoint { get; init; }

    /// <summary>The region of the Security Token Service. Default: AWS_REGION, AWS_DEFAULT_REGION, the profile's, then us-east-1.</summary>
    public string? Region { get; init; }

    /// <summary>The clock that decides when credentials are renewed. Default: the system's. The SDK's own signatures take the system's time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable. Default: the environment of the process. The SDK reads the process's own for containers, instances and its configuration.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    internal AwsSdkOptions Checked()
    {
        Positive(RefreshBefore, nameof(RefreshBefore), zero: true);
        Positive(RetryAfter, nameof(RetryAfter), zero: true);
        Positive(Timeout, nameof(Timeout), zero: false);
        Positive(InstanceProbe, nameof(InstanceProbe), zero: false);
        if (StsEndpoint is { } sts && (!sts.IsAbsoluteUri || sts.Scheme is not ("https" or "http") || sts.UserInfo.Length > 0 || sts.Query.Length > 0)) throw new ArgumentException("AwsSdkOptions.StsEndpoint is an absolute http or https URL without user name and query.");
        if (Region is { } region && (region.Length is 0 or > 63 || !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))) throw new ArgumentException("AwsSdkOptions.Region is not a region name: lower-case letters, digits and hyphens are expected, as in eu-central-1.");
        ArgumentNullException.ThrowIfNull(Time);
        ArgumentNullException.ThrowIfNull(Environment);
        return this;
    }

    internal string? Variable(string name) => Environment(name) is { Length: > 0 } value ? value : null;

    private static void Positive(TimeSpan value, string name, bool zero)
    {
        if (value < TimeSpan.Zero || (value == TimeSpan.Zero && !zero) || value.TotalDays > 1) throw new ArgumentException($"AwsSdkOptions.{name} is {value}; set a time of at most a day{(zero ? ", or zero" : "")}.");
    }
}
