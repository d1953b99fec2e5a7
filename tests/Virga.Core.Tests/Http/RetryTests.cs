using System.Net;
using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

public sealed class RetryTests
{
    private static readonly HttpRequestException Broken = new(HttpRequestError.ResponseEnded, "ended");
    private static readonly HttpRequestException Unreachable = new(HttpRequestError.ConnectionError, "refused");

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task ErrorsThatMayPassAreSentAgainWithJitter(int status)
    {
        using var service = new TestService();
        service.Handler.Answer(status).Answer(status).Answer(200, "ok");
        var begun = service.Time.GetUtcNow();

        Assert.Equal("ok", await service.CallAsync(TestService.Get));

        // Half of 200 ms and half of 400 ms; the fixed random source draws the middle.
        Assert.Equal(TimeSpan.FromMilliseconds(300), service.Time.GetUtcNow() - begun);
        Assert.Equal(3, service.Handler.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(501)]
    public async Task OtherErrorsAreThrownAtOnce(int status)
    {
        using var service = new TestService();
        service.Handler.Answer(status);

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));

        Assert.Equal((status, false, 1), (error.Status, error.IsRetryable, error.Attempts));
    }

    [Fact]
    public async Task AttemptsAreCountedAndBounded()
    {
        using var service = new TestService(options => options.Retry.MaxAttempts = 3);
        service.Handler.Answer(503);
        service.Handler.RepeatsLast = true;
        var info = new ResponseInfo();

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get, options: new CallOptions { Response = info }));

        Assert.Equal((3, 3, 3), (service.Handler.Requests.Count, error.Attempts, info.Attempts));
        Assert.Contains("sent 3 times", error.Message);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("Retry-After", "Fri, 20 Nov 2026 12:00:09 GMT", 9)]
    [InlineData("RateLimit-Reset", "5", 5)]
    [InlineData("Retry-After", "soon", 0.1)]
    public async Task TheServiceSaysHowLongToWait(string header, string value, double seconds)
    {
        using var service = new TestService();
        service.Handler.Answer(429, "", null, (header, value)).Answer(200, "ok");
        var begun = service.Time.GetUtcNow();

        await service.CallAsync(TestService.Get);

        Assert.Equal(TimeSpan.FromSeconds(seconds), service.Time.GetUtcNow() - begun);
    }

    [Fact]
    public async Task ALongerWaitThanAllowedIsThrownWithTheTime()
    {
        using var service = new TestService();
        service.Handler.Answer(503, "", null, ("Retry-After", "3600"));

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));

        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Contains("3600 s", error.Message);
    }

    [Fact]
    public async Task WhatMayBeDoneTwiceIsNotSentTwice()
    {
        using var service = new TestService();
        service.Handler.Answer(503).Fail(Broken);

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Post));
        var broken = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Post));

        Assert.Contains("twice", error.Message);
        Assert.Equal(ErrorKind.Connection, broken.Kind);
        Assert.Contains("twice", broken.Message);
        Assert.Equal(2, service.Handler.Requests.Count);
    }

    [Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(429, "Other")]
    public async Task WhatWasTurnedAwayIsSentAgainWhateverItDoes(int status, string code)
    {
        using var service = new TestService();
        service.Handler.Answer(status, $"<Error><Code>{code}</Code></Error>").Answer(200, "ok");

        Assert.Equal("ok", await service.CallAsync(TestService.Post, request =>
        {
            request.Path("/thing");
            request.Body("abc"u8.ToArray(), "text/plain");
        }));

        Assert.Equal(["abc", "abc"], service.Handler.Requests.Select(request => request.Text));
    }

    [Theory]
    [InlineData(500, "<Error><Code>InternalError</Code></Error>")]
    [InlineData(502, "")]
    [InlineData(504, "")]
    [InlineData(200, "<Error><Code>SlowDown</Code></Error>")]
    public async Task WhatMayHaveBegunIsNotSentTwice(int status, string body)
    {
        using var service = new TestService();
        service.Handler.Answer(status, body);

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Post));

        Assert.Contains("twice", error.Message);
        Assert.Single(service.Handler.Requests);
    }

    [Fact]
    public async Task ARequestWithAConditionMayBeSentTwice()
    {
        using var service = new TestService();
        service.Handler.Answer(503).Answer(200, "ok");

        Assert.Equal("ok", await service.CallAsync(TestService.Post, request =>
        {
            request.Path("/thing");
            request.Idempotent(true);
        }));
    }

    [Fact]
    public async Task WhatNeverLeftIsSentAgainWhateverItDoes()
    {
        using var service = new TestService();
        service.Handler.Then(_ => throw Unreachable).Answer(200, "ok");

        Assert.Equal("ok", await service.CallAsync(TestService.Post));
    }

    [Fact]
    public async Task ABrokenConnectionIsTriedAgain()
    {
        using var service = new TestService();
        service.Handler.Fail(Broken).Answer(200, "ok");

        Assert.Equal("ok", await service.CallAsync(TestService.Get));
    }

    [Fact]
    public async Task BytesFilesAndSeekableStreamsAreSentAgainFromWhereTheyBegan()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(path, "0123456789");
        using var file = File.OpenHandle(path);
        using var stream = new MemoryStream("0123456789"u8.ToArray()) { Position = 3 };
        try
        {
            foreach (var (body, expected) in new (RequestBody, string)[] { ("abc"u8.ToArray(), "abc"), (stream, "3456789"), (RequestBody.FromFile(file, 2, 5), "23456"), (RequestBody.FromStream(new MemoryStream("abcdef"u8.ToArray()), 4), "abcd") })
            {
                using var service = new TestService();
                service.Handler.Answer(500).Answer(503).Answer(200);

                await service.CallAsync(TestService.Put, request =>
                {
                    request.Path("/thing");
                    request.Body(body, "application/octet-stream");
                });

                Assert.Equal([expected, expected, expected], service.Handler.Requests.Select(r => r.Text));
                Assert.All(service.Handler.Requests, r => Assert.Equal(expected.Length, r.ContentLength));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task ABodyThatCanBeReadOnceIsNotSentAgainAndTheErrorSaysSo()
    {
        using var service = new TestService();
        service.Handler.Answer(503, "<Error><Code>SlowDown</Code></Error>");

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Put, request =>
        {
            request.Path("/thing");
            request.Body(new OneWayStream("abc"u8.ToArray()), "text/plain");
        }));

        Assert.Equal(ErrorKind.Throttled, error.Kind);
        Assert.Contains("can be read only once", error.Message);
        Assert.Equal("abc", service.Handler.Single.Text);
    }

    [Fact]
    public async Task ABodyThatWasNotTouchedIsSentAgainEvenIfItCanBeReadOnce()
    {
        using var refusing = new RefusingOnceHandler();
        using var service = new TestService(options => options.Handler = refusing);

        await service.CallAsync(TestService.Put, request =>
        {
            request.Path("/thing");
            request.Body(new OneWayStream("abc"u8.ToArray()), "text/plain");
        });

        Assert.Equal("abc", refusing.Text);
    }

    [Fact]
    public async Task TheBudgetEndsRetriesOfAllCalls()
    {
        using var service = new TestService(options => options.Retry.Budget = 12);
        service.Handler.Answer(503);
        service.Handler.RepeatsLast = true;

        var first = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));
        var second = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));

        Assert.Equal((3, 1), (first.Attempts, second.Attempts));
        Assert.Contains("budget", second.Message);
    }

    [Fact]
    public async Task SuccessesFillTheBudgetAgain()
    {
        using var service = new TestService(options => options.Retry.Budget = 5);
        service.Handler.Answer(503).Answer(200).Answer(503).Answer(200, "ok");

        await service.CallAsync(TestService.Get);

        Assert.Equal("ok", await service.CallAsync(TestService.Get));
    }

    [Fact]
    public async Task AnErrorInsideASuccessIsTriedAgainByItsCode()
    {
        using var service = new TestService();
        service.Handler.Answer(200, "<Error><Code>InternalError</Code></Error>").Answer(200, "<?xml version=\"1.0\"?>\n<Error><Code>SlowDown</Code></Error>").Answer(200, "<Result/>");

        Assert.Equal("<Result/>", await service.CallAsync(TestService.Get));

        service.Handler.Answer(200, "<Error><Code>NoSuchThing</Code><Message>gone</Message></Error>");
        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));
        Assert.Equal((ErrorKind.NotFound, 200, "NoSuchThing"), (error.Kind, error.Status, error.Code));
        Assert.Contains("gone", error.Message);
    }

    [Fact]
    public async Task ABodyThatBreaksOffIsReadAgain()
    {
        using var service = new TestService();
        service.Handler.Then(_ => Cut("abc", 10)).Answer(200, "0123456789");

        Assert.Equal("0123456789", await service.CallAsync(TestService.Get));
    }

    [Fact]
    public async Task CodesOfTheOperationDecideBeforeTheFormat()
    {
        var operation = new Operation { Name = "Op", Method = HttpMethod.Get, Success = [200], HasResponseBody = true, RetryOn = ["NotReady", "409"], RetryNotOn = ["503"] };
        using var service = new TestService();
        service.Handler.Answer(400, "<Error><Code>NotReady</Code></Error>").Answer(409).Answer(503);

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(operation));

        Assert.Equal((503, 3), (error.Status, error.Attempts));
    }

    [Fact]
    public async Task TheCallersTokenEndsTheWait()
    {
        using var service = new TestService();
        service.Handler.Answer(503, "", null, ("Retry-After", "30"));
        using var cancel = new CancellationTokenSource();

        var call = service.SendAsync(TestService.Get, cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    [Fact]
    public async Task ATokenThatWasRefusedIsFetchedAnewOnce()
    {
        var source = new CountingTokens();
        using var service = new TestService(options => options.Auth = new BearerAuth(source));
        service.Handler.Answer(401).Answer(200, "ok").Answer(401).Answer(401);

        Assert.Equal("ok", await service.CallAsync(TestService.Secured()));
        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Secured(HttpMethod.Post)));

        Assert.Equal(["Bearer T0", "Bearer T1", "Bearer T1", "Bearer T2"], service.Handler.Requests.Select(r => r.Header("Authorization")));
        Assert.Equal((ErrorKind.Unauthenticated, 2), (error.Kind, error.Attempts));
    }

    [Fact]
    public async Task ASessionThatEndedIsOpenedAnewOnce()
    {
        using var service = new TestService();
        var opened = 0;
        using var session = new Session("s", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Token"] = $"S{++opened}" }, null)), [401], service.Time);
        service.Handler.Answer(401).Answer(200, "ok").Answer(401).Answer(401);
        void Build(ServiceRequest request)
        {
            request.Path("/thing");
            request.Header(session, "Token", "X-Auth-Token");
        }

        Assert.Equal("ok", await service.CallAsync(TestService.Get, Build));
        await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get, Build));

        Assert.Equal(["S1", "S2", "S2", "S3"], service.Handler.Requests.Select(r => r.Header("X-Auth-Token")));
    }

    [Fact]
    public async Task ASessionIsRenewedBeforeItExpiresAndOpenedOnceForAll()
    {
        var time = new FakeTimeProvider();
        var opened = 0;
        var gate = new TaskCompletionSource();
        using var session = new Session(
            "s",
            async _ =>
            {
                await gate.Task;
                opened++;
                return new SessionAnswer(new Dictionary<string, string>(), time.GetUtcNow().AddMinutes(10));
            },
            [],
            time);

        var all = Enumerable.Range(0, 5).Select(_ => session.GetAsync(CancellationToken.None).AsTask()).ToArray();
        gate.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(1, opened);

        time.Advance(TimeSpan.FromMinutes(8.9));
        await session.GetAsync(CancellationToken.None);
        Assert.Equal(1, opened);
        time.Advance(TimeSpan.FromMinutes(0.2));
        await session.GetAsync(CancellationToken.None);
        Assert.Equal(2, opened);
    }

    [Fact]
    public async Task TheClockOfTheServiceIsFollowed()
    {
        using var service = new TestService(options => options.Auth = new ClockAuth());
        service.Handler.Answer(403, "<Error><Code>Skewed</Code></Error>", "application/xml", ("Date", "Fri, 20 Nov 2026 12:30:00 GMT")).Answer(200, "ok").Answer(200, "ok");

        await service.CallAsync(TestService.Secured());
        await service.CallAsync(TestService.Secured());

        Assert.Equal(["12:00:00", "12:30:00", "12:30:00"], service.Handler.Requests.Select(r => r.Header("x-time")));
    }

    private static HttpResponseMessage Cut(string text, int declared)
    {
        var response = ScriptedHandler.Response(200, new StreamContent(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))));
        response.Content.Headers.ContentLength = declared;
        return response;
    }

    private sealed class CountingTokens : ITokenSource
    {
        private int _number;

        public ValueTask<AccessToken> GetTokenAsync(bool forceRefresh, CancellationToken cancellationToken)
        {
            if (forceRefresh) _number++;
            return ValueTask.FromResult(new AccessToken($"T{_number}", null));
        }
    }

    private sealed class ClockAuth : AuthScheme
    {
        public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
        {
            attempt.SetHeader("x-time", attempt.Now.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
            return ValueTask.CompletedTask;
        }

        public override ValueTask<bool> RecoverAsync(RequestAttempt attempt, ServiceException failure, CancellationToken cancellationToken)
        {
            if (failure.Code != "Skewed" || attempt.MeasureSkew(failure) is not { } skew) return ValueTask.FromResult(false);
            attempt.ClockSkew = skew;
            return ValueTask.FromResult(true);
        }
    }

    private sealed class RefusingOnceHandler : HttpMessageHandler
    {
        private bool _refused;

        public string Text { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!_refused)
            {
                _refused = true;
                throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host");
            }

            Text = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
