using Virga.Http;

namespace Virga.Aws.S3.Providers;

/// <summary>Checks that endpoint, profile, region and account fit each other, when a client is opened and not at its first call.</summary>
internal static class S3EndpointRules
{
    /// <summary>The options with profile, region and endpoint rule settled.</summary>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.InvalidArgument"/>: something cannot be, or two things contradict each other. The message names both and where they came from.</exception>
    public static S3Options Settle(S3Options options)
    {
        if (options.Endpoint is { } endpoint) CheckAddress(endpoint, options.OriginOf("endpoint"));
        var profile = options.EffectiveProfile;
        CheckOwner(options, profile);
        var region = options.Region ?? RegionOfHost(options.Endpoint, profile.Server) ?? profile.Region ?? "us-east-1";
        CheckRegion(options, profile, region);
        CheckAccount(options, profile);
        CheckChecksums(options, profile);
        return options with { Profile = Shaped(options, profile, region), Region = region };
    }

    /// <summary>What is wrong with an address in itself. Nothing of what it should not hold is repeated.</summary>
    public static void CheckAddress(Uri endpoint, string origin)
    {
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http") || endpoint.Host.Length == 0) throw Wrong($"The endpoint of {origin} is not an absolute http or https URL; write it with its scheme, as in https://s3.example.org.");
        if (endpoint.UserInfo.Length > 0) throw Wrong($"The endpoint of {origin} holds a user name or password; give credentials by access-key-id and secret-access-key.");
        if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0 || endpoint.OriginalString.AsSpan().ContainsAny('?', '#')) throw Wrong($"The endpoint of {origin} has a query or a fragment; an endpoint is scheme, host, port and path.");
        if (endpoint.Port == 0) throw Wrong($"The endpoint of {origin} has the port 0, which nothing listens on; leave the port out for the scheme's own.");
    }

    private static void CheckOwner(S3Options options, ServiceProfile profile)
    {
        if (options.Endpoint is not { } endpoint)
        {
            // A server of one's own has no address that a profile could know.
            if (profile.Server is null && S3Profiles.Find(profile.Name) is not null) throw Wrong($"The profile {profile.Name} of {options.OriginOf("profile")} has no address of its own; give the server's by endpoint, as in http://127.0.0.1:9000.");
            return;
        }

        if (S3Providers.Owner(endpoint) is { } owner && S3Providers.Find(profile.Name) is { } own && owner.Profile != own.Profile)
        {
            throw Wrong($"The endpoint {endpoint.GetLeftPart(UriPartial.Authority)} of {options.OriginOf("endpoint")} is {owner.Profile}'s, and the profile {profile.Name} of {options.OriginOf("profile")} is another provider's. Leave one of the two out, or name the profile {owner.Profile}.");
        }
    }

    private static void CheckRegion(S3Options options, ServiceProfile profile, string region)
    {
        var origin = options.OriginOf("region");
        if (region.Length is 0 or > 63 || !region.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw Wrong($"The region '{Shown(region)}' of {origin} is not a region name: letters, digits and hyphens are expected, as in eu-central-1.{Hint(region)}");
        if (RegionOfHost(options.Endpoint, profile.Server) is { } ofHost && !ofHost.Equals(region, StringComparison.Ordinal))
        {
            throw Wrong($"The endpoint {options.Endpoint!.GetLeftPart(UriPartial.Authority)} of {options.OriginOf("endpoint")} is in the region {ofHost}, and the region of {origin} is {region}. Leave one of the two out.");
        }

        // Behind an endpoint of one's own a region is whatever its owner says (RegionOne, default).
        if (options.Endpoint is not null && S3Providers.Owner(options.Endpoint) is null) return;
        if (S3Providers.Find(profile.Name) is not { } provider || provider.Region(region)) return;
        var other = S3Providers.OfRegion(region, provider.Profile);
        throw Wrong($"'{region}' of {origin} is no region of the profile {profile.Name}, whose regions are like {provider.Example}.{(other is null ? Hint(region) : $" It looks like one of {other.Profile}.")} A region of a new shape can be used by giving its endpoint.");
    }

    private static void CheckAccount(S3Options options, ServiceProfile profile)
    {
        var needs = options.Endpoint is null && profile.Server?.Contains("{account}", StringComparison.Ordinal) == true;
        if (options.AccountId is not { } account)
        {
            if (needs) throw Wrong($"The profile {profile.Name} of {options.OriginOf("profile")} needs the account id, which is a part of its address: set account-id (or CLOUDFLARE_ACCOUNT_ID), or give the endpoint.");
            return;
        }

        if (!account.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') || account.Length is 0 or > 63 || account[0] is '.' or '-' || account[^1] is '.' or '-') throw Wrong($"The account id of {options.OriginOf("account-id")} cannot be a part of a host name: letters and digits are expected, with .eu or .fedramp behind them for a jurisdiction.");
        if (needs) return;
        if (options.Endpoint is { } endpoint && profile.Server?.Contains("{account}", StringComparison.Ordinal) == true)
        {
            if (!endpoint.IdnHost.StartsWith(account + ".", StringComparison.OrdinalIgnoreCase) && S3Providers.Owner(endpoint)?.Profile == profile.Name) throw Wrong($"The endpoint {endpoint.GetLeftPart(UriPartial.Authority)} of {options.OriginOf("endpoint")} is of another account than the account-id of {options.OriginOf("account-id")}. Leave one of the two out.");
            return;
        }

        if (!options.IsAccountAmbient) throw Wrong($"An account id is given in {options.OriginOf("account-id")}, and the address of the profile {profile.Name} has none. Leave it out, or name the profile that it belongs to.");
    }

    private static void CheckChecksums(S3Options options, ServiceProfile profile)
    {
        if (options.Checksums == ChecksumPolicy.WhenSupported && profile.Checksums == ChecksumPolicy.Off)
        {
            throw Wrong($"checksums=supported of {options.OriginOf("checksums")} contradicts the profile {profile.Name}, whose servers refuse or ignore checksums. Leave it out, or name another profile.");
        }
    }

    /// <summary>The profile with what the options change in it.</summary>
    private static ServiceProfile Shaped(S3Options options, ServiceProfile profile, string region)
    {
        if (profile.Name == "aws" && S3Providers.PartitionServer(region) is { } partition) profile = profile with { Server = partition };
        if (options.Checksums is not { } policy || policy == profile.Checksums) return profile;
        string[] without = policy == ChecksumPolicy.WhenSupported
            ? [.. profile.Without.Where(name => name != "Write.Checksums")]
            : [.. profile.Without.Append("Write.Checksums").Distinct(StringComparer.Ordinal)];
        return profile with { Checksums = policy, Without = without };
    }

    /// <summary>The region that a host names by the profile's own rule; null when it is another host.</summary>
    private static string? RegionOfHost(Uri? endpoint, string? template)
    {
        if (endpoint is null || template is null) return null;
        var host = template[(template.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var at = host.IndexOf("{region}", StringComparison.Ordinal);
        if (at < 0) return null;
        var before = host[..at];
        var name = endpoint.IdnHost;

        // Amazon's and the others' hosts differ in the last labels alone, which tell the partition.
        foreach (var after in (ReadOnlySpan<string>)[host[(at + "{region}".Length)..], ".amazonaws.com.cn", ".amazonaws.eu"])
        {
            if (!name.StartsWith(before, StringComparison.OrdinalIgnoreCase) || !name.EndsWith(after, StringComparison.OrdinalIgnoreCase) || name.Length <= before.Length + after.Length) continue;
            var region = name[before.Length..^after.Length];
            if (!region.Contains('.', StringComparison.Ordinal)) return region;
        }

        return null;
    }

    private static string Hint(string region) => S3Providers.Nearest(region) is { } near ? $" Did you mean {near}?" : "";

    private static string Shown(string text) => new([.. text.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    private static VirgaException Wrong(string message) => new(ErrorKind.InvalidArgument, message);
}
