using Amazon;
using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SSO;
using Amazon.SSOOIDC;

namespace Virga.Aws.Sources;

/// <summary>Single sign-on (IAM Identity Center) with the token that <c>aws sso login</c> keeps.</summary>
internal sealed class SignOnSource(SignOn signOn) : ICredentialFetch
{
    public string Identity => $"sign-on {signOn.StartUrl} {signOn.Account} {signOn.Role}";

    public string Tried => $"single sign-on of the profile {signOn.Profile} ({signOn.StartUrl})";

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Registration.Done();
        try
        {
            var sdkOptions = new SSOAWSCredentialsOptions { ClientName = "virga", SessionName = signOn.Session, SupportsGettingNewToken = false };
            using var sdk = new SSOAWSCredentials(signOn.Account, signOn.Region, signOn.Role, signOn.StartUrl, sdkOptions) { PreemptExpiryTime = TimeSpan.Zero, ExpirationBuffer = TimeSpan.Zero };
            return SdkCredentials.Of(await sdk.GetCredentialsAsync().ConfigureAwait(false), sdk.Expiration, Tried);
        }
        catch (Exception e) when (e is not (OperationCanceledException or VirgaException))
        {
            throw SdkFault.Of($"Single sign-on gave no credentials for the role {signOn.Role} of the account {signOn.Account}. Sign in with: aws sso login --profile {signOn.Profile}. The SDK says", e);
        }
    }

    /// <summary>The SDK would look for these clients by reflection, which neither a trimmed nor a native application allows.</summary>
    private static class Registration
    {
        static Registration()
        {
            GlobalRuntimeDependencyRegistry.Instance.RegisterSSOClient(context => new AmazonSSOClient(new AnonymousAWSCredentials(), Placed(new AmazonSSOConfig(), context.SSOClientContextData.Region)));
            GlobalRuntimeDependencyRegistry.Instance.RegisterSSOOIDCClient(context => new AmazonSSOOIDCClient(new AnonymousAWSCredentials(), Placed(new AmazonSSOOIDCConfig(), context.SSOOIDCClientContextData.Region)));
        }

        public static void Done()
        {
        }

        private static T Placed<T>(T config, RegionEndpoint region)
            where T : ClientConfig
        {
            config.RegionEndpoint = region;
            return config;
        }
    }
}
