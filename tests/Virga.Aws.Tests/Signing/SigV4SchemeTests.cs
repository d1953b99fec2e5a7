using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Virga.Aws.Signing;
using Virga.Http;

namespace Virga.Aws.Tests.Signing;

public sealed class SigV4SchemeTests
{
    private static readonly StaticCredentials Keys = new("AKIAIOSFODNN7EXAMPLE", GoldenRequest.Secret);
    private static readonly ChecksumTrait Crc = new([ChecksumAlgorithm.Crc32C], ChecksumAlgorithm.Crc32C, Required: false, "x-amz-checksum-{algorithm}", WhenSupported: true);

    [Fact]
    public async Task ARequestWithoutABodyIsSignedWithTheHashOfNothing()
    {
        using var client = new SignedClient(new StaticCredentials("AKIAIOSFODNN7EXAMPLE", GoldenRequest.Secret, GoldenRequest.Token1));
        client.Handler.Answer(200);

        await client.SendAsync("GET", "a b/ä//..", query: "list-type=2&prefix=%2Ba&acl");

        var received = client.Received();
        Assert.Equal("20260102T030405Z", client.Handler.Single.Header("x-amz-date"));
        Assert.Equal(SigV4.EmptyHash, client.Handler.Single.Header("x-amz-content-sha256"));
        Assert.Equal(GoldenRequest.Token1, client.Handler.Single.Header("x-amz-security-token"));
        Assert.Equal("/examplebucket/a%20b/%C3%A4//..", received.Path);
        Assert.Equal(SignatureVerifier.FromHeaders(received, GoldenRequest.Secret), SignatureVerifier.InHeaders(received));
    }

    [Theory]
    [InlineData("https://s3.example.org", PayloadPolicy.Auto, false)]
    [InlineData("https://s3.example.org", PayloadPolicy.Signed, true)]
    [InlineData("http://127.0.0.1:9000", PayloadPolicy.Auto, true)]
    [InlineData("http://127.0.0.1:9000", PayloadPolicy.Unsigned, false)]
    public async Task ABodyThatCanBeReadTwiceIsHashedOnPlainHttpOrWhenAskedTo(string endpoint, PayloadPolicy payload, bool hashed)
    {
        using var client = new SignedClient(Keys, endpoint, payload: payload);
        client.Handler.Answer(200);

        await client.SendAsync("PUT", "key", "Hello"u8.ToArray());

        Assert.Equal(hashed ? Convert.ToHexStringLower(SHA256.HashData("Hello"u8)) : "UNSIGNED-PAYLOAD", client.Handler.Single.Header("x-amz-content-sha256"));
        Assert.Equal("Hello", client.Handler.Single.Text);
        Assert.Equal(SignatureVerifier.FromHeaders(client.Received(), GoldenRequest.Secret), SignatureVerifier.InHeaders(client.Received()));
    }

    [Fact]
    public async Task ABodyThatIsReadOnceOverPlainHttpIsSignedChunkByChunkWithItsChecksumBehind()
    {
        using var client = new SignedClient(Keys, "http://127.0.0.1:9000") { Framing = "aws-chunked", Checksum = Crc };
        client.Handler.Answer(200);
        var content = RandomBytes(200_000);

        await client.SendAsync("PUT", "key", RequestBody.FromPipe(PipeReader.Create(new MemoryStream(content)), content.Length));

        var sent = client.Handler.Single;
        var (body, trailers) = SignatureVerifier.Unframe(client.Received(), GoldenRequest.Secret);
        Assert.Equal("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", sent.Header("x-amz-content-sha256"));
        Assert.Equal("aws-chunked", sent.Header("Content-Encoding"));
        Assert.Equal("200000", sent.Header("x-amz-decoded-content-length"));
        Assert.Equal("x-amz-checksum-crc32c", sent.Header("x-amz-trailer"));
        Assert.Equal(sent.Body.Length, sent.ContentLength);
        Assert.Equal(content, body);
        Assert.Contains($"x-amz-checksum-crc32c:{Convert.ToBase64String(ChecksumComputer.Compute(ChecksumAlgorithm.Crc32C, content).Value.Span)}\r\n", trailers, StringComparison.Ordinal);
        Assert.Contains("x-amz-trailer-signature:", trailers, StringComparison.Ordinal);
        Assert.Equal(SignatureVerifier.FromHeaders(client.Received(), GoldenRequest.Secret), SignatureVerifier.InHeaders(client.Received()));
    }

    [Fact]
    public async Task ABodyThatIsReadOnceOverTlsIsFramedOnlyForItsChecksum()
    {
        using var client = new SignedClient(Keys) { Framing = "aws-chunked", Checksum = Crc };
        client.Handler.Answer(200);

        await client.SendAsync("PUT", "key", RequestBody.FromPipe(PipeReader.Create(new MemoryStream("Hello"u8.ToArray())), 5));

        var checksum = Convert.ToBase64String(ChecksumComputer.Compute(ChecksumAlgorithm.Crc32C, "Hello"u8).Value.Span);
        Assert.Equal("STREAMING-UNSIGNED-PAYLOAD-TRAILER", client.Handler.Single.Header("x-amz-content-sha256"));
        Assert.Equal($"5\r\nHello\r\n0\r\nx-amz-checksum-crc32c:{checksum}\r\n\r\n", client.Handler.Single.Text);
    }

