namespace Virga.Http;

/// <summary>The proxy that requests go through. <see cref="ClientOptions.Proxy"/> null means what the system or the environment says (HTTPS_PROXY, NO_PROXY).</summary>
public sealed class ProxyOptions
{
    /// <summary>Makes options without an address; set <see cref="Address"/>.</summary>
    public ProxyOptions()
    {
    }

    /// <summary>Makes options for a proxy.</summary>
    /// <param name="address">Its address.</param>
    public ProxyOptions(Uri address) => Address = address;

    /// <summary>No proxy, whatever the system or the environment says.</summary>
    public static ProxyOptions Off => new() { IsOff = true };

    /// <summary>Whether requests go straight to the service.</summary>
    public bool IsOff { get; set; }

    /// <summary>Address of the proxy, by http, https, socks4, socks4a or socks5; without user name, password and path.</summary>
    public Uri? Address { get; set; }

    /// <summary>Hosts that are reached without it: <c>host</c> or <c>*.suffix</c>, each with an optional <c>:port</c>. Loopback is not among them unless it is listed.</summary>
    public IList<string> Bypass { get; } = [];

    /// <summary>The name that the proxy asks for; null for none.</summary>
    public string? UserName { get; set; }

    /// <summary>The password beside it.</summary>
    public string? Password { get; set; }

    /// <summary>The address, never the password.</summary>
    public override string ToString() => IsOff ? "no proxy" : $"proxy {Address?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? "without address"}";

    internal void Validate()
    {
        if (IsOff)
        {
            if (Address is not null) throw new ArgumentException("ClientOptions.Proxy.IsOff and ClientOptions.Proxy.Address contradict each other; set one.");
            return;
        }

        if (Address is null) throw new ArgumentException("ClientOptions.Proxy.Address is not set. Set it, use ProxyOptions.Off for no proxy, or leave ClientOptions.Proxy null for the system's.");
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5") || Address.Host.Length == 0)
        {
            throw new ArgumentException("ClientOptions.Proxy.Address must be an absolute URL of http, https, socks4, socks4a or socks5.");
        }

        if (Address.UserInfo.Length > 0) throw new ArgumentException("ClientOptions.Proxy.Address holds a user name or password; set ClientOptions.Proxy.UserName and ClientOptions.Proxy.Password instead.");
        if (Address.PathAndQuery is not ("/" or "") || Address.Fragment.Length > 0) throw new ArgumentException("ClientOptions.Proxy.Address has a path, query or fragment; a proxy is a scheme, a host and a port.");
        if (Password is not null && UserName is null) throw new ArgumentException("ClientOptions.Proxy.Password is set and ClientOptions.Proxy.UserName is not; set both.");
        foreach (var pattern in Bypass) HostPattern.Check(pattern, "ClientOptions.Proxy.Bypass");
    }
}
