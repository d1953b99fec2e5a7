using Virga.Http;
using Virga.Local;
using Virga.Servers;
using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Faults;

/// <summary>Credentials that are wrong, have expired, or must not be sent.</summary>
public sealed class CredentialTests
{
    // moto checks no signatures.
    public static TheoryData<string> Places => ["localcloud", "ceph", "swift-s3api"];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task AWrongSecretIsSaidToBeWrong(string where)
    {
        var place = S3Place.Named(where);
        await using var bucket = await place.NewBucketAsync();
        var options = place.Options() with { Credentials = new StaticCredentials(place.Server().AccessKeyId, "not-the-secret-at-all") };
        await using var store = S3Stores.Open(bucket.Name, options);
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadBytesAsync("k"));
        // radosgw asks its token service too, and gives that one's answer.
        var expected = where == TestServers.Ceph ? (ErrorKind.AccessDenied, "AccessDenied", 403) : (ErrorKind.Unauthenticated, "SignatureDoesNotMatch", 403);
        Assert.Equal(expected, (error.Kind, error.Code, error.Status));
        Assert.DoesNotContain("not-the-secret-at-all", error.ToString(), StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.UploadAsync("k", new byte[3]));
        Assert.Equal(expected.Item1, refused.Kind);
        Assert.False(await bucket.Store.ExistsAsync("k"));
    }

    [SkippableFact]
    public async Task AnUnknownKeyIsSaidToBeUnknown()
    {
        await using var bucket = await S3Place.LocalCloud.NewBucketAsync();
        await using var store = S3Stores.Open(bucket.Name, S3Place.LocalCloud.Options() with { Credentials = new StaticCredentials("AKIDOFNOBODY", "x") });
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadBytesAsync("k"));
        Assert.Equal((ErrorKind.Unauthenticated, "InvalidAccessKeyId"), (error.Kind, error.Code));
    }

    [SkippableFact]
    public async Task SomebodyElsesBucketIsDenied()
    {
        await using var bucket = await S3Place.Ceph.NewBucketAsync();
        var other = TestServers.RequireOtherCephUser();
        var options = S3Place.Ceph.Options() with { Credentials = new StaticCredentials(other.AccessKeyId, other.SecretAccessKey) };
        await using var store = S3Stores.Open(bucket.Name, options);
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadBytesAsync("k"));
        Assert.Equal((ErrorKind.AccessDenied, 403), (error.Kind, error.Status));
        await using var account = S3Stores.OpenAccount(options);
        Assert.Equal(ErrorKind.AlreadyExists, (await Assert.ThrowsAsync<ObjectStoreException>(async () => await account.CreateBucketAsync(bucket.Name))).Kind);
    }

    [Fact]
    public async Task ExpiredCredentialsAreRenewedOnce()
    {
        await using var faulty = await FaultyCloud.StartAsync(new LocalCloudOptions { SessionToken = "the-new-token" });
        faulty.Fault = request => request.Headers["x-amz-security-token"] == "the-old-token" ? LocalFault.Error(400, "ExpiredToken") : null;
        var source = new RenewingCredentials(faulty.Cloud);
        await using var store = S3Stores.Open(FaultyCloud.Bucket, faulty.Options() with { Credentials = source });
        await store.UploadTextAsync("k", "kept");
        Assert.Equal("kept", await store.ReadTextAsync("k"));
        Assert.Equal(1, source.Renewals);
    }

    [Fact]
    public async Task ExpiredCredentialsAreRenewedWhereTheAnswerHasNoBodyToo()
    {
        await using var faulty = await FaultyCloud.StartAsync(new LocalCloudOptions { SessionToken = "the-new-token" });
        await using (var first = S3Stores.Open(FaultyCloud.Bucket, faulty.Options(token: "the-new-token"))) await first.UploadTextAsync("k", "kept");
        faulty.Fault = request => request.Headers["x-amz-security-token"] == "the-old-token" ? LocalFault.Error(400, "ExpiredToken") : null;
        var source = new RenewingCredentials(faulty.Cloud);
        await using var store = S3Stores.Open(FaultyCloud.Bucket, faulty.Options() with { Credentials = source });
        Assert.Equal(4, (await store.StatAsync("k")).Size);
        Assert.Equal(1, source.Renewals);
    }

    [Fact]
    public async Task CredentialsThatStayExpiredAreAnError()
    {
        await using var faulty = await FaultyCloud.StartAsync(new LocalCloudOptions { SessionToken = "the-token" });
        var asked = 0;
        faulty.Fault = _ =>
        {
            Interlocked.Increment(ref asked);
            return LocalFault.Error(400, "ExpiredToken", "The provided token has expired.");
        };
        await using var store = S3Stores.Open(FaultyCloud.Bucket, faulty.Options(token: "the-token"));
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadBytesAsync("k"));
        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.InRange(asked, 1, 2);
        Assert.DoesNotContain("the-token", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task ASkewedClockIsCorrectedOnce(int hours)
    {
        await using var faulty = await FaultyCloud.StartAsync();
        var requests = 0;
        faulty.Fault = _ =>
        {
            Interlocked.Increment(ref requests);
            return new LocalFault { ClockSkew = TimeSpan.FromHours(hours) };
        };
        await using var store = faulty.Store();
        await store.UploadTextAsync("k", "kept");
        Assert.Equal(2, requests);
        Assert.Equal("kept", await store.ReadTextAsync("k"));
        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task CredentialsDoNotGoOverPlainHttpToAnotherHost()
    {
        var handler = new ScriptedHandler();
        var options = Scripted.Options(handler) with { Endpoint = new Uri("http://s3.example.test") };
        await using var store = S3Stores.Open("bucket", options);
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadBytesAsync("k"));
        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Contains("s3.example.test", error.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task CredentialsGoOverPlainHttpToAHostThatIsNamed()
    {
        var handler = new ScriptedHandler().Answer(200, "bytes", "text/plain", ("ETag", "\"e\""));
        var options = Scripted.Options(handler) with { Endpoint = new Uri("http://s3.example.test"), AllowedHosts = ["s3.example.test"] };
        await using var store = S3Stores.Open("bucket", options);
        Assert.Equal("bytes", await store.ReadTextAsync("k"));
        Assert.StartsWith("AWS4-HMAC-SHA256 ", handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnonymousRequestsCarryNothing()
    {
        await using var faulty = await FaultyCloud.StartAsync(new LocalCloudOptions { AllowAnonymous = true });
        await using (var store = faulty.Store()) await store.UploadTextAsync("k", "open to all");
        await using var anonymous = S3Stores.Open(FaultyCloud.Bucket, faulty.Options() with { Credentials = AnonymousCredentials.Instance });
        Assert.Equal("open to all", await anonymous.ReadTextAsync("k"));
    }

    private sealed class RenewingCredentials(LocalCloud cloud) : IAwsCredentialSource
    {
        public int Renewals { get; private set; }

        public ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken)
        {
            if (forceRefresh) Renewals++;
            return new(new AwsCredentials(cloud.AccessKeyId, cloud.SecretAccessKey, Renewals > 0 ? "the-new-token" : "the-old-token"));
        }
    }
}
