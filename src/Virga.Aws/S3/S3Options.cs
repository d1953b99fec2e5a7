using Virga.Aws.S3.Providers;
using Virga.Http;

namespace Virga.Aws.S3;

/// <summary>How S3 clients, drivers and stores are opened.</summary>
/// <remarks>What contradicts itself is told when a client or store is opened, as a <see cref="VirgaException"/> of <see cref="ErrorKind.InvalidArgument"/> that names both sides and where they came from.</remarks>
public sealed record S3Options
{
    /// <summary>Where credentials come from. Default: what <see cref="Chain"/> gives.</summary>
    public IAwsCredentialSource? Credentials { get; init; }

    /// <summary>Makes the source of credentials where neither <see cref="Credentials"/> nor settings give any. Default: the environment, then the AWS profile files; the package Virga.Aws.Credentials has one with roles, web identities, single sign-on, containers and instances.</summary>
    public AwsChain? Chain { get; init; }

    /// <summary>The region. Default: the one that the endpoint's host names, then the profile's, then us-east-1.</summary>
    public string? Region { get; init; }

    /// <summary>The service's address: scheme, host, port and path. Default: the profile's, which for those without one is an error. A path stands before every bucket, and signatures cover it.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The provider profile: a member of <see cref="S3Profiles"/>. Default: that of the provider whose host the endpoint is, <see cref="S3Profiles.Aws"/> without an endpoint, and <see cref="S3Profiles.Compatible"/> for any other.
    /// </summary>
    public ServiceProfile? Profile { get; init; }

    /// <summary>The account that a part of the address names, as Cloudflare R2 wants it; behind it <c>.eu</c> or <c>.fedramp</c> for a jurisdiction. Default: none.</summary>
    public string? AccountId { get; init; }

    /// <summary>When checksums are sent and asked for. Default: the profile's. Off and WhenRequired also turn off the checksums of the store's own accord.</summary>
    public ChecksumPolicy? Checksums { get; init; }

    /// <summary>Hosts that credentials may go to beside the endpoint: <c>host</c> or <c>*.suffix</c>, with an optional <c>:port</c>. Naming a host also allows plain http to it.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Changes what the client is made with, such as its handler, retry and timeouts; called last.</summary>
    public Action<ClientOptions>? Configure { get; init; }

    /// <summary>Where a setting came from; null where it was given in code.</summary>
    internal Func<string, string?>? Origins { get; init; }

    /// <summary>Whether the account comes from a variable that speaks to whoever wants to hear.</summary>
    internal bool IsAccountAmbient { get; init; }

    internal ServiceProfile EffectiveProfile => Profile ?? (Endpoint is null ? S3Profiles.Aws : S3Providers.Owner(Endpoint) is { } owner ? S3Profiles.Find(owner.Profile)! : S3Profiles.Compatible);

    internal string EffectiveRegion => Settled().Region!;

    /// <summary>Makes a client of these options. The caller disposes it.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="random">The source of jitter; null for one of the client's own.</param>
    /// <exception cref="VirgaException">The credentials are incomplete, a profile file is malformed, or endpoint, profile and region do not fit each other.</exception>
    public S3Client CreateClient(TimeProvider? time = null, Random? random = null) => WithCredentials().Settled().Client(time, random);

    internal S3Options WithCredentials() => Credentials is null ? this with { Credentials = AwsSettings.Resolve(NoSettings.Instance, chain: Chain).Credentials } : this;

    /// <summary>The servers that take checksums in trailers are those that take bodies in frames; of the others it is not known, or known that they do not.</summary>
    internal bool MayFrame => (S3Profiles.Find(EffectiveProfile.Name) ?? EffectiveProfile).Checksums is ChecksumPolicy.WhenSupported or null;

    /// <summary>These options with profile and region settled, and checked.</summary>
    internal S3Options Settled() => S3EndpointRules.Settle(this);

    /// <summary>The client of options that are settled.</summary>
    internal S3Client Client(TimeProvider? time, Random? random)
    {
        var options = new ClientOptions { TimeProvider = time ?? TimeProvider.System, Random = random };
        Fill(options);
        Configure?.Invoke(options);
        return new S3Client(options);
    }

    /// <summary>Writes options that are settled and have credentials into those of a client; what is said there already stays.</summary>
    internal void Fill(ClientOptions options)
    {
        options.Endpoint ??= Endpoint;
        options.Profile = Profile;
        options.Auth ??= Credentials is AnonymousCredentials ? AuthScheme.Anonymous : new SigV4Scheme(Credentials!, Region!) { MayFrame = MayFrame };

        // An address has no first label for a bucket.
        if (Endpoint is not null && Uri.CheckHostName(Endpoint.IdnHost) is UriHostNameType.IPv4 or UriHostNameType.IPv6) options.Addressing ??= AddressingStyle.Path;
        options.Variables["region"] = Region!;
        if (AccountId is not null) options.Variables["account"] = AccountId;
        foreach (var host in AllowedHosts) options.AllowedHosts.Add(host);
    }

    internal string OriginOf(string setting) => Origins?.Invoke(setting) ?? setting switch
    {
        "region" => Region is null ? "the default" : "S3Options.Region",
        "profile" => Profile is null ? "the default" : "S3Options.Profile",
        "endpoint" => "S3Options.Endpoint",
        "account-id" => "S3Options.AccountId",
        _ => "S3Options.Checksums",
    };

    /// <summary>Names region, endpoint and profile, never a secret.</summary>
    public override string ToString() => $"S3Options(region {Region ?? EffectiveProfile.Region ?? "default"}, endpoint {Endpoint?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? "default"}, profile {EffectiveProfile.Name})";

    internal sealed class NoSettings : ISettingsSource
    {
        public static NoSettings Instance { get; } = new();

        public string? Get(string name) => null;

        public string? Origin(string name) => null;

        public bool IsTrusted(string name) => true;
    }
}
