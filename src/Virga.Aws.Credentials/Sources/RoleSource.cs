namespace Virga.Aws.Sources;

/// <summary>A role that is taken with other credentials.</summary>
internal sealed class RoleSource(AwsSdkOptions options, AssumeRole role, IAwsCredentialSource source, string? region = null) : ICredentialFetch
{
    public string Identity => $"role {role.RoleArn} as {role.SessionName} with {AwsCredentialIdentity.Of(source)}";

    public string Tried => $"the role {role.RoleArn}";

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken) =>
        await new SecurityTokens(options, region).AssumeAsync(role, source, cancellationToken).ConfigureAwait(false);
}
