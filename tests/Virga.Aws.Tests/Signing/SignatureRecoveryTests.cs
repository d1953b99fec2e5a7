using System.Globalization;
using Virga.Http;
using Virga.Testing;

namespace Virga.Aws.Tests.Signing;

/// <summary>A clock that is wrong, credentials that are expired, credentials that are wrong.</summary>
public sealed class SignatureRecoveryTests
{
    private static readonly StaticCredentials Keys = new("AKIAIOSFODNN7EXAMPLE", GoldenRequest.Secret);

    [Theory]
    [InlineData("<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>", true)]
    [InlineData("<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message><ServerTime>2026-01-02T05:04:05Z</ServerTime></Error>", false)]
    [InlineData("", true)]
    public async Task ASkewedClockIsCorrectedOnceAndKept(string body, bool hasDate)
    {
        using var client = new SignedClient(Keys);
        (string, string)[] date = hasDate ? [("Date", GoldenRequest.Time.AddHours(2).ToString("r", CultureInfo.InvariantCulture))] : [];
        client.Handler.Answer(403, body, "application/xml", date).Answer(200).Answer(200);

        await client.SendAsync("GET", "key");
        await client.SendAsync("GET", "key");

        Assert.Equal(["20260102T030405Z", "20260102T050405Z", "20260102T050405Z"], client.Handler.Requests.Select(r => r.Header("x-amz-date")));
        Assert.Equal(SignatureVerifier.FromHeaders(client.Received(1), GoldenRequest.Secret), SignatureVerifier.InHeaders(client.Received(1)));
    }

    [Fact]
    public async Task AClockThatStaysWrongIsAnErrorAfterOneCorrection()
    {
        using var client = new SignedClient(Keys);
        client.Handler.Answer(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>", "application/xml", ("Date", GoldenRequest.Time.AddHours(2).ToString("r", CultureInfo.InvariantCulture)));
        client.Handler.Answer(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>", "application/xml", ("Date", GoldenRequest.Time.AddHours(9).ToString("r", CultureInfo.InvariantCulture)));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.SendAsync("GET", "key"));

        Assert.Equal("RequestTimeTooSkewed", error.Code);
        Assert.Equal(2, client.Handler.Requests.Count);
    }

    [Fact]
    public async Task ExpiredCredentialsAreRenewedOnce()
    {
        using var client = new SignedClient(new Rotating());
        client.Handler.Answer(400, "<Error><Code>ExpiredToken</Code></Error>", "application/xml").Answer(200);

        await client.SendAsync("GET", "key");

        Assert.Equal(["t0", "t1"], client.Handler.Requests.Select(r => r.Header("x-amz-security-token")));
        Assert.Equal(SignatureVerifier.FromHeaders(client.Received(1), GoldenRequest.Secret + "1"), SignatureVerifier.InHeaders(client.Received(1)));
    }

    [Theory]
    [InlineData(400, "ExpiredToken")]
    [InlineData(403, "SignatureDoesNotMatch")]
    [InlineData(403, "InvalidAccessKeyId")]
    [InlineData(403, "AccessDenied")]
    public async Task CredentialsThatAreWrongOrStayTheSameAreNotTriedAgain(int status, string code)
    {
        using var client = new SignedClient(Keys);
        client.Handler.Answer(status, $"<Error><Code>{code}</Code></Error>", "application/xml", ("Date", GoldenRequest.Time.AddHours(2).ToString("r", CultureInfo.InvariantCulture)));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.SendAsync("GET", "key"));

        Assert.Equal(code, error.Code);
        Assert.Single(client.Handler.Requests);
        Assert.DoesNotContain(GoldenRequest.Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CredentialsKnownToBeExpiredAreRenewedBeforeSending()
    {
        using var client = new SignedClient(new Rotating { FirstEnds = GoldenRequest.Time.AddMinutes(-1) });
        client.Handler.Answer(200);

        await client.SendAsync("GET", "key");

        Assert.Equal("t1", client.Handler.Single.Header("x-amz-security-token"));
    }

    [Fact]
    public async Task RequestsThatWereUnderWayTogetherAreAllSentAgainAfterOneCorrection()
    {
        using var client = new SignedClient(Keys);
        await RunTogetherAsync(client, 403, "RequestTimeTooSkewed");

        Assert.Equal(3, client.Handler.Requests.Count(r => r.Header("x-amz-date") == "20260102T030405Z"));
        Assert.Equal(3, client.Handler.Requests.Count(r => r.Header("x-amz-date") == "20260102T050405Z"));
    }

    [Fact]
    public async Task RequestsThatWereUnderWayTogetherRenewTheCredentialsOnce()
    {
        using var client = new SignedClient(new Rotating());
        await RunTogetherAsync(client, 400, "ExpiredToken");

        Assert.Equal(3, client.Handler.Requests.Count(r => r.Header("x-amz-security-token") == "t0"));
        Assert.Equal(3, client.Handler.Requests.Count(r => r.Header("x-amz-security-token") == "t1"));
    }

    private static async Task RunTogetherAsync(SignedClient client, int status, string code)
    {
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToArray();
        foreach (var gate in gates)
        {
            client.Handler.ThenAsync(async (_, _) =>
            {
                await gate.Task;
                return ScriptedHandler.Response(status, new StringContent($"<Error><Code>{code}</Code></Error>"), "application/xml", ("Date", GoldenRequest.Time.AddHours(2).ToString("r", CultureInfo.InvariantCulture)));
            });
        }

        client.Handler.Answer(200).Answer(200).Answer(200);
        var calls = gates.Select(_ => client.SendAtOnceAsync("GET", "key")).ToArray();
        while (client.Handler.Requests.Count < 3) await Task.Yield();

        // One after the other, so that the later ones find the clock or the credentials mended.
        for (var i = 0; i < gates.Length; i++)
        {
            gates[i].SetResult();
            while (client.Handler.Requests.Count < 4 + i) await Task.Yield();
        }

        await Task.WhenAll(calls);
    }

    private sealed class Rotating : IAwsCredentialSource
    {
        private int _count;

        public DateTimeOffset? FirstEnds { get; init; }

        public async ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (forceRefresh) _count++;
            return new AwsCredentials("id", GoldenRequest.Secret + (_count == 0 ? "" : _count), $"t{_count}", _count == 0 ? FirstEnds : null);
        }
    }
}
