using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Virga.Local;

/// <summary>
/// An S3 endpoint inside this process, on 127.0.0.1 alone. It checks signatures and refuses what Amazon S3 refuses.
/// </summary>
/// <remarks>It is made for tests, demonstrations and offline work, not for serving others or for data that must survive a crash.</remarks>
public sealed class LocalCloud : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly Catalog _catalog;
    private int _disposed;

    private LocalCloud(KestrelServer server, Catalog catalog, Credential credential, string region, int port)
    {
        _server = server;
        _catalog = catalog;
        AccessKeyId = credential.AccessKeyId;
        SecretAccessKey = credential.Secret;
        Region = region;
        Port = port;
        Endpoint = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Where it listens: http://127.0.0.1 with the port. Buckets are addressed by path, or as bucket.localhost.</summary>
    public Uri Endpoint { get; }

    /// <summary>The access key id that it accepts.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of that key.</summary>
    public string SecretAccessKey { get; }

    /// <summary>The region that signatures must name.</summary>
    public string Region { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts an endpoint, which runs until it is disposed.</summary>
    /// <param name="options">How it is to run. Default: memory, any free port, a random key.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is taken, or the folder is in use by another endpoint or cannot be read.</exception>
    /// <exception cref="InvalidDataException">The folder holds records that this version cannot read.</exception>
    public static async Task<LocalCloud> StartAsync(LocalCloudOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        IdSource ids = new(options.Random);
        // Amazon's own forms: 20 and 40 characters.
        Credential credential = new(options.AccessKeyId ?? "VIRGA" + ids.UpperHex(15), options.SecretAccessKey ?? ids.Text(40), options.SessionToken);
        Catalog catalog = new(options.Folder is null ? new MemoryStorage() : new FolderStorage(options.Folder, ids));
        KestrelServer? server = null;
        try
        {
            server = CreateServer(options.Port);
            S3Application application = new(options, catalog, ids, new SignatureVerifier(credential, options.Region, options.AllowSignatureV2));
            await server.StartAsync(application, cancellationToken).ConfigureAwait(false);
            int port = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
            application.Open(port);
            return new(server, catalog, credential, options.Region, port);
        }
        catch
        {
            server?.Dispose();
            catalog.Dispose();
            throw;
        }
    }

    /// <summary>Stops at once: connections are closed, requests under way are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
        _catalog.Dispose();
    }

    /// <summary>The endpoint; never the key's secret.</summary>
    public override string ToString() => $"LocalCloud at {Endpoint}";

    private static KestrelServer CreateServer(int port)
    {
        KestrelServerOptions options = new() { AddServerHeader = false, AllowSynchronousIO = false };
        options.Limits.MaxRequestBodySize = null;
        // Tests hold bodies back on purpose.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        // A key of a kibibyte is three percent-coded, and a presigned query may hold a long session token beside it.
        options.Limits.MaxRequestLineSize = 32 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        options.ResponseHeaderEncodingSelector = static _ => System.Text.Encoding.UTF8;
        options.Listen(IPAddress.Loopback, port);
        SocketTransportFactory transport = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new(Options.Create(options), transport, NullLoggerFactory.Instance);
    }
}
