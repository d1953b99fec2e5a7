using System.Net.Sockets;
using Amazon.Util;

namespace Virga.Aws.Sources;

/// <summary>The metadata service of an EC2 instance.</summary>
internal sealed class InstanceSource(AwsSdkOptions options) : ICredentialFetch
{
    private string? _why;

    // A process has one instance, and asking the SDK for its address would load it.
    public string Identity => "instance";

    public string Tried => $"instance metadata ({Volatile.Read(ref _why) ?? EC2InstanceMetadata.ServiceEndpoint})";

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken)
    {
        if (string.Equals(options.Variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase) || !EC2InstanceMetadata.IsIMDSEnabled) return Nothing("AWS_EC2_METADATA_DISABLED is set");
        var endpoint = new Uri(EC2InstanceMetadata.ServiceEndpoint);
        if (!await AnswersAsync(endpoint, cancellationToken).ConfigureAwait(false)) return Nothing($"{endpoint.Authority} does not answer, so this is no instance");

        try
        {
            var roles = await EC2InstanceMetadata.GetIAMSecurityCredentialsAsync().ConfigureAwait(false);
            if (roles is null || roles.Count == 0) return Nothing($"{endpoint.Authority} has no role for this instance");
            var given = roles.Values.First();
            return AwsCredentialChain.Make(given.AccessKeyId, given.SecretAccessKey, given.Token, "instance metadata", new DateTimeOffset(given.Expiration.ToUniversalTime()));
        }
        catch (Exception e) when (e is not (OperationCanceledException or VirgaException))
        {
            throw SdkFault.Of($"The instance metadata service at {endpoint.Authority} gave no credentials", e);
        }
    }

    // The SDK would try for half a minute where nobody listens.
    private async ValueTask<bool> AnswersAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.InstanceProbe, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint.DnsSafeHost, endpoint.Port, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private AwsCredentials? Nothing(string why)
    {
        Volatile.Write(ref _why, why);
        return null;
    }
}
