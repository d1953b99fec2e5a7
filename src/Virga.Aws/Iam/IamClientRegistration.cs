using Virga.Http;

namespace Virga.Aws.Iam;

/// <summary>Registers <see cref="IamClient"/> in the container of an application: <c>services.AddIamClient(configuration)</c>.</summary>
/// <remarks>What neither configuration nor code says is found as by <see cref="AwsOptions"/>. Credentials come from an <see cref="IAwsCredentialSource"/> of the container (of the client's key, else without a key), then from the environment and the profile files.</remarks>
public static partial class IamClientRegistration
{
    static partial void Prepare(IServiceProvider services, string? key, ClientOptions options) => AwsRegistration.Fill(AwsService.Iam, services, key, options);
}
