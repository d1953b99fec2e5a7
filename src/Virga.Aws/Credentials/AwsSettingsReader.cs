using Virga.Aws.S3;
using Virga.Aws.S3.Providers;
using Virga.Http;

namespace Virga.Aws;

/// <summary>Reads each value of <see cref="AwsSettings"/> in the written precedence.</summary>
internal sealed class AwsSettingsReader(ISettingsSource settings, Func<string, string?> environment, AwsChain? chain, string service = "S3")
{
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);
    private readonly AwsProfiles _profiles = new(environment, NotEmpty(settings.Get("aws-profile")));
    private AwsProfiles.Profile? _loaded;
    private bool _wasLoaded;

    public AwsSettings Read()
    {
        var allowed = AllowedHosts();
        var credentials = Credentials();
        var endpoint = Endpoint(allowed, credentials is AnonymousCredentials);
        var account = Setting("account-id");
        return new AwsSettings(credentials, name => _origins.GetValueOrDefault(name) ?? settings.Origin(name))
        {
            Region = Region(),
            Endpoint = endpoint,
            Profile = Setting("profile"),
            AllowedHosts = allowed,
            AccountId = account ?? Named("account-id", "CLOUDFLARE_ACCOUNT_ID"),
            IsAccountAmbient = account is null,
            Checksums = Checksums(),
        };
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

        var profile = Setting("aws-profile");
        return chain is not null ? chain(profile) : profile is null ? AwsCredentialChain.Default(environment) : new ProfileCredentials(environment, profile);
    }

    private string? Region()
    {
        var region = Setting("region") ?? Named("region", "AWS_REGION", "AWS_DEFAULT_REGION") ?? OfProfile("region", "region");

        // The region becomes a label of the host, so nothing that could end the label may be in it.
        if (region is not null && (region.Length > 63 || !region.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            var hint = S3Providers.Nearest(region) is { } near ? $" Did you mean {near}?" : "";
            throw new VirgaException(ErrorKind.InvalidArgument, $"The region of {Origin("region")} is not a region name: letters, digits and hyphens are expected, as in eu-central-1.{hint}");
        }

        return region;
    }

    private ChecksumPolicy? Checksums() => Setting("checksums") switch
    {
        null => string.Equals(Named("checksums", "AWS_REQUEST_CHECKSUM_CALCULATION") ?? OfProfile("checksums", "request_checksum_calculation"), "when_required", StringComparison.OrdinalIgnoreCase) ? ChecksumPolicy.WhenRequired : null,
        var word when S3Settings.PolicyOf(word) is { } policy => policy,
        var other => throw new VirgaException(ErrorKind.InvalidArgument, $"The setting checksums of {Origin("checksums")} is '{(other.Length > 20 ? other[..20] + "..." : other)}'; write supported, required or off."),
    };

    private Uri? Endpoint(IReadOnlyList<string> allowed, bool anonymous)
    {
        if (Setting("endpoint") is { } given)
        {
            var endpoint = Parse(given, Origin("endpoint"));
            if (!settings.IsTrusted("endpoint") && !anonymous && !HasOwnCredentials() && !IsAllowed(endpoint, allowed)) throw Untrusted(endpoint);
            return endpoint;
        }

        if (string.Equals(Variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase)) return null;
        return (Named("endpoint", "AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL") ?? OfProfile("endpoint", "endpoint_url")) is { } configured ? Parse(configured, Origin("endpoint")) : null;
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
        if (text.AsSpan().ContainsAny(" \t\r\n") || !Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw new VirgaException(ErrorKind.InvalidArgument, $"The endpoint of {origin} is not an absolute http or https URL; write it with its scheme, as in https://s3.example.org.");
        S3EndpointRules.CheckAddress(uri, origin);
        return uri;
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

    /// <summary>The first variable that is set; its name is kept as the setting's origin.</summary>
    private string? Named(string setting, params ReadOnlySpan<string> variables)
    {
        foreach (var name in variables)
        {
            if (Variable(name) is not { } value) continue;
            _origins[setting] = name;
            return value;
        }

        return null;
    }

    private string? OfProfile(string setting, string name)
    {
        if (Profile()?.Get(name) is not { } value) return null;
        _origins[setting] = $"{name} of the AWS profile {_profiles.Name}";
        return value;
    }

    private string Origin(string name) => _origins.GetValueOrDefault(name) ?? settings.Origin(name) ?? "the settings";

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
