using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Virga.Http;
using Virga.Testing;

namespace Virga.Hosting.Tests.Connections;

public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AServerOfAnAuthorityOfOnesOwnIsTrusted(bool only)
    {
        await using var server = await TlsServer.StartAsync(_authority.ForServer());

        var answer = await NoteCalls.CallAsync(server.Address, options =>
        {
            options.Tls.Authorities.Add(_authority.Certificate);
            options.Tls.OnlyTheseAuthorities = only;
        });

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task AServerThatNobodyVouchesForIsRefusedWithWhatToDoAndNotAskedAgain()
    {
        await using var server = await TlsServer.StartAsync(_authority.ForServer());

        var error = await NoteCalls.FailAsync(server.Address, _ => { });

        Assert.Equal(ErrorKind.Connection, error.Kind);
        Assert.False(error.IsRetryable);
        Assert.Contains("CN=Test server, issued by CN=Test authority", error.Message, StringComparison.Ordinal);
        Assert.Contains("PartialChain", error.Message, StringComparison.Ordinal);
        Assert.Contains("ClientOptions.Tls.Authorities", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task WithOnlyTheseAuthoritiesAnotherOnesServerIsRefused()
    {
        using var other = new TestAuthority("CN=Other authority");
        await using var server = await TlsServer.StartAsync(_authority.ForServer());

        var error = await NoteCalls.FailAsync(server.Address, options =>
        {
            options.Tls.Authorities.Add(other.Certificate);
            options.Tls.OnlyTheseAuthorities = true;
        });

        Assert.Contains("Only ClientOptions.Tls.Authorities are trusted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACertificateForAnotherHostIsRefusedWithBothNames()
    {
        await using var server = await TlsServer.StartAsync(_authority.ForServer("other.test"));

        var error = await NoteCalls.FailAsync(server.Address, options => options.Tls.Authorities.Add(_authority.Certificate));

        Assert.Contains("is for other.test, not for 127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task ACertificateThatHasExpiredIsRefusedAsSuch()
    {
        await using var server = await TlsServer.StartAsync(_authority.ForServer(isExpired: true));

        var error = await NoteCalls.FailAsync(server.Address, options => options.Tls.Authorities.Add(_authority.Certificate));

        Assert.Contains("NotTimeValid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AClientCertificateIsShownToAServerThatDemandsOne()
    {
        await using var server = await TlsServer.StartAsync(_authority.ForServer(), tls: Demand);
        using var certificate = _authority.ForClient("ada");

        var answer = await NoteCalls.CallAsync(server.Address, options =>
        {
            options.Tls.Authorities.Add(_authority.Certificate);
            options.Tls.ClientCertificate = certificate;
        });
        var error = await NoteCalls.FailAsync(server.Address, options => options.Tls.Authorities.Add(_authority.Certificate));

        Assert.Equal("CN=ada", answer.Header("X-Subject"));
        Assert.Equal(ErrorKind.Connection, error.Kind);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task AnyCertificateIsTakenOnlyOnDemandAndLoudly()
    {
        using var logs = new LogRecorder();
        using var loggers = logs.Factory();
        await using var server = await TlsServer.StartAsync(_authority.ForServer("other.test"));

        var answer = await NoteCalls.CallAsync(server.Address, options =>
        {
            options.Tls.DangerousAcceptAnyServerCertificate = true;
            options.LoggerFactory = loggers;
        });

        Assert.Equal(200, answer.Status);
        Assert.Contains(logs.Lines, line => line.Contains("Warning", StringComparison.Ordinal) && line.Contains("DangerousAcceptAnyServerCertificate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "HTTP/1.1")]
    [InlineData("2.0", "HTTP/2")]
    public async Task TheVersionOfHttpIsTheOneAskedFor(string? version, string protocol)
    {
        await using var server = await TlsServer.StartAsync(_authority.ForServer());

        var answer = await NoteCalls.CallAsync(server.Address, options =>
        {
            options.Tls.Authorities.Add(_authority.Certificate);
            options.HttpVersion = version is null ? null : Version.Parse(version);
        });

        Assert.Equal(protocol, answer.Header("X-Protocol"));
    }

    [Fact]
    public async Task AServerThatDoesNotSpeakTheExactVersionIsToldAsSuch()
    {
        using var certificate = _authority.ForServer();
        await using var refusing = await TlsServer.StartAsync(certificate, HttpProtocols.Http1);
        await using var ignorant = LoopbackServer.Start(async connection =>
        {
            await using var tls = new SslStream(connection.Stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, connection.Stop);
            await tls.CopyToAsync(Stream.Null, connection.Stop);
        });

        var refused = await NoteCalls.FailAsync(refusing.Address, Exact);
        var ignored = await NoteCalls.FailAsync(new UriBuilder(ignorant.Address) { Scheme = "https" }.Uri, Exact);

        Assert.Equal((ErrorKind.Connection, false), (refused.Kind, refused.IsRetryable));
        Assert.Contains("HTTP/2.0 and nothing else was offered", refused.Message, StringComparison.Ordinal);
        Assert.Equal((ErrorKind.Unsupported, false), (ignored.Kind, ignored.IsRetryable));
        Assert.Contains("does not speak HTTP/2.0", ignored.Message, StringComparison.Ordinal);
        Assert.Equal(1, ignorant.Connections);

        void Exact(ClientOptions options)
        {
            options.Tls.Authorities.Add(_authority.Certificate);
            options.HttpVersion = HttpVersion.Version20;
            options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }
    }

    [Fact]
    public async Task OverPlainHttpVersionTwoIsSpokenWhenItIsExact()
    {
        await using var server = await TlsServer.StartAsync(null, HttpProtocols.Http2);

        var answer = await NoteCalls.CallAsync(server.Address, options =>
        {
            options.HttpVersion = HttpVersion.Version20;
            options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        });

        Assert.Equal("HTTP/2", answer.Header("X-Protocol"));
    }

    private void Demand(HttpsConnectionAdapterOptions tls)
    {
        tls.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        tls.ClientCertificateValidation = (certificate, _, _) => certificate.IssuerName.RawData.AsSpan().SequenceEqual(_authority.Certificate.SubjectName.RawData);
    }
}
