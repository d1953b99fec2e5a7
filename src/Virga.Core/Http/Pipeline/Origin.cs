namespace Virga.Http;

/// <summary>Where a request goes, and whether credentials may go there.</summary>
internal sealed class Origin
{
    public Origin(string scheme, string host, int port, string basePath)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        BasePath = basePath;
        IsSecure = scheme == "https";
        Authority = port == (IsSecure ? 443 : 80) ? host : $"{host}:{port}";
        Prefix = $"{scheme}://{Authority}";
    }

    /// <summary>https or http.</summary>
    public string Scheme { get; }

    public string Host { get; }

    public int Port { get; }

    /// <summary>Host, with the port unless it is the scheme's own.</summary>
    public string Authority { get; }

    /// <summary>Scheme and authority; what stands before the path.</summary>
    public string Prefix { get; }

    /// <summary>Path before every operation's own, without a slash at its end; empty for none.</summary>
    public string BasePath { get; }

    public bool IsSecure { get; }

    /// <summary>Why credentials must not go there; null when they may.</summary>
    public string? Refusal { get; init; }

    /// <summary>The host when it is an IP address or has no dot, so that it takes no label before it.</summary>
    public bool TakesLabels => !System.Net.IPAddress.TryParse(Host.Trim('[', ']'), out _);
}
