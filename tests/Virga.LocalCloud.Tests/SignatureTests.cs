namespace Virga.Local.Tests;

public sealed class SignatureTests
{
    [Fact]
    public async Task AnUnsignedRequestIsDeniedUnlessAllowed()
    {
        await using CloudClient closed = await CloudClient.StartAsync(bucket: "abc");
        Answer denied = await closed.SendUnsignedAsync("GET", "/abc?list-type=2");
        Assert.Equal((403, "AccessDenied"), (denied.Status, denied.Code));
        await using CloudClient open = await CloudClient.StartAsync(new() { AllowAnonymous = true });
        Assert.Equal(200, (await open.SendUnsignedAsync("PUT", "/abc")).Status);
        Assert.Equal(200, (await open.SendUnsignedAsync("PUT", "/abc/key", [1])).Status);
        Answer overridden = await open.SendUnsignedAsync("GET", "/abc/key?response-content-type=a%2Fb");
        Assert.Equal((400, "InvalidRequest"), (overridden.Status, overridden.Code));
    }

    [Fact]
    public async Task AWrongSecretDoesNotMatch()
    {
        await using CloudClient client = await CloudClient.StartAsync();
        await using CloudClient wrong = await CloudClient.StartAsync();
        Answer unknown = await SendAsync(client, wrong.Signer, "/");
        Assert.Equal((403, "InvalidAccessKeyId", wrong.Cloud.AccessKeyId), (unknown.Status, unknown.Code, unknown.Value("AWSAccessKeyId")));
        Answer mismatch = await SendAsync(client, new(client.Cloud.AccessKeyId, "other", "us-east-1"), "/");
        Assert.Equal((403, "SignatureDoesNotMatch"), (mismatch.Status, mismatch.Code));
        Assert.StartsWith("GET\n/\n", mismatch.Value("CanonicalRequest"), StringComparison.Ordinal);
        Assert.StartsWith("AWS4-HMAC-SHA256\n20260301T120000Z\n", mismatch.Value("StringToSign"), StringComparison.Ordinal);
        Assert.DoesNotContain(client.Cloud.SecretAccessKey, mismatch.Text, StringComparison.Ordinal);
        Answer region = await SendAsync(client, new(client.Cloud.AccessKeyId, client.Cloud.SecretAccessKey, "eu-west-1"), "/");
        Assert.Equal((400, "AuthorizationHeaderMalformed", "us-east-1"), (region.Status, region.Code, region.Value("Region")));
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public async Task ASkewedClockIsToldTheTime(int minutes)
    {
        ManualTime time = new();
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = time });
        using HttpRequestMessage request = client.Build("GET", "/", null);
        client.Sign(request, "/", []);
        time.Now = time.Now.AddMinutes(minutes);
        Answer answer = await client.SendAsync(request);
        Assert.Equal((403, "RequestTimeTooSkewed"), (answer.Status, answer.Code));
        Assert.Equal(("20260301T120000Z", "900000"), (answer.Value("RequestTime"), answer.Value("MaxAllowedSkewMilliseconds")));
        Assert.Equal(time.Now, DateTimeOffset.Parse(answer.Value("ServerTime"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(time.Now, answer.Headers.Date);
    }

    [Fact]
    public async Task AmazonHeadersMustBeSigned()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        using HttpRequestMessage request = client.Build("PUT", "/abc/key", [1]);
        client.Sign(request, "/abc/key", [1]);
        request.Headers.Add("x-amz-meta-late", "1");
        Answer answer = await client.SendAsync(request);
        Assert.Equal((403, "AccessDenied", "x-amz-meta-late"), (answer.Status, answer.Code, answer.Value("HeadersNotSigned")));
    }

    [Theory]
    [InlineData("AWS AKID:c2ln", "InvalidRequest")]
    [InlineData("Bearer token", "InvalidRequest")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/20260301/us-east-1/s3/aws4_request", "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=00", "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/20260302/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00", "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/20260301/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=00", "AuthorizationHeaderMalformed")]
    public async Task AnotherFormOfAuthorizationIsRefused(string value, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync();
        Answer answer = await client.SendUnsignedAsync("GET", "/", null, ("Authorization", value), ("x-amz-date", "20260301T120000Z"), ("x-amz-content-sha256", TestSigner.Empty));
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task ThePayloadsHashMustBeStated()
    {
        await using CloudClient client = await CloudClient.StartAsync();
        Answer answer = await client.SendUnsignedAsync(
            "GET", "/", null, ("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260301/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00"), ("x-amz-date", "20260301T120000Z"));
        Assert.Equal("InvalidRequest", answer.Code);
    }

    [Fact]
    public async Task APresignedUrlReadsAndWritesUntilItExpires()
    {
        ManualTime time = new();
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = time }, "abc");
        string put = client.Signer.Presign("PUT", client.Host, "/abc/a%20b", string.Empty, TimeSpan.FromMinutes(5), time.Now);
        Assert.Equal(200, (await client.SendUnsignedAsync("PUT", put, [1, 2])).Status);
        string get = client.Signer.Presign("GET", client.Host, "/abc/a%20b", "response-content-type=a%2Fb", TimeSpan.FromMinutes(5), time.Now);
        Answer read = await client.SendUnsignedAsync("GET", get);
        Assert.Equal((200, "a/b"), (read.Status, read["Content-Type"]));
        Assert.Equal("SignatureDoesNotMatch", (await client.SendUnsignedAsync("DELETE", get)).Code);
        Assert.Equal("SignatureDoesNotMatch", (await client.SendUnsignedAsync("GET", get.Replace("a%2Fb", "a%2Fc", StringComparison.Ordinal))).Code);
        time.Now = time.Now.AddSeconds(300);
        Assert.Equal(200, (await client.SendUnsignedAsync("GET", get)).Status);
        time.Now = time.Now.AddSeconds(1);
        Answer expired = await client.SendUnsignedAsync("GET", get);
        Assert.Equal((403, "AccessDenied", "Request has expired"), (expired.Status, expired.Code, expired.Value("Message")));
        Assert.Equal("2026-03-01T12:05:00.000Z", expired.Value("Expires"));
        time.Now = time.Now.AddMinutes(-21);
        Assert.Equal("Request is not valid yet", (await client.SendUnsignedAsync("GET", get)).Value("Message"));
    }

    [Fact]
    public async Task APresignedUrlLivesAWeekAtMost()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        string week = client.Signer.Presign("GET", client.Host, "/abc", string.Empty, TimeSpan.FromDays(7), client.Now);
        Assert.Equal(200, (await client.SendUnsignedAsync("GET", week)).Status);
        string more = client.Signer.Presign("GET", client.Host, "/abc", string.Empty, TimeSpan.FromSeconds(604_801), client.Now);
        Assert.Equal((400, "AuthorizationQueryParametersError"), await StatusAsync(client.SendUnsignedAsync("GET", more)));
        Assert.Equal((400, "AuthorizationQueryParametersError"), await StatusAsync(client.SendUnsignedAsync("GET", "/abc?X-Amz-Algorithm=AWS4-HMAC-SHA256")));
        Assert.Equal((400, "InvalidRequest"), await StatusAsync(client.SendUnsignedAsync("GET", "/abc?AWSAccessKeyId=a&Expires=1&Signature=b")));
        Assert.Equal((400, "InvalidArgument"), await StatusAsync(client.SendUnsignedAsync("GET", week, null, ("Authorization", "AWS4-HMAC-SHA256 x"))));
    }

