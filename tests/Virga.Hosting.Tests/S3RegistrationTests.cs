using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Virga.Aws;
using Virga.Aws.S3;
using Virga.Hosting.Tests.Connections;
using Virga.Http;
using Virga.Http.Testing;
using Virga.Parity;

namespace Virga.Hosting.Tests;

public sealed class S3RegistrationTests
{
    [Fact]
    public async Task S3IsRegisteredWithProfileRegionAndCredentialsOfTheContainer()
    {
        using var transport = new ScriptedTransport();
        transport.Expect(HttpMethod.Head, "/measurements").When(request => request.Header("Authorization")?.Contains("AKIDONE/", StringComparison.Ordinal) == true && request.Header("Authorization")!.Contains("/eu-west-3/s3/", StringComparison.Ordinal), "a signature of AKIDONE").Answer(200);
        await using var provider = Application.Build(services =>
        {
            services.AddSingleton<IAwsCredentialSource>(new StaticCredentials("AKIDONE", "secret-of-one"));
            services.AddS3Client(Application.Configuration(("S3:Endpoint", "https://127.0.0.1:9000"), ("S3:Variables:region", "eu-west-3"), ("S3:Profile", "ceph"))).ConfigurePrimaryHttpMessageHandler(() => transport);
        });

        var client = provider.GetRequiredService<S3Client>();
        await client.HeadBucketAsync("measurements");

        transport.Verify();
        Assert.Equal(("ceph", AddressingStyle.Path), (client.Transport.Options.Profile?.Name, client.Transport.Options.Addressing));
    }

    [Fact]
    [Parity("CB-24")]
    public async Task S3IsReachedOverTlsWithAnAuthorityAndACertificateNamedInTheSettings()
    {
        using var authority = new TestAuthority();
        await using var server = await TlsServer.StartAsync(authority.ForServer(), tls: tls =>
        {
            tls.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            tls.ClientCertificateValidation = (certificate, _, _) => certificate.Subject == "CN=ada";
        });
        var folder = Directory.CreateTempSubdirectory("virga-tls-").FullName;
        try
        {
            using var certificate = authority.ForClient("ada");
            using var key = certificate.GetECDsaPrivateKey()!;
            await File.WriteAllTextAsync(Path.Combine(folder, "ca.pem"), authority.Certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(folder, "ada.pem"), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(folder, "ada.key"), key.ExportEncryptedPkcs8PrivateKeyPem("pass-word", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
            (string, string?)[] settings =
            [
                ("S3:Endpoint", server.Address.AbsoluteUri), ("S3:Tls:Authorities:0", Path.Combine(folder, "ca.pem")), ("S3:Tls:OnlyTheseAuthorities", "true"),
                ("S3:Tls:ClientCertificate", Path.Combine(folder, "ada.pem")), ("S3:Tls:ClientKey", Path.Combine(folder, "ada.key")), ("S3:Tls:ClientKeyPassword", "pass-word"),
            ];
            await using var provider = Application.Build(services =>
            {
                services.AddSingleton<IAwsCredentialSource>(new StaticCredentials("AKIDONE", "secret-of-one"));
                services.AddS3Client(Application.Configuration(settings));
            });

            Assert.Equal(200, (await provider.GetRequiredService<S3Client>().HeadBucketAsync("measurements")).Status);
            Assert.Equal(1, server.Requests);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task AnUnknownProfileIsToldByItsKey()
    {
        await using var provider = Application.Build(services => services.AddS3Client(Application.Configuration(("S3:Profile", "cellar"))));

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => provider.GetRequiredService<S3Client>());

        Assert.Contains("S3:Profile is 'cellar'", error.Message, StringComparison.Ordinal);
    }
}
