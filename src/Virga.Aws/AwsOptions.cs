using Virga.Aws.DynamoDb;
using Virga.Aws.Iam;
using Virga.Aws.Sts;
using Virga.Http;

namespace Virga.Aws;

/// <summary>How clients of DynamoDB, IAM and STS are opened.</summary>
/// <remarks>
/// What is null is found in the environment (<c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>; <c>AWS_ENDPOINT_URL_DYNAMODB</c>, <c>_IAM</c> or <c>_STS</c>, then <c>AWS_ENDPOINT_URL</c>),
/// then in the AWS profile files. IAM has one address for all regions of a partition, and signatures name the partition's first region, such as us-east-1.
/// </remarks>
public sealed record AwsOptions
{
    /// <summary>Where credentials come from. Default: what <see cref="Chain"/> gives.</summary>
    public IAwsCredentialSource? Credentials { get; init; }

    /// <summary>Makes the source of credentials where none is given. Default: the environment, then the AWS profile files; the package Virga.Aws.Credentials has one with roles, web identities, single sign-on, containers and instances.</summary>
    public AwsChain? Chain { get; init; }

    /// <summary>The region. Default: the one that the endpoint's host names, then that of the environment or profile, then us-east-1.</summary>
    public string? Region { get; init; }

    /// <summary>The service's address, such as <c>http://127.0.0.1:8000</c> for a local one. Default: the service's own in the region.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Hosts that credentials may go to beside the endpoint: <c>host</c> or <c>*.suffix</c>, with an optional <c>:port</c>. Naming a host also allows plain http to it.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Changes what a client is made with, such as its handler, retry and timeouts; called last.</summary>
    public Action<ClientOptions>? Configure { get; init; }

    /// <summary>Makes a client of DynamoDB. The caller disposes it.</summary>
    /// <exception cref="VirgaException">The credentials are incomplete, a profile file is malformed, or region or endpoint are not what they must be.</exception>
    public DynamoDbClient CreateDynamoDbClient() => new(For(AwsService.DynamoDb));

    /// <summary>Makes a client of IAM. The caller disposes it.</summary>
    /// <exception cref="VirgaException">The credentials are incomplete, a profile file is malformed, or region or endpoint are not what they must be.</exception>
    public IamClient CreateIamClient() => new(For(AwsService.Iam));

    /// <summary>Makes a client of STS. The caller disposes it.</summary>
    /// <exception cref="VirgaException">The credentials are incomplete, a profile file is malformed, or region or endpoint are not what they must be.</exception>
    public StsClient CreateStsClient() => new(For(AwsService.Sts));

    /// <summary>Names region and endpoint, never a secret.</summary>
    public override string ToString() => $"AwsOptions(region {Region ?? "default"}, endpoint {Endpoint?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? "default"})";

    /// <summary>Writes these options into those of a client; what is said there already stays.</summary>
    internal void Fill(AwsService service, ClientOptions options, Func<string, string?>? environment = null)
    {
        var found = AwsSettings.Resolve(service.Variable, environment, Chain);
        options.Endpoint ??= Endpoint ?? found.Endpoint;
        var region = Region ?? (options.Variables.TryGetValue("region", out var set) ? set : null) ?? (options.Endpoint is { } named ? service.RegionOf(named) : null) ?? found.Region ?? AwsService.DefaultRegion;
        options.Endpoint ??= service.Address(region);
        options.Auth ??= SigV4Scheme.For(Credentials ?? found.Credentials, service.SigningRegion(region), service.Name);
        options.Variables["region"] = region;
        foreach (var host in AllowedHosts.Concat(found.AllowedHosts)) options.AllowedHosts.Add(host);
    }

    private ClientOptions For(AwsService service)
    {
        var options = new ClientOptions();
        Fill(service, options);
        Configure?.Invoke(options);
        return options;
    }
}