    [Fact]
    public async Task APresignedUrlMayStateTheBodysHash()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        string url = client.Signer.Presign("PUT", client.Host, "/abc/key", "X-Amz-Content-Sha256=" + TestSigner.Hash([1]), TimeSpan.FromMinutes(1), client.Now, payload: TestSigner.Hash([1]));
        Assert.Equal((400, "XAmzContentSHA256Mismatch"), await StatusAsync(client.SendUnsignedAsync("PUT", url, [2])));
        Assert.Equal(200, (await client.SendUnsignedAsync("PUT", url, [1])).Status);
    }

    [Fact]
    public async Task ASessionTokenIsAskedForWhenThereIsOne()
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), SessionToken = "to/ken+=" });
        Assert.Equal((400, "InvalidToken"), await StatusAsync(client.SendAsync("GET", "/")));
        Assert.Equal((400, "InvalidToken"), await StatusAsync(client.SendAsync("GET", "/", null, ("x-amz-security-token", "other"))));
        Assert.Equal(200, (await client.SendAsync("GET", "/", null, ("x-amz-security-token", "to/ken+="))).Status);
        string url = client.Signer.Presign("GET", client.Host, "/", string.Empty, TimeSpan.FromMinutes(1), client.Now, "to/ken+=");
        Assert.Equal(200, (await client.SendUnsignedAsync("GET", url)).Status);
        await using CloudClient without = await CloudClient.StartAsync();
        Assert.Equal("InvalidToken", (await without.SendAsync("GET", "/", null, ("x-amz-security-token", "any"))).Code);
    }

    [Fact]
    public async Task KeysAreRandomAndNeverInText()
    {
        await using LocalCloud first = await LocalCloud.StartAsync();
        await using LocalCloud second = await LocalCloud.StartAsync();
        Assert.NotEqual(first.SecretAccessKey, second.SecretAccessKey);
        Assert.Equal((20, 40), (first.AccessKeyId.Length, first.SecretAccessKey.Length));
        Assert.DoesNotContain(first.SecretAccessKey, first.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", new LocalCloudOptions { SecretAccessKey = "hidden", SessionToken = "hidden" }.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int, string)> StatusAsync(Task<Answer> pending)
    {
        Answer answer = await pending;
        return (answer.Status, answer.Code);
    }

    private static async Task<Answer> SendAsync(CloudClient client, TestSigner signer, string target)
    {
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["host"] = client.Host, ["x-amz-content-sha256"] = TestSigner.Empty, ["x-amz-date"] = TestSigner.Stamp(client.Now),
        };
        return await client.SendUnsignedAsync(
            "GET",
            target,
            null,
            ("x-amz-content-sha256", TestSigner.Empty),
            ("x-amz-date", TestSigner.Stamp(client.Now)),
            ("Authorization", signer.Authorize("GET", target, string.Empty, headers, TestSigner.Empty, client.Now)));
    }
}
