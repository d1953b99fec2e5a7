using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Virga.Hosting.Tests.Connections;

/// <summary>A note over TLS on loopback, which says by which protocol it was asked and who asked.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _requests;

    private TlsServer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.Single());

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<TlsServer> StartAsync(X509Certificate2? certificate, HttpProtocols protocols = HttpProtocols.Http1AndHttp2, Action<HttpsConnectionAdapterOptions>? tls = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is null) return;
            var options = new HttpsConnectionAdapterOptions { ServerCertificate = certificate };
            tls?.Invoke(options);
            listen.UseHttps(options);
        }));
        var server = new TlsServer(builder.Build());
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        context.Response.ContentType = "application/json";
        context.Response.Headers["X-Protocol"] = context.Request.Protocol;
        context.Response.Headers["X-Subject"] = context.Connection.ClientCertificate?.Subject ?? "nobody";
        return context.Response.WriteAsync("""{ "id": 7, "created": "2026-11-20T12:00:00Z", "title": "Milk", "state": "open" }""");
    }
}
