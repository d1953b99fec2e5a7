using System.Net;

namespace Virga.Http;

/// <summary>Decides which hosts may be sent credentials.</summary>
internal sealed class TrustRules(IReadOnlyList<string> specPatterns, IEnumerable<string> allowedHosts)
{
    private readonly string[] _allowed = [.. allowedHosts.Select(Checked)];

    /// <summary>Makes an origin with the verdict on it.</summary>
    /// <param name="uri">Scheme, host, port and base path are taken from it.</param>
    /// <param name="isOwn">Whether it is the client's own address, as options, profile or spec give it.</param>
    /// <param name="source">Where the address came from, for the message.</param>
    public Origin Judge(Uri uri, bool isOwn, string source)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.DnsSafeHost}]" : uri.IdnHost;
        return Judge(new Origin(uri.Scheme, host, uri.Port, uri.AbsolutePath.TrimEnd('/')), isOwn, source);
    }

    public Origin Judge(Origin origin, bool isOwn, string source) =>
        new(origin.Scheme, origin.Host, origin.Port, origin.BasePath) { Refusal = Refusal(origin, isOwn, source) };

    private static string Checked(string pattern)
    {
        HostPattern.Check(pattern, "ClientOptions.AllowedHosts");
        return pattern;
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool Matches(string pattern, Origin origin) => HostPattern.Matches(pattern, origin.Host, origin.Port);

    private string? Refusal(Origin origin, bool isOwn, string source)
    {
        if (IsLoopback(origin.Host)) return null;
        if (_allowed.Any(pattern => Matches(pattern, origin))) return null;
        if (!origin.IsSecure)
        {
            return $"Credentials would go to {origin.Authority} over plain http, where everyone on the way can read them; {source}. Use https, or allow the host by name in ClientOptions.AllowedHosts.";
        }

        if (isOwn || specPatterns.Any(pattern => Matches(pattern, origin))) return null;
        return $"Credentials would go to {origin.Authority}, which is not the service's own host; {source}. When the host is to be trusted, allow it by name in ClientOptions.AllowedHosts.";
    }
}
