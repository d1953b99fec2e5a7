using Virga.Http;

namespace Virga.Aws.S3;

/// <summary>How S3 clients, drivers and stores are opened.</summary>
public sealed record S3Options
{
    /// <summary>Where credentials come from. Default: the environment, then the AWS profile files.</summary>
    public IAwsCredentialSource? Credentials { get; init; }

    /// <summary>The region. Default: the profile's, then us-east-1.</summary>
    public string? Region { get; init; }

    /// <summary>The service's address; null for Amazon's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The provider profile: a member of <see cref="S3Profiles"/>. Default: <see cref="S3Profiles.Aws"/>, or <see cref="S3Profiles.Compatible"/> where an endpoint outside amazonaws.com is given.
    /// </summary>
    public ServiceProfile? Profile { get; init; }

    /// <summary>Hosts that credentials may go to beside the endpoint: <c>host</c> or <c>*.suffix</c>, with an optional <c>:port</c>. Naming a host also allows plain http to it.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Changes what the client is made with, such as its handler, retry and timeouts; called last.</summary>
    public Action<ClientOptions>? Configure { get; init; }

    internal ServiceProfile EffectiveProfile => Profile ?? (Endpoint is null || Endpoint.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) ? S3Profiles.Aws : S3Profiles.Compatible);

    internal string EffectiveRegion => Region ?? EffectiveProfile.Region ?? "us-east-1";

    /// <summary>Makes a client of these options. The caller disposes it.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="random">The source of jitter; null for one of the client's own.</param>
    /// <exception cref="VirgaException">The credentials are incomplete or a profile file is malformed.</exception>
    public S3Client CreateClient(TimeProvider? time = null, Random? random = null)
    {
        var credentials = WithCredentials().Credentials!;
        var options = new ClientOptions
        {
            Endpoint = Endpoint,
            Profile = EffectiveProfile,
            Auth = SigV4Scheme.For(credentials, EffectiveRegion),
            TimeProvider = time ?? TimeProvider.System,
            Random = random,
        };
        if (Endpoint is not null && Uri.CheckHostName(Endpoint.IdnHost) is UriHostNameType.IPv4 or UriHostNameType.IPv6) options.Addressing = AddressingStyle.Path;
        options.Variables["region"] = EffectiveRegion;
        foreach (var host in AllowedHosts) options.AllowedHosts.Add(host);
        Configure?.Invoke(options);
        return new S3Client(options);
    }

    internal S3Options WithCredentials() => Credentials is null ? this with { Credentials = AwsSettings.Resolve(NoSettings.Instance).Credentials } : this;

    /// <summary>Names region, endpoint and profile, never a secret.</summary>
    public override string ToString() => $"S3Options(region {EffectiveRegion}, endpoint {Endpoint?.GetLeftPart(UriPartial.Authority) ?? "default"}, profile {EffectiveProfile.Name})";

    internal sealed class NoSettings : ISettingsSource
    {
        public static NoSettings Instance { get; } = new();

        public string? Get(string name) => null;

        public string? Origin(string name) => null;

        public bool IsTrusted(string name) => true;
    }
}
