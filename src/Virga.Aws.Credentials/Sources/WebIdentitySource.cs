namespace Virga.Aws.Sources;

/// <summary>A role that is taken with the token of another identity provider.</summary>
internal sealed class WebIdentitySource(AwsSdkOptions options, AssumeRoleWithWebIdentity role, string? region = null) : ICredentialFetch
{
    public string Identity => $"role {role.RoleArn} as {role.SessionName} with {role.TokenFile}";

    public string Tried => $"the role {role.RoleArn} with the web identity of {role.TokenFile}";

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken) =>
        await new SecurityTokens(options, region).AssumeAsync(role, cancellationToken).ConfigureAwait(false);
}
