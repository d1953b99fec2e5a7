using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>
/// Keeps web pages out: a page that resolves its own name to this machine carries a foreign Host, and a page
/// that calls across origins a foreign Origin.
/// </summary>
internal sealed class LoopbackGate(int port)
{
    private const string Suffix = ".localhost";

    /// <summary>The bucket that a virtual-host address names; null for an address by path.</summary>
    public string? Check(IHeaderDictionary headers)
    {
        string host = headers.Host.ToString();
        string? name = NameOf(host);
        if (name is null)
        {
            throw S3Error.AccessDenied($"The Host header '{host}' is not this endpoint. Use 127.0.0.1, localhost or a bucket under localhost, with port {port}.");
        }

        if (headers.Origin.Count > 0 && !IsOwn(headers.Origin.ToString()))
        {
            throw S3Error.AccessDenied("Requests that a page of another origin makes are refused.");
        }

        return name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name[..^Suffix.Length].ToLowerInvariant() : null;
    }

    private bool IsOwn(string origin)
    {
        const string scheme = "http://";
        return origin.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && NameOf(origin[scheme.Length..]) is not null;
    }

    private string? NameOf(string host)
    {
        string end = $":{port}";
        string name;
        if (host.EndsWith(end, StringComparison.Ordinal))
        {
            name = host[..^end.Length];
        }
        else if (port == 80)
        {
            name = host;
        }
        else
        {
            return null;
        }

        bool own = name is "127.0.0.1" or "[::1]"
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase));
        return own ? name : null;
    }
}
