using System.Net;

namespace Virga.Http;

/// <summary>The proxy of the options, with its list of hosts that are reached without it.</summary>
internal sealed class ListedProxy(Uri address, string[] bypass) : IWebProxy
{
    public ICredentials? Credentials { get; set; }

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => Array.Exists(bypass, pattern => HostPattern.Matches(pattern, host.HostNameType == UriHostNameType.IPv6 ? host.Host : host.IdnHost, host.Port));
}
