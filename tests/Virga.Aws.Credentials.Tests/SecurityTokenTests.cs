using Virga.Aws.S3;
using Virga.Servers;
using Virga.Storage;

namespace Virga.Aws.Credentials.Tests;

/// <summary>Real token services.</summary>
public sealed class SecurityTokenTests
{
    [SkippableFact]
    public async Task MotoGivesARoleAndAWebIdentityCredentialsThatWork()
    {
        var moto = TestServers.Require(TestServers.Moto);
        using var process = new ProcessVariables();
        var options = new AwsSdkOptions { StsEndpoint = moto.Endpoint, Region = "eu-central-1" };
        var token = process.Write("token", "eyJhbGciOiJub25lIn0.e30.\n");

        var role = AwsSdkCredentials.Role(new AssumeRole { RoleArn = "arn:aws:iam::123456789012:role/reader", ExternalId = "theirs", Duration = TimeSpan.FromMinutes(15) }, new StaticCredentials(moto.AccessKeyId, moto.SecretAccessKey), options);
        var web = AwsSdkCredentials.WebIdentity(new AssumeRoleWithWebIdentity { RoleArn = "arn:aws:iam::123456789012:role/web", TokenFile = token }, options);

        foreach (var source in (IAwsCredentialSource[])[role, web])
        {
            var got = await source.GetAsync(false, default);
            Assert.NotNull(got.SessionToken);
            Assert.InRange(got.ExpiresAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5), TimeSpan.FromHours(2));
            Assert.Same(got, await source.GetAsync(false, default));
            await RoundTripAsync(moto, source);
        }
    }

    [SkippableFact]
    public async Task RadosgwGivesARoleCredentialsThatReadAndWrite()
    {
        var ceph = TestServers.Require(TestServers.Ceph);
        await using var role = await CephRole.MakeAsync();
        using var process = new ProcessVariables();
        var source = AwsSdkCredentials.Role(new AssumeRole { RoleArn = role.Arn, SessionName = "tests" }, new StaticCredentials(ceph.AccessKeyId, ceph.SecretAccessKey), new AwsSdkOptions { StsEndpoint = ceph.Endpoint });

        var got = await source.GetAsync(false, default);
        Assert.NotEqual(ceph.AccessKeyId, got.AccessKeyId);
        await RoundTripAsync(ceph, source);

        var stranger = AwsSdkCredentials.Role(new AssumeRole { RoleArn = role.Arn + "-nosuch" }, new StaticCredentials(ceph.AccessKeyId, ceph.SecretAccessKey), new AwsSdkOptions { StsEndpoint = ceph.Endpoint });
        var error = await Assert.ThrowsAsync<VirgaException>(async () => await stranger.GetAsync(false, default));
        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains("-nosuch", error.Message, StringComparison.Ordinal);
    }

    private static async Task RoundTripAsync(TestServer server, IAwsCredentialSource source)
    {
        var options = new S3Options { Endpoint = server.Endpoint, Region = server.Region, Profile = S3Profiles.Find(server.ProfileName), Credentials = source };
        await using var account = S3Stores.OpenAccount(options);
        var bucket = $"virga-role-{Guid.NewGuid():N}";
        await account.CreateBucketAsync(bucket);
        try
        {
            await using var store = account.Open(bucket);
            await store.UploadTextAsync("k", "by a role");
            Assert.Equal("by a role", await store.ReadTextAsync("k"));
        }
        finally
        {
            await account.DeleteBucketAsync(bucket, deleteContents: true);
        }
    }
}
