using System.Net;
using System.Net.Security;

namespace Virga.Http;

/// <summary>Makes the handler that a client sends with, unless it is given one.</summary>
internal static class HandlerMaking
{
    // Long enough to be worth the handshake, short enough to follow a service that moves in DNS.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    public static SocketsHttpHandler Make(ClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.Timeouts.Connect,
            PooledConnectionLifetime = ConnectionLifetime,

            // One HTTP/2 connection carries about 100 streams; more calls at once would wait for each other.
            EnableMultipleHttp2Connections = true,
        };
        if (options.MaxConnections is { } most) handler.MaxConnectionsPerServer = most;
        if (options.Proxy is { } proxy) SetProxy(handler, proxy);
        SetTls(handler.SslOptions, options.Tls);
        return handler;
    }

    private static void SetProxy(SocketsHttpHandler handler, ProxyOptions proxy)
    {
        handler.UseProxy = !proxy.IsOff;
        if (proxy.IsOff) return;
        handler.Proxy = new ListedProxy(proxy.Address!, [.. proxy.Bypass])
        {
            Credentials = proxy.UserName is null ? null : new NetworkCredential(proxy.UserName, proxy.Password),
        };
    }

    private static void SetTls(SslClientAuthenticationOptions ssl, TlsOptions tls)
    {
        ssl.RemoteCertificateValidationCallback = new ServerCertificate(tls).Check;
        if (tls.ClientCertificate is { } certificate) ssl.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, tls.ClientChain, offline: true);
    }
}
