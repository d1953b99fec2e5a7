using System.Globalization;
using Virga.Aws.S3.Providers;
using Virga.Http;

namespace Virga.Aws.S3;

/// <summary>Tells settings that contradict each other when a store is opened, each by the name and place where it was written.</summary>
internal sealed class S3SettingsCheck(SettingReader reader, S3Options options, Func<string, string?> environment)
{
    private bool IsAnonymous => reader.Flag("anonymous") == true || options.Credentials is AnonymousCredentials;

    public void Run()
    {
        CheckKeys();
        CheckAnonymous();
        CheckEndpoint();
        CheckProfile();
    }

    /// <summary>Checks an endpoint, wherever it came from.</summary>
    public void CheckEndpoint(Uri endpoint, string place)
    {
        if (reader.Choice(S3Settings.Addressing) == "virtual-host" && endpoint.HostNameType is (UriHostNameType.IPv4 or UriHostNameType.IPv6))
        {
            Report(S3Settings.Addressing, $"{reader.Place(S3Settings.Addressing)} puts the bucket before the host, and the host of {place} is the address {endpoint.Host}, which takes no name before it. Use addressing=path, or an endpoint with a name.");
        }

        if (endpoint.Scheme == "http" && !IsAnonymous && !IsLoopback(endpoint) && !IsAllowed(endpoint))
        {
            Report("endpoint", $"{place} is plain http, and credentials would go to {endpoint.Authority} where everyone on the way can read them. Use https, allow the host by name (allowed-hosts, --allow-host {endpoint.Authority}), or ask for anonymous=true.", ErrorKind.Untrusted);
        }
    }

    private void CheckKeys()
    {
        var (id, secret, token) = (reader.Text("access-key-id"), reader.Text("secret-access-key"), reader.Text("session-token"));
        if ((id is null) != (secret is null))
        {
            var (given, missing) = id is null ? ("secret-access-key", "access-key-id") : ("access-key-id", "secret-access-key");
            Report(given, $"{reader.Place(given)} is given and {missing} is not. Give both, from one place, or neither.", ErrorKind.Unauthenticated);
        }
        else if (id is null && token is not null && environment("AWS_SESSION_TOKEN") != token)
        {
            // A token that an earlier session left in the environment is no one's intention.
            Report("session-token", $"{reader.Place("session-token")} is given without access-key-id and secret-access-key. A token belongs to the keys that it came with: give all three from one place.", ErrorKind.Unauthenticated);
        }
        else if (id is not null && IsTrusted("access-key-id") != IsTrusted("secret-access-key"))
        {
            Report("access-key-id", $"{reader.Place("access-key-id")} and {reader.Place("secret-access-key")} are halves of two keys. Give both from one place.", ErrorKind.Untrusted);
        }
    }

    private void CheckAnonymous()
    {
        if (reader.Flag("anonymous") != true) return;
        foreach (var name in (ReadOnlySpan<string>)["access-key-id", "secret-access-key", "session-token", "aws-profile"])
        {
            if (reader.Text(name) is null || !StandTogether("anonymous", name)) continue;
            Report("anonymous", $"{reader.Place("anonymous")} asks for no credentials and {reader.Place(name)} gives some. Take one of them out.");
            return;
        }
    }

    private void CheckEndpoint()
    {
        // What is no endpoint, and one that nobody vouches for, the reader of AWS settings tells.
        if (IsTrusted("endpoint") && Uri.TryCreate(reader.Text("endpoint"), UriKind.Absolute, out var endpoint) && endpoint.Scheme is ("https" or "http")) CheckEndpoint(endpoint, reader.Place("endpoint"));
    }

    private void CheckProfile()
    {
        if (reader.Choice("profile") is not { } name || S3Profiles.Find(name) is not { } profile) return;
        if (S3Settings.ChecksumsOf(reader) == ChecksumPolicy.WhenSupported && profile.Checksums == ChecksumPolicy.Off)
        {
            Report(S3Settings.Checksums, $"{reader.Place(S3Settings.Checksums)} asks for checksums, and the profile {name} ({reader.Place("profile")}) does not take them. Use when-required or off, or another profile.");
        }

        if (profile.Server is { } server && Uri.TryCreate(reader.Text("endpoint"), UriKind.Absolute, out var endpoint) && !IsLoopback(endpoint) && StandTogether("endpoint", "profile") && !BelongsTo(endpoint, server))
        {
            Report("endpoint", $"{reader.Place("endpoint")} leads to {endpoint.Host}, and the profile {name} ({reader.Place("profile")}) has a server of its own, {server}. Take out the endpoint, or use the profile {S3Providers.Owner(endpoint)?.Profile ?? "that fits its server ('compatible' when nothing more is known of it)"}.");
        }
    }

    // https://s3.{region}.example.com owns what ends in .example.com.
    private static bool BelongsTo(Uri endpoint, string server)
    {
        var host = server[(server.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', ':')[0];
        var brace = host.LastIndexOf('}');
        var suffix = brace >= 0 ? host[(brace + 1)..] : "." + host;
        return suffix.Length < 2 || ("." + endpoint.Host).EndsWith(suffix, true, CultureInfo.InvariantCulture);
    }

    private static bool IsLoopback(Uri endpoint) => endpoint.IsLoopback || endpoint.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // No stricter than the transport, which would send: *.internal is a choice of who names it.
    private static bool Allows(string pattern, Uri endpoint) =>
        HostPattern.Matches(pattern, endpoint) || (pattern.StartsWith("*.", StringComparison.Ordinal) && endpoint.Host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));

    private bool IsAllowed(Uri endpoint)
    {
        var given = IsTrusted("allowed-hosts") ? reader.Text("allowed-hosts") : null;
        return $"{given},{environment("VIRGA_ALLOW_HOSTS")}".Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Concat(options.AllowedHosts).Any(pattern => Allows(pattern, endpoint));
    }

    /// <summary>Whether one source says both: what goes before overrules what comes after, and contradicts nothing.</summary>
    private bool StandTogether(string one, string other) => reader.Settings.Origin(one) is { } origin && origin == reader.Settings.Origin(other);

    private bool IsTrusted(string name) => reader.Settings.IsTrusted(name);

    private void Report(string setting, string message, ErrorKind kind = ErrorKind.InvalidArgument) => reader.Report(setting, message, kind);
}
