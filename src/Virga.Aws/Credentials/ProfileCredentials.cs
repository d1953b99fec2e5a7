namespace Virga.Aws;

/// <summary>Credentials of a profile in the files of the AWS tools, <c>~/.aws/credentials</c> and <c>~/.aws/config</c>.</summary>
/// <remarks>
/// AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE name other files. The files are read at the first use and again when the credentials are refused.
/// Profiles that take a role, single sign-on, a web identity or a process are the business of the package Virga.Aws.Credentials, and are refused here by name.
/// </remarks>
/// <param name="read">Reads an environment variable; null for the environment of the process.</param>
/// <param name="profile">The profile; null for AWS_PROFILE, else <c>default</c>.</param>
public sealed class ProfileCredentials(Func<string, string?>? read = null, string? profile = null) : IOptionalAwsCredentialSource, IKnownAwsCredentials
{
    private static readonly string[] OfOtherPackage = ["role_arn", "source_profile", "credential_source", "web_identity_token_file", "credential_process", "sso_session", "sso_start_url", "sso_account_id", "login_session"];

    private readonly AwsProfiles _profiles = new(read, profile);
    private AwsCredentials? _kept;

    /// <inheritdoc/>
    string IKnownAwsCredentials.Identity => $"profile {_profiles.Name} of {_profiles.CredentialsPath} and {_profiles.ConfigPath}";

    /// <inheritdoc/>
    public string Tried => $"the profile {_profiles.Name} (no credentials in {_profiles.CredentialsPath} or {_profiles.ConfigPath})";

    /// <inheritdoc/>
    public async ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken)
        => await TryGetAsync(forceRefresh, cancellationToken).ConfigureAwait(false) ?? throw AwsCredentialChain.NoneFound([this]);

    /// <inheritdoc/>
    public ValueTask<AwsCredentials?> TryGetAsync(bool forceRefresh, CancellationToken cancellationToken)
    {
        if (!forceRefresh && Volatile.Read(ref _kept) is { } kept) return new(kept);
        var found = Read();
        if (found is not null) Volatile.Write(ref _kept, found);
        return new(found);
    }

    private AwsCredentials? Read()
    {
        if (_profiles.Load() is not { } loaded)
        {
            if (!_profiles.IsNamed) return null;
            throw new VirgaException(ErrorKind.Unauthenticated, $"There is no AWS profile {_profiles.Name} in {_profiles.CredentialsPath} or {_profiles.ConfigPath}. Check AWS_PROFILE or the profile that was asked for, or add the profile.");
        }

        var id = loaded.Get("aws_access_key_id");
        var secret = loaded.Get("aws_secret_access_key");
        if (Array.Find(OfOtherPackage, s => loaded.Get(s) is not null) is { } foreign && (id is null || foreign is "role_arn" or "source_profile"))
        {
            throw new VirgaException(ErrorKind.Unauthenticated, $"The AWS profile {loaded.Name} gets its credentials by {foreign}, which needs the package Virga.Aws.Credentials. Add that package's credential source, or use a profile with aws_access_key_id and aws_secret_access_key.");
        }

        if (id is null && secret is null) return null;
        if (id is null || secret is null)
        {
            throw new VirgaException(ErrorKind.Unauthenticated, $"The AWS profile {loaded.Name} has no {(id is null ? "aws_access_key_id" : "aws_secret_access_key")}. Add it to {_profiles.CredentialsPath}.");
        }

        return AwsCredentialChain.Make(id, secret, loaded.Get("aws_session_token"), $"the AWS profile {loaded.Name}");
    }
}
