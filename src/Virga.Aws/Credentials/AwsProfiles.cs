namespace Virga.Aws;

/// <summary>One profile as the two AWS files tell it together: <c>~/.aws/credentials</c> before <c>~/.aws/config</c>.</summary>
/// <remarks>The files are AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE when those are set; the profile is the argument, else AWS_PROFILE, else <c>default</c>.</remarks>
internal sealed class AwsProfiles
{
    private readonly Func<string, string?> _read;
    private readonly string? _profile;

    public AwsProfiles(Func<string, string?>? read, string? profile)
    {
        _read = read ?? Environment.GetEnvironmentVariable;
        _profile = profile;
    }

    public string Name => _profile ?? Variable("AWS_PROFILE") ?? "default";

    /// <summary>Whether someone asked for this profile, so that its absence is an error.</summary>
    public bool IsNamed => (_profile ?? Variable("AWS_PROFILE")) is not null;

    public string CredentialsPath => Variable("AWS_SHARED_CREDENTIALS_FILE") ?? InHome("credentials");

    public string ConfigPath => Variable("AWS_CONFIG_FILE") ?? InHome("config");

    /// <summary>Reads the profile; null when neither file has it.</summary>
    public Profile? Load() => Load(Name);

    /// <summary>Reads another profile of the same files; null when neither has it.</summary>
    public Profile? Load(string name)
    {
        var credentials = AwsProfileFile.Read(CredentialsPath)?.Section(name);
        var config = AwsProfileFile.Read(ConfigPath);
        var configured = config?.Section($"profile {name}") ?? (name == "default" ? config?.Section(name) : null);
        return credentials is null && configured is null ? null : new Profile(name, credentials, configured);
    }

    /// <summary>A section of the config file that is no profile, such as <c>sso-session corp</c>; null when there is none.</summary>
    public IReadOnlyDictionary<string, string>? Section(string name) => AwsProfileFile.Read(ConfigPath)?.Section(name);

    private string? Variable(string name) => _read(name) is { Length: > 0 } value ? value : null;

    private string InHome(string file) => Path.Combine(Variable("HOME") ?? Variable("USERPROFILE") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", file);

    internal sealed record Profile(string Name, IReadOnlyDictionary<string, string>? Credentials, IReadOnlyDictionary<string, string>? Configured)
    {
        public string? Get(string setting)
        {
            if (Credentials?.GetValueOrDefault(setting) is { Length: > 0 } first) return first;
            return Configured?.GetValueOrDefault(setting) is { Length: > 0 } second ? second : null;
        }

        /// <summary>Names the settings, never the values.</summary>
        public override string ToString() => $"profile {Name}";
    }
}
