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
        var own = options.Variables.TryGetValue("account", out var account);
        new S3Options
        {
            Credentials = (options.Auth is null ? AwsRegistration.Source(services, key) : null) ?? found.Credentials,
            Endpoint = options.Endpoint ?? found.Endpoint,
            Profile = options.Profile,
            Region = options.Variables.TryGetValue("region", out var region) ? region : found.Region,
            AccountId = own ? account : found.AccountId,
            IsAccountAmbient = !own,
            Checksums = options.Checksums ?? found.Checksums,
            AllowedHosts = found.AllowedHosts,
        }.Settled().Fill(options);
    }
}
