using Virga.Http;

namespace Virga.Aws;

/// <summary>What an AWS client needs to be told, found by name: credentials, region, endpoint and provider profile.</summary>
/// <remarks>
/// Precedence, for each value by itself: the settings given (arguments, the query of a store URL), then the environment, then the AWS profile files, then nothing, so that the provider's default holds.
/// Settings: <c>access-key-id</c>, <c>secret-access-key</c>, <c>session-token</c>, <c>anonymous</c>, <c>aws-profile</c>, <c>region</c>, <c>endpoint</c>, <c>profile</c> (a provider of the spec, such as <c>ceph</c>), <c>account-id</c>, <c>checksums</c> (supported, required, off), <c>allowed-hosts</c>.
/// Environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS, AWS_REQUEST_CHECKSUM_CALCULATION, CLOUDFLARE_ACCOUNT_ID, VIRGA_ALLOW_HOSTS.
/// AWS profile files: the keys, <c>region</c>, <c>endpoint_url</c> and <c>request_checksum_calculation</c>. Of the checksum settings that Amazon's tools read, <c>when_required</c> counts; <c>when_supported</c> leaves it to the provider profile. An <c>aws-profile</c> asked for by setting goes before keys of the environment.
/// </remarks>
public sealed class AwsSettings
{
    internal AwsSettings(IAwsCredentialSource credentials, Func<string, string?> originOf)
    {
        Credentials = credentials;
        OriginOf = originOf;
    }

    /// <summary>Where credentials come from.</summary>
    public IAwsCredentialSource Credentials { get; }

    /// <summary>The region; null when nothing names one, so that the profile's default holds.</summary>
    public string? Region { get; internal init; }

    /// <summary>The endpoint; null when nothing names one, so that the provider's own holds. It has passed the trust rule.</summary>
    public Uri? Endpoint { get; internal init; }

    /// <summary>The provider profile of the spec; null when nothing names one.</summary>
    public string? Profile { get; internal init; }

    /// <summary>Hosts that may receive credentials beside the endpoint: <c>host</c> or <c>*.suffix</c>, with an optional <c>:port</c>.</summary>
    public IReadOnlyList<string> AllowedHosts { get; internal init; } = [];

    /// <summary>The account that a provider's address names; null when nothing names one.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>When checksums are sent; null when nothing says, so that the profile's policy holds.</summary>
    public ChecksumPolicy? Checksums { get; internal init; }

    /// <summary>Whether the account comes from a variable that was not set for us alone.</summary>
    internal bool IsAccountAmbient { get; init; }

    /// <summary>Where a setting came from; null when nothing names it.</summary>
    internal Func<string, string?> OriginOf { get; }

    /// <summary>Finds the settings of S3.</summary>
    /// <param name="settings">The settings given.</param>
    /// <param name="environment">Reads an environment variable; null for the environment of the process.</param>
    /// <param name="chain">Makes the source of credentials where no keys are given; null for the environment and the AWS profile files.</param>
    /// <exception cref="VirgaException"><see cref="ErrorKind.Untrusted"/>: the endpoint came from an untrusted setting and would receive credentials that were not given with it.</exception>
    /// <exception cref="VirgaException"><see cref="ErrorKind.InvalidArgument"/>: a value cannot be what its name says. <see cref="ErrorKind.Unauthenticated"/>: credentials are incomplete, or a profile file is malformed.</exception>
    public static AwsSettings Resolve(ISettingsSource settings, Func<string, string?>? environment = null, AwsChain? chain = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new AwsSettingsReader(settings, environment ?? Environment.GetEnvironmentVariable, chain).Read();
    }

    /// <summary>Finds what the environment and the profile files say of a service, by its name in their variables.</summary>
    internal static AwsSettings Resolve(string service, Func<string, string?>? environment, AwsChain? chain) =>
        new AwsSettingsReader(S3.S3Options.NoSettings.Instance, environment ?? Environment.GetEnvironmentVariable, chain, service).Read();

    /// <summary>Names region, endpoint and profile, never a secret.</summary>
    public override string ToString() => $"AwsSettings({Credentials.GetType().Name}, region {Region ?? "default"}, endpoint {Endpoint?.GetLeftPart(UriPartial.Authority) ?? "default"}, profile {Profile ?? "default"})";
}
