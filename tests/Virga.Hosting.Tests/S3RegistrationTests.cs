using Microsoft.Extensions.DependencyInjection;
using Virga.Aws;
using Virga.Aws.S3;
using Virga.Http;
using Virga.Http.Testing;

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
    public async Task AnUnknownProfileIsToldByItsKey()
    {
        await using var provider = Application.Build(services => services.AddS3Client(Application.Configuration(("S3:Profile", "cellar"))));

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => provider.GetRequiredService<S3Client>());

        Assert.Contains("S3:Profile is 'cellar'", error.Message, StringComparison.Ordinal);
    }
}
