using System.Diagnostics.Metrics;
using Virga.Core.Tests.Http;
using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests;

/// <summary>Rows of the demands that are about clients and their transports.</summary>
public sealed partial class DemandTests
{
    [Fact]
    public async Task D49AHttpClientThatWasHandedInIsNeverDisposedAndReadsNoBodyBeforeItsCaller()
    {
        using var handler = new ScriptedHandler();
        handler.Answer(200, new StallingStream("begun"u8.ToArray())).Answer(200, "ok");
        using var client = new HttpClient(handler);
        using (var service = new TestService(options => options.HttpClient = client, handler: handler))
        {
            var request = service.Transport.Begin(TestService.Stream, null);
            request.Path("/thing");

            // The body never ends: had it been waited for, this would not come back.
            var response = await request.SendAsync(default);
            var stream = response.OpenBody();
            var buffer = new byte[5];
            await stream.ReadExactlyAsync(buffer);
            await stream.DisposeAsync();
            Assert.Equal("begun"u8.ToArray(), buffer);
        }

        Assert.False(handler.IsDisposed);
        Assert.Equal("ok", await client.GetStringAsync(new Uri("https://api.example.com/still-usable")));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void D49AHandlerThatWasHandedInIsDisposedOnlyWhenAskedFor(bool ask, bool disposed)
    {
        using var handler = new ScriptedHandler();
        new TestService(options => options.DisposeHandler = ask, handler: handler).Dispose();

        Assert.Equal(disposed, handler.IsDisposed);
    }

    [Fact]
    public async Task D58ABodyThatCannotBeReadAgainIsNotSentAgainAndTelemetrySaysSo()
    {
        var given = new List<object?>();
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "virga.http.given_up") self.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (all["virga.operation"] is "D58Put") given.Add(all["virga.body.replayable"]);
        });
        meter.Start();
        var put = new Operation { Name = "D58Put", Method = HttpMethod.Put, Success = [200] };
        using var service = new TestService();
        service.Handler.Answer(503).Answer(503).Answer(200);

        var once = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(put, request => Send(request, new OneWayStream(new byte[9]))));
        await service.CallAsync(put, request => Send(request, new MemoryStream(new byte[9])));

        Assert.Equal((1, true), (once.Attempts, once.IsRetryable));
        Assert.Contains("can be read only once", once.Message, StringComparison.Ordinal);
        Assert.Equal([false], given);
        Assert.Equal(3, service.Handler.Requests.Count);

        static void Send(ServiceRequest request, Stream body)
        {
            request.Path("/thing");
            request.Body(body, "application/octet-stream");
        }
    }
}
