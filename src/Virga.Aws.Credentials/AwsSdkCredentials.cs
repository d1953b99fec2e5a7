using Virga.Aws.Sources;

namespace Virga.Aws;

/// <summary>Sources of AWS credentials that Amazon's SDK fetches: roles, web identities, single sign-on, processes, containers and instances.</summary>
/// <remarks>
/// Each keeps what it fetched, renews it before it ends while those at hand go on being used, and fetches once however many callers wait; a caller that gives up does not end the fetch for the others.
/// They are safe for concurrent calls and meant to live as long as the application.
/// </remarks>
public static class AwsSdkCredentials
{
    /// <summary>The chain for <see cref="S3.S3Options.Chain"/>: a profile that was asked for alone, else <see cref="Default"/>. One source is kept for each profile, so that all stores share what was fetched.</summary>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    public static AwsChain Chain(AwsSdkOptions? options = null)
    {
        var checkedOptions = (options ?? new AwsSdkOptions()).Checked();
        var kept = new System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<IAwsCredentialSource>>(StringComparer.Ordinal);
        return profile => kept.GetOrAdd(profile ?? "", name => new Lazy<IAwsCredentialSource>(() => name.Length == 0 ? Default(checkedOptions) : Profile(name, checkedOptions))).Value;
    }

    /// <summary>The usual chain, in the order of Amazon's SDK: keys of the environment, a web identity of the environment, the AWS profile with all that it may name, a container's endpoint, instance metadata.</summary>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option cannot be.</exception>
    public static IAwsCredentialSource Default(AwsSdkOptions? options = null)
    {
        var chosen = (options ?? new AwsSdkOptions()).Checked();
        return new AwsCredentialChain(
            new EnvironmentCredentials(chosen.Environment),
            Kept(new EnvironmentWebIdentity(chosen), chosen),
            Kept(new ProfileSource(chosen, profile: null), chosen),
            Kept(new ContainerSource(chosen), chosen),
            Kept(new InstanceSource(chosen), chosen));
    }

    /// <summary>An AWS profile with all that it may name: keys, a role with its source, a web identity, single sign-on, a process.</summary>
    /// <param name="profile">The profile; null for AWS_PROFILE, else <c>default</c>.</param>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    public static IAwsCredentialSource Profile(string? profile = null, AwsSdkOptions? options = null) => Make(chosen => new ProfileSource(chosen, profile), options);

    /// <summary>A role that is taken with other credentials.</summary>
    /// <param name="role">The role.</param>
    /// <param name="source">The credentials to take it with.</param>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">A member of the role cannot be.</exception>
    public static IAwsCredentialSource Role(AssumeRole role, IAwsCredentialSource source, AwsSdkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(source);
        return Make(chosen => new RoleSource(chosen, role.Checked(), source), options);
    }

    /// <summary>A role that is taken with the token of another identity provider.</summary>
    /// <param name="role">The role and the token's file; null for AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_SESSION_NAME.</param>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">A member of the role cannot be.</exception>
    public static IAwsCredentialSource WebIdentity(AssumeRoleWithWebIdentity? role = null, AwsSdkOptions? options = null) =>
        Make(chosen => role is null ? new EnvironmentWebIdentity(chosen) : new WebIdentitySource(chosen, role.Checked()), options);

    /// <summary>The endpoint that ECS and EKS give a container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI, with AWS_CONTAINER_AUTHORIZATION_TOKEN or _TOKEN_FILE.</summary>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    public static IAwsCredentialSource Container(AwsSdkOptions? options = null) => Make(chosen => new ContainerSource(chosen), options);

    /// <summary>The metadata service of an EC2 instance, by its second version.</summary>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    public static IAwsCredentialSource InstanceMetadata(AwsSdkOptions? options = null) => Make(chosen => new InstanceSource(chosen), options);

    /// <summary>A program that prints credentials, as the setting <c>credential_process</c> names one.</summary>
    /// <param name="command">The program and its arguments, run by the system's shell. Whoever may write it may run anything: never take it from a stranger.</param>
    /// <param name="options">How credentials are fetched and kept; null for the defaults.</param>
    public static IAwsCredentialSource Process(string command, AwsSdkOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        return Make(_ => new ProcessSource(command, "the process that was given"), options);
    }

    private static RefreshingCredentials Make(Func<AwsSdkOptions, ICredentialFetch> fetch, AwsSdkOptions? options)
    {
        var chosen = (options ?? new AwsSdkOptions()).Checked();
        return Kept(fetch(chosen), chosen);
    }

    private static RefreshingCredentials Kept(ICredentialFetch fetch, AwsSdkOptions options) => new(fetch, options);
}
