namespace Virga.Aws;

/// <summary>Reads each value of <see cref="AwsSettings"/> in the written precedence.</summary>
internal sealed class AwsSettingsReader(ISettingsSource settings, Func<string, string?> environment)
{
    private readonly AwsProfiles _profiles = new(environment, NotEmpty(settings.Get("aws-profile")));
    private AwsProfiles.Profile? _loaded;
    private bool _wasLoaded;

    public AwsSettings Read()
    {
        var allowed = AllowedHosts();
        var credentials = Credentials();
        var endpoint = Endpoint(allowed, credentials is AnonymousCredentials);
        return AwsSettings.Create(credentials, Region(), endpoint, Setting("profile"), allowed);
    }

    private IAwsCredentialSource Credentials()
    {
        if (Flag("anonymous")) return AnonymousCredentials.Instance;

        var id = Setting("access-key-id");
        var secret = Setting("secret-access-key");
        if (id is not null && secret is not null)
        {
            // A token of ours does not go with keys that someone else put into a URL.
            var token = settings.IsTrusted("session-token") == settings.IsTrusted("secret-access-key") ? Setting("session-token") : null;
            return new StaticCredentials(AwsCredentialChain.Make(id, secret, token, Origin("access-key-id")));
        }

        if (id is not null || secret is not null)
        {
            var given = id is null ? "secret-access-key" : "access-key-id";
            throw new VirgaException(ErrorKind.Unauthenticated, $"{given} is given in {Origin(given)} and {(id is null ? "access-key-id" : "secret-access-key")} is not; give both or neither.");
        }

        return Setting("aws-profile") is { } profile ? new ProfileCredentials(environment, profile) : AwsCredentialChain.Default(environment);
    }

    private string? Region()
    {
        var region = Setting("region");
        var origin = region is null ? "AWS_REGION, AWS_DEFAULT_REGION or the AWS profile" : Origin("region");
        region ??= Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? Profile()?.Get("region");

        // The region becomes a label of the host, so nothing that could end the label may be in it.
        if (region is not null && (region.Length > 63 || !region.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            throw new VirgaException(ErrorKind.InvalidArgument, $"The region of {origin} is not a region name: letters, digits and hyphens are expected, as in eu-central-1.");
        }

        return region;
    }

    private Uri? Endpoint(IReadOnlyList<string> allowed, bool anonymous)
    {
        if (Setting("endpoint") is { } given)
        {
            var endpoint = Parse(given, Origin("endpoint"));
            if (!settings.IsTrusted("endpoint") && !anonymous && !HasOwnCredentials() && !IsAllowed(endpoint, allowed)) throw Untrusted(endpoint);
            return endpoint;
        }

        if (string.Equals(Variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase)) return null;
        if (Variable("AWS_ENDPOINT_URL_S3") is { } ofS3) return Parse(ofS3, "AWS_ENDPOINT_URL_S3");
        if (Variable("AWS_ENDPOINT_URL") is { } ofAll) return Parse(ofAll, "AWS_ENDPOINT_URL");
        return Profile()?.Get("endpoint_url") is { } configured ? Parse(configured, $"endpoint_url of the AWS profile {_profiles.Name}") : null;
    }

    /// <summary>Keys that came in the same untrusted place as the endpoint are that place's own, and no one else's are given away.</summary>
    private bool HasOwnCredentials() => IsUntrusted("access-key-id") && IsUntrusted("secret-access-key");

    private bool IsUntrusted(string name) => Setting(name) is not null && !settings.IsTrusted(name);

    private static bool IsAllowed(Uri endpoint, IReadOnlyList<string> allowed) => endpoint.IsLoopback || allowed.Any(pattern => HostPattern.Matches(pattern, endpoint));

    private VirgaException Untrusted(Uri endpoint) => new(
        ErrorKind.Untrusted,
        $"The endpoint {endpoint.GetLeftPart(UriPartial.Authority)} comes from {Origin("endpoint")} and would receive your AWS credentials. If you trust it, pass --allow-host {endpoint.Authority}, set VIRGA_ALLOW_HOSTS={endpoint.Authority}, or give the endpoint yourself with --endpoint; else ask for anonymous access.");

    private static Uri Parse(string text, string origin)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0)
        {
            if (uri.UserInfo.Length > 0) throw new VirgaException(ErrorKind.InvalidArgument, $"The endpoint of {origin} holds a user name or password; give credentials by access-key-id and secret-access-key.");
            if (uri.Query.Length > 0 || uri.Fragment.Length > 0) throw new VirgaException(ErrorKind.InvalidArgument, $"The endpoint of {origin} has a query or a fragment; an endpoint is scheme, host, port and path.");
            return uri;
        }

        throw new VirgaException(ErrorKind.InvalidArgument, $"The endpoint of {origin} is not an absolute http or https URL; write it with its scheme, as in https://s3.example.org.");
    }

    private string[] AllowedHosts()
    {
        // The place that names a doubtful host must not be the place that allows it.
        var given = settings.IsTrusted("allowed-hosts") ? Setting("allowed-hosts") : null;
        return $"{given},{Variable("VIRGA_ALLOW_HOSTS")}".Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private bool Flag(string name) => Setting(name) switch
    {
        null => false,
        var text when text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase) => true,
        var text when text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase) || text.Equals("no", StringComparison.OrdinalIgnoreCase) => false,
        _ => throw new VirgaException(ErrorKind.InvalidArgument, $"The setting {name} of {Origin(name)} is neither true nor false."),
    };

    private AwsProfiles.Profile? Profile()
    {
        if (_wasLoaded) return _loaded;
        _wasLoaded = true;
        return _loaded = _profiles.Load();
    }

    private string? Setting(string name) => NotEmpty(settings.Get(name));

    private string? Variable(string name) => NotEmpty(environment(name));

    private string Origin(string name) => settings.Origin(name) ?? "the settings";

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
