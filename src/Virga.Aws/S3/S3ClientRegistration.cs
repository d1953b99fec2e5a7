using Microsoft.Extensions.DependencyInjection;
using Virga.Http;

namespace Virga.Aws.S3;

/// <summary>Registers <see cref="S3Client"/> in the container of an application: <c>services.AddS3Client(configuration)</c>.</summary>
/// <remarks>
/// What neither configuration nor code says is found as for a store: region and endpoint in the environment and the AWS profile files, the profile by the endpoint.
/// Credentials come from an <see cref="IAwsCredentialSource"/> of the container (of the client's key, else without a key), then from the environment and the profile files.
/// </remarks>
public static partial class S3ClientRegistration
{
    static partial void Prepare(IServiceProvider services, string? key, ClientOptions options)
    {
        var found = AwsSettings.Resolve(S3Options.NoSettings.Instance);
        options.Endpoint ??= found.Endpoint;
        var own = options.Variables.TryGetValue("account", out var account);
        var s3 = new S3Options
        {
            Endpoint = options.Endpoint,
            Profile = options.Profile,
            Region = options.Variables.TryGetValue("region", out var region) ? region : found.Region,
            AccountId = own ? account : found.AccountId,
            IsAccountAmbient = !own,
            Checksums = options.Checksums ?? found.Checksums,
        }.Settled();
        options.Profile = s3.Profile;
        options.Variables["region"] = s3.Region!;
        if (s3.AccountId is { } named) options.Variables["account"] = named;
        foreach (var host in found.AllowedHosts) options.AllowedHosts.Add(host);
        options.Auth ??= (s3 with { Credentials = Source(services, key) ?? found.Credentials }).Scheme();

        // An address has no first label for a bucket.
        if (options.Endpoint is { } endpoint && Uri.CheckHostName(endpoint.IdnHost) is UriHostNameType.IPv4 or UriHostNameType.IPv6) options.Addressing ??= AddressingStyle.Path;
    }

    private static IAwsCredentialSource? Source(IServiceProvider services, string? key) =>
        (key is not null && services is IKeyedServiceProvider keyed ? keyed.GetKeyedService<IAwsCredentialSource>(key) : null) ?? services.GetService<IAwsCredentialSource>();
}
