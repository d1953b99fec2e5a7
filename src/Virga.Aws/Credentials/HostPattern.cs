namespace Virga.Aws;

/// <summary>Matches an endpoint against an allowed host: <c>host</c> or <c>*.suffix</c>, with an optional <c>:port</c>.</summary>
internal static class HostPattern
{
    public static bool Matches(string pattern, Uri endpoint)
    {
        var host = pattern;
        var colon = pattern.LastIndexOf(':');
        if (colon >= 0 && !pattern.EndsWith(']'))
        {
            if (!int.TryParse(pattern.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) || port != endpoint.Port) return false;
            host = pattern[..colon];
        }

        if (!host.StartsWith("*.", StringComparison.Ordinal)) return host.Equals(endpoint.Host, StringComparison.OrdinalIgnoreCase);

        // A bare star, or one label such as *.com, would allow everyone.
        return host.IndexOf('.', 2) > 2 && endpoint.Host.Length >= host.Length && endpoint.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase);
    }
}
