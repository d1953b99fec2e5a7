namespace Virga.Aws.Sources;

/// <summary>An AWS profile with all that it may name.</summary>
internal sealed class ProfileSource(AwsSdkOptions options, string? profile) : ICredentialFetch
{
    // "Assume role credential provider": a profile may name another, which may name another.
    private const int MostProfiles = 8;

    private readonly AwsProfiles _profiles = new(options.Environment, profile);

    public string Identity => $"profile {_profiles.Name} of {_profiles.CredentialsPath} and {_profiles.ConfigPath}";

    public string Tried => $"the profile {_profiles.Name} ({_profiles.CredentialsPath} and {_profiles.ConfigPath} have no credentials for it)";

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken)
    {
        if (_profiles.Load() is not { } loaded)
        {
            if (!_profiles.IsNamed) return null;
            throw Wrong($"There is no AWS profile {_profiles.Name} in {_profiles.CredentialsPath} or {_profiles.ConfigPath}. Check AWS_PROFILE or the profile that was asked for, or add the profile.");
        }

        return Fetch(loaded, []) is { } fetch ? await fetch.FetchAsync(cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>How a profile's credentials are fetched; null when it names none.</summary>
    private ICredentialFetch? Fetch(AwsProfiles.Profile loaded, IReadOnlyList<string> seen)
    {
        IReadOnlyList<string> chain = [.. seen, loaded.Name];
        if (loaded.Get("role_arn") is { } role) return Role(loaded, role, chain);
        if (loaded.Get("aws_access_key_id") is not null || loaded.Get("aws_secret_access_key") is not null) return Keys(loaded);
        if (loaded.Get("sso_session") is not null || loaded.Get("sso_start_url") is not null) return Sign(loaded);
        if (loaded.Get("credential_process") is { } command) return new ProcessSource(command, $"credential_process of the AWS profile {loaded.Name}");
        if (loaded.Get("web_identity_token_file") is not null) throw Wrong($"The AWS profile {loaded.Name} has web_identity_token_file and no role_arn. Add role_arn.");
        if (loaded.Get("login_session") is not null) throw Wrong($"The AWS profile {loaded.Name} signs in by login_session, which is not among what this package does. Use single sign-on, or export the credentials: aws configure export-credentials --profile {loaded.Name}.");
        return null;
    }

    private ICredentialFetch Role(AwsProfiles.Profile loaded, string role, IReadOnlyList<string> chain)
    {
        if (loaded.Get("mfa_serial") is not null) throw Wrong($"The AWS profile {loaded.Name} asks for a code (mfa_serial), and nobody can be asked here. Take the role beforehand, as with aws configure export-credentials.");
        var session = loaded.Get("role_session_name") ?? "virga";
        var region = loaded.Get("region");
        try
        {
            if (loaded.Get("web_identity_token_file") is { } file) return new WebIdentitySource(options, new AssumeRoleWithWebIdentity { RoleArn = role, TokenFile = file, SessionName = session, Duration = Duration(loaded) }.Checked(), region);
            var wanted = new AssumeRole { RoleArn = role, SessionName = session, ExternalId = loaded.Get("external_id"), Duration = Duration(loaded) }.Checked();
            return new RoleSource(options, wanted, Source(loaded, chain), region);
        }
        catch (ArgumentException e)
        {
            throw Wrong($"The AWS profile {loaded.Name} names a role that cannot be taken: {e.Message}");
        }
    }

    private IAwsCredentialSource Source(AwsProfiles.Profile loaded, IReadOnlyList<string> chain)
    {
        var source = loaded.Get("source_profile");
        var place = loaded.Get("credential_source");
        if (source is null == place is null) throw Wrong($"The AWS profile {loaded.Name} names a role and {(source is null ? "neither source_profile nor credential_source" : "both source_profile and credential_source")}; name one of them.");
        if (place is not null)
        {
            return place switch
            {
                "Environment" => new EnvironmentCredentials(options.Environment),
                "Ec2InstanceMetadata" => new RefreshingCredentials(new InstanceSource(options), options),
                "EcsContainer" => new RefreshingCredentials(new ContainerSource(options), options),
                _ => throw Wrong($"The AWS profile {loaded.Name} has a credential_source that is none: write Environment, Ec2InstanceMetadata or EcsContainer."),
            };
        }

        // A profile may take its role with keys of its own.
        if (source == loaded.Name && loaded.Get("aws_access_key_id") is not null) return new RefreshingCredentials(Keys(loaded), options);
        if (chain.Contains(source!, StringComparer.Ordinal) || chain.Count >= MostProfiles) throw Wrong($"The AWS profiles {string.Join(", ", chain)} and {source} name each other as source_profile without end.");
        if (_profiles.Load(source!) is not { } next) throw Wrong($"The AWS profile {loaded.Name} names the source_profile {source}, which is neither in {_profiles.CredentialsPath} nor in {_profiles.ConfigPath}.");
        return Fetch(next, chain) is { } fetch ? new RefreshingCredentials(fetch, options) : throw Wrong($"The AWS profile {source}, the source_profile of {loaded.Name}, has no credentials.");
    }

    private static KeysOfProfile Keys(AwsProfiles.Profile loaded)
    {
        var id = loaded.Get("aws_access_key_id");
        var secret = loaded.Get("aws_secret_access_key");
        if (id is null || secret is null) throw Wrong($"The AWS profile {loaded.Name} has no {(id is null ? "aws_access_key_id" : "aws_secret_access_key")}; give both.");
        return new KeysOfProfile(AwsCredentialChain.Make(id, secret, loaded.Get("aws_session_token"), $"the AWS profile {loaded.Name}"), loaded.Name);
    }

    private SignOnSource Sign(AwsProfiles.Profile loaded)
    {
        var session = loaded.Get("sso_session");
        var shared = session is null ? null : _profiles.Section("sso-session " + session) ?? throw Wrong($"The AWS profile {loaded.Name} names the sso_session {session}, which {_profiles.ConfigPath} does not have. Add [sso-session {session}], or run aws configure sso.");
        return new SignOnSource(new SignOn(loaded.Name, session, Needed("sso_start_url"), Needed("sso_region"), Needed("sso_account_id"), Needed("sso_role_name")));

        string Needed(string name) => (shared?.GetValueOrDefault(name) is { Length: > 0 } value ? value : loaded.Get(name)) ?? throw Wrong($"The AWS profile {loaded.Name} signs on and has no {name}. Run aws configure sso.");
    }

    private static TimeSpan? Duration(AwsProfiles.Profile loaded) => loaded.Get("duration_seconds") switch
    {
        null => null,
        var text when int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
        _ => throw Wrong($"duration_seconds of the AWS profile {loaded.Name} is no number of seconds."),
    };

    private static VirgaException Wrong(string message) => new(ErrorKind.Unauthenticated, message);

    private sealed class KeysOfProfile(AwsCredentials credentials, string profile) : ICredentialFetch
    {
        public string Identity => $"key {credentials.AccessKeyId}";

        public string Tried => $"the profile {profile}";

        public ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken) => new(credentials);
    }
}
