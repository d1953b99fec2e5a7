using Virga.Http;

namespace Virga.Aws.Tests.Signing;

public sealed class PresignTests
{
    private static readonly StaticCredentials Keys = new("AKIAIOSFODNN7EXAMPLE", GoldenRequest.Secret);

    [Fact]
    public async Task UrlsMadeThroughAClientAreTheGoldenOnes()
    {
        foreach (var golden in GoldenRequest.Presigned())
        {
            using var client = new SignedClient(new StaticCredentials(golden.AccessKeyId, GoldenRequest.Secret, golden.Token));
            (string, string)[] headers = golden.ContentType is null ? [] : [("Content-Type", golden.ContentType)];

            var signed = await client.PresignAsync(golden.Method, golden.Key, TimeSpan.FromHours(1), headers);

            Assert.Equal(golden.Expected, signed.Url.AbsoluteUri);
            Assert.Equal(golden.Method, signed.Method);
            Assert.Equal(headers.Length, signed.Headers.Count);
            Assert.Empty(client.Handler.Requests);
        }
    }

    [Fact]
    public async Task TheHolderIsToldWhichHeadersWereSigned()
    {
        using var client = new SignedClient(Keys);

        var signed = await client.PresignAsync("PUT", "key", TimeSpan.FromMinutes(5), ("Content-Type", "text/plain"), ("If-None-Match", "*"), ("x-amz-meta-a", "1"));

        Assert.Contains("X-Amz-SignedHeaders=content-type%3Bhost%3Bif-none-match%3Bx-amz-meta-a&", signed.Url.Query, StringComparison.Ordinal);
        Assert.Equal(["Content-Type", "If-None-Match", "x-amz-meta-a"], signed.Headers.Select(h => h.Key));
        Assert.DoesNotContain("X-Amz-Signature", signed.ToString(), StringComparison.Ordinal);
        var received = new SignatureVerifier.Received("PUT", "s3.example.org:9000", "/examplebucket/key", signed.Url.Query[1..], signed.Headers, []);
        Assert.Equal(SignatureVerifier.FromQuery(received, GoldenRequest.Secret), SignatureVerifier.InQuery(received));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(604801)]
    public async Task ATimeThatTheServiceRefusesIsRefusedHere(double seconds)
    {
        using var client = new SignedClient(Keys);

        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await client.PresignAsync("GET", "key", TimeSpan.FromSeconds(seconds)));

        Assert.Contains("7 days", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(604800)]
    public async Task TheBoundsThemselvesAreTaken(int seconds)
    {
        using var client = new SignedClient(Keys);

        Assert.Contains($"X-Amz-Expires={seconds}&", (await client.PresignAsync("GET", "key", TimeSpan.FromSeconds(seconds))).Url.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnonymousAccessCannotPresign()
    {
        using var client = new SignedClient(AnonymousCredentials.Instance);

        Assert.Equal(ErrorKind.Unauthenticated, (await Assert.ThrowsAsync<VirgaException>(async () => await client.PresignAsync("GET", "key", TimeSpan.FromMinutes(1)))).Kind);
    }

    [Fact]
    public async Task CredentialsThatHaveExpiredCannotPresign()
    {
        using var client = new SignedClient(new StaticCredentials(new AwsCredentials("id", "secret", "token", GoldenRequest.Time.AddSeconds(-1))));

        Assert.Equal(ErrorKind.Unauthenticated, (await Assert.ThrowsAsync<VirgaException>(async () => await client.PresignAsync("GET", "key", TimeSpan.FromMinutes(1)))).Kind);
    }
}