    [Fact]
    public async Task ABodyThatIsReadOnceOverTlsIsPlainWithoutAChecksum()
    {
        using var client = new SignedClient(Keys) { Framing = "aws-chunked" };
        client.Handler.Answer(200);

        await client.SendAsync("PUT", "key", RequestBody.FromPipe(PipeReader.Create(new MemoryStream("Hello"u8.ToArray())), 5));

        Assert.Equal("UNSIGNED-PAYLOAD", client.Handler.Single.Header("x-amz-content-sha256"));
        Assert.Equal("Hello", client.Handler.Single.Text);
        Assert.Null(client.Handler.Single.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData("plain", PayloadPolicy.Auto, "https")]
    [InlineData("aws-chunked", PayloadPolicy.Signed, "Unsigned")]
    [InlineData("plain", PayloadPolicy.Streaming, "https")]
    public async Task ABodyThatCannotBeSignedIsRefusedBeforeSendingWithWhatToDo(string framing, PayloadPolicy payload, string remedy)
    {
        using var client = new SignedClient(Keys, "http://127.0.0.1:9000", payload: payload) { Framing = framing };

        var error = await Assert.ThrowsAsync<VirgaException>(() => client.SendAsync("PUT", "key", RequestBody.FromPipe(PipeReader.Create(new MemoryStream([1])), 1)));

        Assert.Equal(ErrorKind.Unsupported, error.Kind);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.Contains("PUTObject", error.Message, StringComparison.Ordinal);
        Assert.Empty(client.Handler.Requests);
    }

    [Fact]
    public async Task AFramedBodyNeedsItsLength()
    {
        using var client = new SignedClient(Keys, "http://127.0.0.1:9000") { Framing = "aws-chunked" };

        var error = await Assert.ThrowsAsync<VirgaException>(() => client.SendAsync("PUT", "key", RequestBody.FromPipe(PipeReader.Create(new MemoryStream([1])))));

        Assert.Equal(ErrorKind.Unsupported, error.Kind);
        Assert.Contains("length", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARepeatedBodyIsSignedAnew()
    {
        using var client = new SignedClient(Keys, payload: PayloadPolicy.Streaming) { Framing = "aws-chunked" };
        client.Handler.Answer(503).Answer(200);
        client.Clock.Advance(TimeSpan.FromSeconds(1));
        client.Handler.Then(_ => throw new InvalidOperationException("no third request"));

        await client.SendAsync("PUT", "key", RandomBytes(100_000));

        Assert.Equal(2, client.Handler.Requests.Count);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(100_000, SignatureVerifier.Unframe(client.Received(i), GoldenRequest.Secret).Body.Length);
            Assert.Equal(SignatureVerifier.FromHeaders(client.Received(i), GoldenRequest.Secret), SignatureVerifier.InHeaders(client.Received(i)));
            Assert.Equal("aws-chunked", client.Handler.Requests[i].Header("Content-Encoding"));
        }
    }

    [Fact]
    public async Task AnonymousRequestsCarryNothing()
    {
        using var client = new SignedClient(AnonymousCredentials.Instance);
        client.Handler.Answer(200);

        await client.SendAsync("GET", "key");

        Assert.Null(client.Handler.Single.Header("Authorization"));
        Assert.Null(client.Handler.Single.Header("x-amz-date"));
        Assert.Same(AuthScheme.Anonymous, SigV4Scheme.For(AnonymousCredentials.Instance, "eu-1"));
    }

    [Fact]
    public async Task OtherServicesSendNoHashHeaderAndSignTheBody()
    {
        using var client = new SignedClient(Keys, service: "dynamodb");
        client.Handler.Answer(200);

        await client.SendAsync("POST", "key", "{}"u8.ToArray());

        Assert.Null(client.Handler.Single.Header("x-amz-content-sha256"));
        var expected = SignatureExamples.Sign("POST", "s3.example.org:9000", "/examplebucket/key", "", Convert.ToHexStringLower(SHA256.HashData("{}"u8)),
            SigningScope.Create(new AwsCredentials("AKIAIOSFODNN7EXAMPLE", GoldenRequest.Secret), GoldenRequest.Time, "eu-central-1", "dynamodb"), PathRule.Normalized,
            SignatureExamples.Header("content-type", "text/plain"), SignatureExamples.Header("x-amz-date", "20260102T030405Z"));
        Assert.EndsWith(expected, client.Handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyKeysWithoutASessionTokenStayWithinTheAuthorizationHeader()
    {
        Assert.True(new SigV4Scheme(Keys, "eu-1").UsesAuthorizationHeaderOnly);
        Assert.False(new SigV4Scheme(new StaticCredentials("a", "b", "c"), "eu-1").UsesAuthorizationHeaderOnly);
        Assert.False(new SigV4Scheme(new EnvironmentCredentials(_ => null), "eu-1").UsesAuthorizationHeaderOnly);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eu/1")]
    [InlineData("eu 1")]
    public void ARegionThatCannotBeSignedIsRefused(string region)
    {
        Assert.Throws<ArgumentException>(() => new SigV4Scheme(Keys, region));
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
