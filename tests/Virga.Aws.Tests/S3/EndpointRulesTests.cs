using Virga.Aws.S3;
using Virga.Aws.Tests.Credentials;
using Virga.Http;
using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.Tests.S3;

/// <summary>Profile, region, account and endpoint, and what they make of the address.</summary>
public sealed class EndpointRulesTests
{
    private static readonly StaticCredentials Keys = new("AKIDEXAMPLE", "a-secret-of-the-tests");

    public static TheoryData<string, string?, string> Addresses => new()
    {
        { "aws", null, "https://bucket.s3.us-east-1.amazonaws.com/key" },
        { "aws", "eu-central-1", "https://bucket.s3.eu-central-1.amazonaws.com/key" },
        { "aws", "us-gov-west-1", "https://bucket.s3.us-gov-west-1.amazonaws.com/key" },
        { "aws", "cn-north-1", "https://bucket.s3.cn-north-1.amazonaws.com.cn/key" },
        { "aws", "eusc-de-east-1", "https://bucket.s3.eusc-de-east-1.amazonaws.eu/key" },
        { "wasabi", null, "https://s3.us-east-1.wasabisys.com/bucket/key" },
        { "wasabi", "ap-northeast-1-ntt", "https://s3.ap-northeast-1-ntt.wasabisys.com/bucket/key" },
        { "digitalocean", null, "https://bucket.nyc3.digitaloceanspaces.com/key" },
        { "digitalocean", "fra1", "https://bucket.fra1.digitaloceanspaces.com/key" },
        { "cloudflare-r2", null, "https://0123abc.r2.cloudflarestorage.com/bucket/key" },
        { "backblaze", "eu-central-003", "https://s3.eu-central-003.backblazeb2.com/bucket/key" },
        { "google", null, "https://storage.googleapis.com/bucket/key" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task AProfileAndARegionMakeTheAddressAndTheScope(string profile, string? region, string url)
    {
        var handler = new ScriptedHandler().Answer(200, "x");
        var options = Options(handler) with { Profile = S3Profiles.Find(profile), Region = region, AccountId = profile == "cloudflare-r2" ? "0123abc" : null };
        using var client = options.CreateClient(new FakeTimeProvider());

        await (await client.GetObjectAsync("bucket", "key")).DisposeAsync();

        Assert.Equal(url, handler.Single.Uri.AbsoluteUri);
        var expected = region ?? S3Profiles.Find(profile)!.Region ?? "us-east-1";
        Assert.Contains($"/20261120/{expected}/s3/aws4_request", handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://s3.eu-central-1.wasabisys.com", "wasabi", "eu-central-1")]
    [InlineData("https://fra1.digitaloceanspaces.com", "digitalocean", "fra1")]
    [InlineData("https://0123abc.r2.cloudflarestorage.com", "cloudflare-r2", "auto")]
    [InlineData("https://s3.us-west-004.backblazeb2.com", "backblaze", "us-west-004")]
    [InlineData("https://storage.googleapis.com", "google", "auto")]
    [InlineData("https://s3.eu-west-1.amazonaws.com", "aws", "eu-west-1")]
    [InlineData("https://s3.amazonaws.com", "aws", "us-east-1")]
    [InlineData("https://s3.cn-north-1.amazonaws.com.cn", "aws", "cn-north-1")]
    [InlineData("https://wasabisys.com.example.org", "compatible", "us-east-1")]
    [InlineData("https://notstorage.googleapis.com", "compatible", "us-east-1")]
    [InlineData("http://127.0.0.1:9000", "compatible", "us-east-1")]
    public void AnEndpointTellsProfileAndRegion(string endpoint, string profile, string region)
    {
        var settled = (Options() with { Endpoint = new Uri(endpoint) }).Settled();

        Assert.Equal((profile, region), (settled.Profile!.Name, settled.Region));
    }

    [Fact]
    public async Task AnEndpointThatIsGivenGoesBeforeTheProfilesAddress()
    {
        var handler = new ScriptedHandler().Answer(200, "x");
        using var client = (Options(handler) with { Profile = S3Profiles.Wasabi, Region = "RegionOne", Endpoint = new Uri("https://gateway.example.org:8443") }).CreateClient(new FakeTimeProvider());

        await (await client.GetObjectAsync("bucket", "key")).DisposeAsync();

        Assert.Equal("https://gateway.example.org:8443/bucket/key", handler.Single.Uri.AbsoluteUri);
        Assert.Contains("/RegionOne/s3/", handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AddressingStyle.Path, "https://gateway.example.org/storage/v1/bucket/a//b")]
    [InlineData(AddressingStyle.VirtualHost, "https://bucket.gateway.example.org/storage/v1/a//b")]
    public async Task APathOfTheEndpointStandsBeforeTheBucketAndIsSigned(AddressingStyle addressing, string url)
    {
        var handler = new ScriptedHandler().Answer(200, "x").Answer(200, "<ListAllMyBucketsResult/>");
        var options = Options(handler) with { Endpoint = new Uri("https://gateway.example.org/storage/v1/") };
        using var client = (options with { Configure = o => { o.Handler = handler; o.Addressing = addressing; } }).CreateClient(new FakeTimeProvider());

        await (await client.GetObjectAsync("bucket", "a//b")).DisposeAsync();
        await client.ListBucketsPageAsync();

        Assert.Equal(url, handler.Requests[0].Uri.AbsoluteUri);
        Assert.Equal("https://gateway.example.org/storage/v1", handler.Requests[1].Uri.AbsoluteUri.TrimEnd('/'));
        Assert.All(handler.Requests, AssertSigned);
    }

    [Theory]
    [InlineData("wasabi", "nyc3", "region", "digitalocean")]
    [InlineData("digitalocean", "us-east-1", "region", "like fra1")]
    [InlineData("aws", "us-west-004", "region", "backblaze")]
    [InlineData("aws", "EU-Central-1", "region", "Did you mean eu-central-1?")]
    [InlineData("aws", "eucentral1", "region", "Did you mean eu-central-1?")]
    [InlineData("aws", "eu_central_1", "region", "Did you mean eu-central-1?")]
    [InlineData("aws", "auto", "region", "like eu-central-1")]
    [InlineData("cloudflare-r2", "eu-central-1", "region", "like auto")]
    [InlineData("google", "nyc3", "region", "digitalocean")]
    [InlineData("cloudflare-r2", "", "account-id", "account-id")]
    [InlineData("ceph", "", "profile", "endpoint")]
    [InlineData("minio", "", "profile", "endpoint")]
    public async Task WhatDoesNotFitIsNamedWhenAStoreIsOpened(string profile, string region, string setting, string says)
    {
        using var folder = new ProfileFolder();
        var registry = new StoreRegistry().AddAws(new S3Options { Credentials = Keys }, folder.Environment());
        var given = new FakeSettings(true, ("profile", profile), ("region", region));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await registry.OpenAsync("s3://bucket", given));

        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        if (setting != "account-id") Assert.Contains("the arguments", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profile=wasabi", "endpoint=https://fra1.digitaloceanspaces.com", "digitalocean")]
    [InlineData("endpoint=https://s3.eu-west-1.amazonaws.com", "region=eu-west-2", "eu-west-1")]
    [InlineData("profile=aws", "account-id=0123abc", "account id")]
    [InlineData("profile=cloudflare-r2", "account-id=a/b", "account id")]
    [InlineData("profile=cloudflare-r2;account-id=abc", "endpoint=https://def.r2.cloudflarestorage.com", "account")]
    [InlineData("profile=ceph;endpoint=https://ceph.example.org", "checksums=supported", "checksums of")]
    [InlineData("profile=ceph;endpoint=https://ceph.example.org", "checksums=sometimes", "supported, required, off")]
    [InlineData("profile=nosuch", "region=eu-central-1", "cloudflare-r2")]
    public async Task ContradictionsAreNamedWhenAStoreIsOpened(string one, string other, string says)
    {
        using var folder = new ProfileFolder();
        var registry = new StoreRegistry().AddAws(new S3Options { Credentials = Keys }, folder.Environment());
        var given = $"{one};{other}".Split(';').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1])).ToArray();

        var error = await Assert.ThrowsAnyAsync<VirgaException>(async () => await registry.OpenAsync("s3://bucket", new FakeSettings(true, given)));

        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anonymous=true", null)]
    [InlineData("access-key-id=THEIRS&secret-access-key=x", "THEIRS")]
    public async Task KeysOfTheApplicationNeverFollowAnEndpointThatAUrlNames(string query, string? signer)
    {
        using var folder = new ProfileFolder();
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(404);
        var registry = new StoreRegistry().AddAws(new S3Options { Credentials = Keys, Configure = options => options.Handler = handler }, folder.Environment());
        await using var store = await registry.OpenAsync("s3://bucket?endpoint=https://other.example.org&" + query);

        Assert.False(await store.ExistsAsync("k"));

        var sent = handler.Requests[0].Header("Authorization");
        if (signer is null) Assert.Null(sent);
        else Assert.Contains($"Credential={signer}/", sent, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Untrusted, (await Assert.ThrowsAnyAsync<VirgaException>(async () => await registry.OpenAsync("s3://bucket?endpoint=https://other.example.org"))).Kind);
    }

    [Fact]
    public async Task AVariableOfCloudflareIsNoContradictionElsewhere()
    {
        using var folder = new ProfileFolder();
        var environment = folder.Environment(("CLOUDFLARE_ACCOUNT_ID", "0123abc"));

        Assert.True(AwsSettings.Resolve(FakeSettings.None, environment).IsAccountAmbient);
        var registry = new StoreRegistry().AddAws(new S3Options { Credentials = Keys }, environment);
        foreach (var profile in (string[])["wasabi", "cloudflare-r2"])
        {
            await using var store = await registry.OpenAsync("s3://bucket", new FakeSettings(true, ("profile", profile)));
            Assert.Equal("bucket", store.Bucket);
        }
    }

    [Theory]
    [InlineData("https://user:pass-word@a.example.org")]
    [InlineData("https://pass-word@a.example.org")]
    [InlineData("https://a.example.org/?key=pass-word")]
    [InlineData("https://a.example.org/?")]
    [InlineData("https://a.example.org/#pass-word")]
    [InlineData("ftp://a.example.org")]
    [InlineData("file:///etc/pass-word")]
    [InlineData("https://a.example.org:0")]
    [InlineData("https://")]
    [InlineData("a.example.org")]
    [InlineData("localhost:9000")]
    [InlineData("https://a b.example.org")]
    [InlineData("https://a.example.org\nX")]
    public async Task AnEndpointThatIsNoneIsNamedByItsOriginAndNotRepeated(string endpoint)
    {
        using var folder = new ProfileFolder();
        var environment = folder.Environment(("AWS_ENDPOINT_URL_S3", endpoint));
        var registry = new StoreRegistry().AddAws(new S3Options { Credentials = Keys }, environment);

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await registry.OpenAsync("s3://bucket"));

        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Contains("AWS_ENDPOINT_URL_S3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word", error.ToString(), StringComparison.Ordinal);

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)) return;
        var inCode = Assert.Throws<VirgaException>(() => S3Stores.Open("bucket", new S3Options { Credentials = Keys, Endpoint = uri }));
        Assert.Contains("S3Options.Endpoint", inCode.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word", inCode.ToString() + new S3Options { Endpoint = uri }, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("region", "eu central 1", "Did you mean eu-central-1?")]
    [InlineData("region", "eu/central", "letters, digits and hyphens")]
    public void ARegionThatIsNoneIsNamedByItsOriginWithAHint(string name, string value, string hint)
    {
        using var folder = new ProfileFolder();

        Assert.Contains(hint, Assert.Throws<VirgaException>(() => AwsSettings.Resolve(new FakeSettings(true, (name, value)), folder.Environment())).Message, StringComparison.Ordinal);
        var ofVariable = Assert.Throws<VirgaException>(() => AwsSettings.Resolve(FakeSettings.None, folder.Environment(("AWS_REGION", value))));
        Assert.Contains("AWS_REGION", ofVariable.Message, StringComparison.Ordinal);
        Assert.Throws<VirgaException>(() => S3Stores.Open("bucket", new S3Options { Credentials = Keys, Region = value }));
        Assert.Throws<VirgaException>(() => S3Stores.Open("bucket", new S3Options { Credentials = Keys, Region = "" }));
    }

    [Theory]
    [InlineData("aws", "eu-central-1", "Bucket", "did you mean 'bucket'?")]
    [InlineData("aws", "eu-central-1", "my_bucket", "hyphens, dots only")]
    [InlineData("aws", "eu-central-1", "ab", "3 to 63")]
    [InlineData("aws", "eu-central-1", "-bucket", "begin and end")]
    [InlineData("aws", "eu-central-1", "a..b", "two dots")]
    [InlineData("aws", "eu-central-1", "192.168.0.1", "IP address")]
    [InlineData("aws", "eu-central-1", "arn:aws:s3:::bucket", "ARN")]
    [InlineData("aws", "us-east-1", "Old_Bucket", null)]
    [InlineData("aws", "us-east-1", "Old Bucket", "space")]
    [InlineData("cloudflare-r2", "auto", "with.dot", "hyphens only")]
    [InlineData("digitalocean", "nyc3", "with.dot", "hyphens only")]
    [InlineData("backblaze", "us-west-004", "five5", "6 to 63")]
    [InlineData("google", "auto", "with_under.score", null)]
    [InlineData("ceph", "", "tenant:bucket", null)]
    [InlineData("ceph", "", "UPPER_case", null)]
    [InlineData("ceph", "", "a/b", "slash")]
    [InlineData("ceph", "", "..", "step")]
    [InlineData("ceph", "", "a\u0001b", "control")]
    public void ABucketThatCannotBeIsToldWhenItIsOpened(string profile, string region, string bucket, string? says)
    {
        var options = new S3Options { Credentials = Keys, Profile = S3Profiles.Find(profile), Region = region.Length == 0 ? null : region, AccountId = profile == "cloudflare-r2" ? "abc" : null, Endpoint = profile == "ceph" ? new Uri("https://ceph.example.org") : null };
        if (says is null)
        {
            Assert.Equal(bucket, S3Stores.Open(bucket, options).Bucket);
            return;
        }

        var error = Assert.Throws<ObjectStoreException>(() => S3Stores.Open(bucket, options));
        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', error.Message);
    }

    [Fact]
    public void EveryProfileCanBeOpenedAndTheTableKnowsOnlyProfiles()
    {
        foreach (var profile in S3Profiles.All)
        {
            var options = new S3Options { Credentials = Keys, Profile = profile, AccountId = profile.Name == "cloudflare-r2" ? "abc" : null, Endpoint = profile.Server is null ? new Uri("https://own.example.org") : null };
            using var client = options.CreateClient();
            Assert.Equal(profile.Name, options.Settled().Profile!.Name);
        }
    }

    private static S3Options Options(ScriptedHandler? handler = null) => new() { Credentials = Keys, Configure = o => o.Handler = handler };

    private static void AssertSigned(RecordedRequest sent)
    {
        var target = sent.Target.Split('?', 2);
        var received = new Signing.SignatureVerifier.Received(sent.Method, sent.Uri.Authority, target[0], target.Length > 1 ? target[1] : "", sent.Headers, sent.Body);
        Assert.Equal(Signing.SignatureVerifier.FromHeaders(received, "a-secret-of-the-tests"), Signing.SignatureVerifier.InHeaders(received));
    }
}
