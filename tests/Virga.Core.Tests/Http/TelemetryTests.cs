using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Virga.Http;

namespace Virga.Core.Tests.Http;

public sealed class TelemetryTests
{
    [Fact]
    public async Task SpansMeasurementsAndLogsHaveTheConventionsNamesAndNoSecrets()
    {
        var spans = new List<Activity>();
        var measured = new List<(double Value, Dictionary<string, object?> Tags)>();
        var logs = new CollectingLoggers();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Virga.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("virga.operation") is "TracedThing") spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Virga.Http" && instrument.Name == "http.client.request.duration") self.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(t => t.Key, t => t.Value);
            if (all["server.address"] is "traced.example.com") measured.Add((value, all));
        });
        meter.Start();

        using var service = new TestService(options =>
        {
            options.LoggerFactory = logs;
            options.Auth = new ApiKeyAuth("sig", "query", "KEY-SECRET");
        }, server: "https://traced.example.com");
        service.Handler.Answer(503).Answer(200, "ok");
        await service.CallAsync(new Operation { Name = "TracedThing", Method = HttpMethod.Get, Success = [200], Security = "auth" }, request =>
        {
            request.Path("/thing");
            request.QueryLiteral("X-Amz-Signature=S1-SECRET&plain=1&X-Amz-Security-Token=S2-SECRET&X-Amz-Credential=S3-SECRET");
        });

        Assert.Equal(2, spans.Count);
        Assert.Equal(("GET", "traced.example.com", 443, 503, "503", ActivityStatusCode.Error), (spans[0].GetTagItem("http.request.method"), spans[0].GetTagItem("server.address"), spans[0].GetTagItem("server.port"), spans[0].GetTagItem("http.response.status_code"), spans[0].GetTagItem("error.type"), spans[0].Status));
        Assert.Equal((1, 200, ActivityKind.Client), (spans[1].GetTagItem("http.request.resend_count"), spans[1].GetTagItem("http.response.status_code"), spans[1].Kind));
        Assert.Equal("https://traced.example.com/thing?X-Amz-Signature=REDACTED&plain=1&X-Amz-Security-Token=REDACTED&X-Amz-Credential=REDACTED&sig=REDACTED", spans[1].GetTagItem("url.full"));
        Assert.Equal(2, measured.Count);
        Assert.Equal((503, "503"), (measured[0].Tags["http.response.status_code"], measured[0].Tags["error.type"]));
        Assert.Equal(1, measured[1].Tags["http.request.resend_count"]);
        Assert.Equal([1, 2, 3, 1, 2], logs.Events.Select(e => e.Id));
        Assert.DoesNotContain("SECRET", string.Join('\n', logs.Events.Select(e => e.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivingUpIsLoggedAndMeasuredWithTheReason()
    {
        var logs = new CollectingLoggers();
        var replayable = new List<object?>();
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "virga.http.given_up") self.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(t => t.Key, t => t.Value);
            if (all["virga.operation"] is "GivenUpThing") replayable.Add(all["virga.body.replayable"]);
        });
        meter.Start();
        using var service = new TestService(options => options.LoggerFactory = logs);
        service.Handler.Answer(503);

        await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(new Operation { Name = "GivenUpThing", Method = HttpMethod.Put, Success = [200] }, request =>
        {
            request.Path("/thing");
            request.Body(new Virga.Testing.OneWayStream([1]), "text/plain");
        }));

        Assert.Equal([false], replayable);
        Assert.Contains(logs.Events, e => e.Id == 4 && e.Text.Contains("read only once", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAddressThatIsASecretIsNotLoggedButItsHostIs()
    {
        var logs = new CollectingLoggers();
        using var service = new TestService(options => options.LoggerFactory = logs);
        service.Handler.Answer(200, "ok").Answer(200, "ok").Answer(500);
        service.Options.Retry.MaxAttempts = 1;
        using var session = new Session("s", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Url"] = "https://up.example.net/SECRET/x?id=SECRET" }, null)), [401], service.Time);

        await service.CallAsync(TestService.Get, request => request.Server("Location", "https://up.example.net/SECRET/x?id=SECRET"));
        await service.CallAsync(TestService.Get, request => request.Server(session, "Url"));
        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get, request => request.Server(session, "Url")));

        Assert.All(service.Handler.Requests, request => Assert.Equal("/SECRET/x?id=SECRET", request.Target));
        Assert.Equal(3, logs.Events.Count(e => e.Text.Contains("https://up.example.net/REDACTED", StringComparison.Ordinal)));
        Assert.DoesNotContain("SECRET", string.Join('\n', logs.Events.Select(e => e.Text)) + error, StringComparison.Ordinal);
    }

    [Fact]
    public void SecretsAreNotPrinted()
    {
        var answer = new SessionAnswer(new Dictionary<string, string> { ["Token"] = "SECRET" }, null);

        Assert.DoesNotContain("SECRET", answer.ToString(), StringComparison.Ordinal);
        Assert.Contains("Token", answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", Assert.Throws<ArgumentException>(() => new ApiKeyAuth("k", "header", "SECRET\n")).Message, StringComparison.Ordinal);
    }

    private sealed class CollectingLoggers : ILoggerFactory, ILogger
    {
        public List<(int Id, string Text)> Events { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Events) Events.Add((eventId.Id, formatter(state, exception)));
        }

        public void Dispose()
        {
        }
    }
}
