using Amazon.Runtime;

namespace Virga.Aws.Sources;

/// <summary>The endpoint that ECS and EKS give a container.</summary>
internal sealed class ContainerSource(AwsSdkOptions options) : ICredentialFetch
{
    private const string Relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private const string Full = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    public string Identity => $"container {options.Variable(Relative) ?? options.Variable(Full)}";

    public string Tried => (options.Variable(Relative) ?? options.Variable(Full)) is null
        ? $"a container's endpoint ({Relative} and {Full} are not set)"
        : $"a container's endpoint ({(options.Variable(Relative) is null ? Full : Relative)})";

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken)
    {
        if ((options.Variable(Relative) ?? options.Variable(Full)) is null) return null;
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A new one each time: it would keep what it has by the clock of the system.
            using var container = new GenericContainerCredentials { PreemptExpiryTime = TimeSpan.Zero, ExpirationBuffer = TimeSpan.Zero };
            return SdkCredentials.Of(await container.GetCredentialsAsync().ConfigureAwait(false), container.Expiration, "a container's endpoint");
        }
        catch (Exception e) when (e is not (OperationCanceledException or VirgaException))
        {
            throw SdkFault.Of("The container's credential endpoint gave none", e);
        }
    }
}
