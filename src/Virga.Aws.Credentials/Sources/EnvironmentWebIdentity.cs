namespace Virga.Aws.Sources;

/// <summary>The web identity that variables name, as EKS sets them for a service account.</summary>
internal sealed class EnvironmentWebIdentity(AwsSdkOptions options) : ICredentialFetch
{
    public string Identity => $"web identity {options.Variable("AWS_ROLE_ARN")} with {options.Variable("AWS_WEB_IDENTITY_TOKEN_FILE")}";

    public string Tried => options.Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is { } file ? $"the web identity of {file}" : "a web identity (AWS_WEB_IDENTITY_TOKEN_FILE is not set)";

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken)
    {
        if (options.Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not { } file) return null;
        if (options.Variable("AWS_ROLE_ARN") is not { } role) throw new VirgaException(ErrorKind.Unauthenticated, "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not; set both or neither.");
        var wanted = new AssumeRoleWithWebIdentity { RoleArn = role, TokenFile = file, SessionName = options.Variable("AWS_ROLE_SESSION_NAME") ?? "virga" };
        try
        {
            wanted.Checked();
        }
        catch (ArgumentException e)
        {
            throw new VirgaException(ErrorKind.Unauthenticated, $"AWS_ROLE_ARN or AWS_ROLE_SESSION_NAME cannot be used: {e.Message}", e);
        }

        return await new WebIdentitySource(options, wanted).FetchAsync(cancellationToken).ConfigureAwait(false);
    }
}
