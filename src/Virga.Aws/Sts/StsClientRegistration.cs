using Virga.Http;

namespace Virga.Aws.Sts;

/// <summary>Registers <see cref="StsClient"/> in the container of an application: <c>services.AddStsClient(configuration)</c>.</summary>
/// <remarks>What neither configuration nor code says is found as by <see cref="AwsOptions"/>. Credentials come from an <see cref="IAwsCredentialSource"/> of the container (of the client's key, else without a key), then from the environment and the profile files.</remarks>
public static partial class StsClientRegistration
{
    static partial void Prepare(IServiceProvider services, string? key, ClientOptions options) => AwsRegistration.Fill(AwsService.Sts, services, key, options);
}
