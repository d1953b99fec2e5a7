using System.Text;
using Virga.Http;
using Virga.Http.Testing;
using Virga.Testing;

namespace Virga.Core.Tests.Testing;

public sealed class ScriptedTransportTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedTransport _transport;
    private readonly HttpClient _client;

    public ScriptedTransportTests()
    {
        _transport = new ScriptedTransport(_time);
        _client = new HttpClient(_transport) { BaseAddress = new Uri("https://api.test") };
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task WhatIsExpectedIsAnsweredAndRemembered()
    {
        _transport.Expect(HttpMethod.Post, "/things").WithHeader("X-Kind", "a").When(request => request.Text.Contains("milk", StringComparison.Ordinal), "milk in the body").Answer(201, """{ "id": 1 }""").Header("Location", "/things/1");

        using var message = new HttpRequestMessage(HttpMethod.Post, "/things?a=b") { Content = new StringContent("more milk") };
        message.Headers.Add("X-Kind", "a");
        using var answer = await _client.SendAsync(message);

        Assert.Equal((201, "/things/1", "application/json"), ((int)answer.StatusCode, answer.Headers.Location?.ToString(), answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("""{ "id": 1 }""", await answer.Content.ReadAsStringAsync());
        var sent = Assert.Single(_transport.Requests);
        Assert.Equal(("POST", "/things?a=b", "/things", "more milk", "a"), (sent.Method, sent.Target, sent.Path, sent.Text, sent.Header("x-kind")));
        _transport.Verify();
    }

    [Theory]
    [InlineData("/a/*", "/a/b/c", true)]
    [InlineData("/a/*/c", "/a/b/c?x=1", true)]
    [InlineData("/a/*/c", "/a/c", false)]
    [InlineData("/a/b", "/a/b?x=1", true)]
    [InlineData("/a/b?x=1", "/a/b?x=1", true)]
    [InlineData("/a/b?x=2", "/a/b?x=1", false)]
    [InlineData("/a/b?*", "/a/b?x=1", true)]
    [InlineData("/a", "/A", false)]
    [InlineData("*aa*aa", "/aaa", false)]
    public async Task PathsMayHaveStarsAndAQuery(string pattern, string target, bool fits)
    {
        _transport.Expect(HttpMethod.Get, pattern).Answer(204);

        if (fits) Assert.Equal(204, (int)(await _client.GetAsync(target)).StatusCode);
        else await Assert.ThrowsAsync<ScriptedTransportException>(() => _client.GetAsync(target));
    }

    [Fact]
    public async Task AnUnexpectedRequestSaysWhatCameWhatWasExpectedAndWhatCameBefore()
    {
        _transport.Expect(HttpMethod.Get, "/first").Answer(204);
        _transport.Expect(HttpMethod.Delete, "/second").WithHeader("If-Match");
        await _client.GetAsync("/first");

        var error = await Assert.ThrowsAsync<ScriptedTransportException>(() => _client.GetAsync("/second?token=very-secret"));
        var end = Assert.Throws<ScriptedTransportException>(_transport.Verify);

        Assert.Equal("Unexpected request: GET /second?token=REDACTED.\nStill expected:\n  DELETE /second with header If-Match (came 0 of 1 times)\nRequests that came before:\n  GET /first", error.Message);
        Assert.Contains("These requests did not come:\n  DELETE /second", end.Message, StringComparison.Ordinal);
        Assert.Contains("came and were not expected:\n  GET /second", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InOrderALaterRequestIsUnexpectedUntilTheEarlierCame()
    {
        _transport.InOrder = true;
        _transport.Expect(HttpMethod.Get, "/login").Answer(204).Times(2);
        _transport.Expect(HttpMethod.Get, "/poll").Answer(204).Always();
        _transport.Expect(HttpMethod.Get, "/done").Answer(204);

        await _client.GetAsync("/login");
        await Assert.ThrowsAsync<ScriptedTransportException>(() => _client.GetAsync("/poll"));
        await _client.GetAsync("/login");
        await _client.GetAsync("/poll");
        await _client.GetAsync("/poll");
        await _client.GetAsync("/done");
        await Assert.ThrowsAsync<ScriptedTransportException>(() => _client.GetAsync("/done"));
    }

    [Fact]
    public async Task DelaysPassOnTheClockThatWasGiven()
    {
        _transport.Expect(HttpMethod.Get, "/slow").Answer(204).After(TimeSpan.FromMinutes(5));

        var answer = _client.GetAsync("/slow");

        Assert.False(answer.IsCompleted);
        Assert.Equal(204, (int)(await _time.RunAsync(answer)).StatusCode);
    }

    [Fact]
    public async Task FaultsAreWhatANetworkDoes()
    {
        _transport.Expect(HttpMethod.Get, "/broken").Fail();
        _transport.Expect(HttpMethod.Get, "/cut").Answer(200, "0123456789").CutAfter(4);
        _transport.Expect(HttpMethod.Get, "/stalled").Stall();
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetAsync("/broken"));
        using var cut = await _client.GetAsync("/cut", HttpCompletionOption.ResponseHeadersRead);
        var buffer = new byte[10];
        var stream = await cut.Content.ReadAsStreamAsync();
        Assert.Equal((10L, 4), (cut.Content.Headers.ContentLength, await stream.ReadAsync(buffer)));
        await Assert.ThrowsAnyAsync<IOException>(() => stream.ReadExactlyAsync(buffer).AsTask());
        var stalled = _client.GetAsync("/stalled", source.Token);
        Assert.False(stalled.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled);
    }

    [Fact]
    public async Task AClientRetriesOverItAsOverANetwork()
    {
        _transport.Expect(HttpMethod.Get, "/thing").Fail();
        _transport.Expect(HttpMethod.Get, "/thing").Answer(200, "0123456789").CutAfter(4);
        _transport.Expect(HttpMethod.Get, "/thing").Answer(200, Encoding.UTF8.GetBytes("whole"));
        using var transport = new ServiceTransport(
            new ServiceDefinition { Name = "Test", ServerTemplate = "https://api.test", Errors = TestErrors },
            new ClientOptions { Handler = _transport, TimeProvider = _time, Retry = new RetryOptions { BaseDelay = TimeSpan.Zero } });

        using var response = await transport.SendRawAsync(new RawRequest(HttpMethod.Get, "/thing"), null, default);

        Assert.Equal("whole", await response.ReadTextAsync());
        Assert.Equal(3, _transport.Requests.Count);
        _transport.Verify();
    }

    private static ErrorFormat TestErrors => new() { Body = BodyFormat.Json };
}
