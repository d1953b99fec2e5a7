using System.Text;
using Sample = Virga.Generated.Tests.Streams;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class StreamTests
{
    private const string Two = "{\"id\":1,\"text\":\"a\\\"],\"}\r\n\r\n \n{\"id\":2}";

    private static Sample.StreamsClient Over(ScriptedHandler handler, TimeProvider? time = null, Action<ClientOptions>? change = null)
    {
        var options = Clients.Over(handler, time);
        change?.Invoke(options);
        return new Sample.StreamsClient(options);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task LinesAreReadHoweverTheyAreCut(int chunk)
    {
        var handler = new ScriptedHandler().Answer(200, Chunks("\uFEFF" + Two, chunk)).Answer(200, Chunks(Two + "\n\n", chunk));
        using var client = Over(handler);

        for (var i = 0; i < 2; i++)
        {
            var notes = await client.ListLinesAsync("x").ToListAsync();
            Assert.Equal([(1, "a\"],"), (2, null)], notes.Select(note => ((int)note.Id, note.Text)));
        }

        Assert.Equal(("/v1/lines?tag=x", "application/x-ndjson"), (handler.Requests[0].Target, handler.Requests[0].Header("Accept")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task ElementsOfAnArrayAreReadHoweverTheyAreCut(int chunk)
    {
        const string Text = "\uFEFF [ {\"id\":1,\"text\":\"]},\\\\\"} ,\n{\"id\":2,\"more\":[[1],{\"a\":\"\\\"\"}]},{\"id\":3}\t] \n";
        var handler = new ScriptedHandler().Answer(200, Chunks(Text, chunk)).Answer(200, Chunks("[ ]", chunk)).Answer(204);
        using var client = Over(handler);

        Assert.Equal([1, 2, 3], (await client.ListArrayAsync().ToListAsync()).Select(note => (int)note.Id));
        Assert.Empty(await client.ListArrayAsync().ToListAsync());
        Assert.Empty(await client.ListArrayAsync().ToListAsync());
    }

    [Theory]
    [InlineData("[{\"id\":1},]")]
    [InlineData("[,{\"id\":1}]")]
    [InlineData("[{\"id\":1}")]
    [InlineData("[{\"id\":1}] x")]
    [InlineData("[{\"id\":1} {\"id\":2}]")]
    [InlineData("[{\"id\":\"\\")]
    [InlineData("{\"id\":1}")]
    [InlineData("[}]")]
    [InlineData("")]
    public async Task WhatIsNoArrayIsToldAsSuch(string text)
    {
        using var client = Over(new ScriptedHandler().Answer(200, Chunks(text, 4)));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.ListArrayAsync().ToListAsync());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.StartsWith("listArray", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task RecordsMayHoldLines(int chunk)
    {
        using var client = Over(new ScriptedHandler().Answer(200, Chunks("\u001E{\n\"id\":1}\n\u001E\u001E{\"id\":2}\n", chunk)));

        Assert.Equal([1, 2], (await client.ListRecordsAsync().ToListAsync()).Select(note => (int)note.Id));
    }

    [Fact]
    public async Task NothingIsSentBeforeTheFirstItemIsAskedForAndErrorsComeThen()
    {
        var handler = new ScriptedHandler().Answer(404, """{ "reason": "gone" }""", "application/json");
        using var client = Over(handler);

        var items = client.ListLinesAsync();
        Assert.Empty(handler.Requests);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await items.GetAsyncEnumerator().MoveNextAsync());

        Assert.Equal((404, ErrorKind.NotFound, "gone"), (error.Status, error.Kind, Assert.IsType<Sample.ListLinesError>(error.Body).Reason));
    }

    [Fact]
    public async Task AnItemThatCannotBeReadLeavesThoseBeforeIt()
    {
        using var client = Over(new ScriptedHandler().Answer(200, "{\"id\":1}\nnonsense\n{\"id\":2}\n"));
        var seen = new List<long>();

        var error = await Assert.ThrowsAnyAsync<VirgaException>(async () =>
        {
            await foreach (var note in client.ListLinesAsync()) seen.Add(note.Id);
        });

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Equal([1], seen);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100_000)]
    public async Task AnItemThatIsTooLongIsAnError(int chunk)
    {
        var handler = new ScriptedHandler().Answer(200, Chunks($"{{\"id\":1}}\n{{\"id\":2,\"text\":\"{new string('x', 200_000)}\"}}\n", chunk)).Answer(200, Chunks($"data: {new string('y', 70_000)}\n\n", chunk));
        using var client = Over(handler, change: options => options.MaxStreamedItem = 50_000);

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.ListLinesAsync().ToListAsync());
        var other = await Assert.ThrowsAnyAsync<VirgaException>(() => client.ReadFeedAsync().ToListAsync());

        Assert.Equal((ErrorKind.TooLarge, ErrorKind.TooLarge), (error.Kind, other.Kind));
        Assert.Contains("MaxStreamedItem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongItemsAreReadWithinTheBound()
    {
        var text = new string('x', 300_000);
        using var client = Over(new ScriptedHandler().Answer(200, Chunks(string.Concat(Enumerable.Repeat($"{{\"id\":2,\"text\":\"{text}\"}}\n", 3)), 5000)));

        Assert.All(await client.ListLinesAsync().ToListAsync(), note => Assert.Equal(text, note.Text));
    }

    [Fact]
    public async Task LeavingEarlyGivesTheConnectionBack()
    {
        var body = new GoneStream(Encoding.UTF8.GetBytes("{\"id\":1}\n{\"id\":2}\n"));
        using var client = Over(new ScriptedHandler().Answer(200, body));

        await foreach (var note in client.ListLinesAsync())
        {
            Assert.Equal(1, note.Id);
            break;
        }

        Assert.True(body.IsDisposed);
    }

    [Fact]
    public async Task AStreamThatStandsStillEnds()
    {
        var time = new FakeTimeProvider();
        using var client = Over(new ScriptedHandler().Answer(200, new StallingStream(Encoding.UTF8.GetBytes("{\"id\":1}\n"))), time);

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => time.RunAsync(client.ListLinesAsync().ToListAsync()));

        Assert.Equal(ErrorKind.Timeout, error.Kind);
    }

    [Fact]
    public async Task TheTokenOfTheEnumerationEndsIt()
    {
        using var source = new CancellationTokenSource();
        using var client = Over(new ScriptedHandler().Answer(200, new StallingStream(Encoding.UTF8.GetBytes("{\"id\":1}\n"))));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.ListLinesAsync().WithCancellation(source.Token)) await source.CancelAsync();
        });
    }

    [Fact]
    public async Task ScalarsAreItemsToo()
    {
        using var client = Over(new ScriptedHandler().Answer(200, "1\n22\n333"));

        Assert.Equal([1, 22, 333], await client.ListNumbersAsync().ToListAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task EventsAreReadHoweverTheyAreCut(int chunk)
    {
        const string Text = "\uFEFF: hello\r\rid: 7\revent: added\r\ndata: {\"id\":\r\ndata:1}\r\n\r\ndata\n\nretry: 250\ndata: {\"id\":2}\nunknown: x\n\nid\ndata:{\"id\":3}\n\ndata: [DONE]\n\ndata: {\"id\":4}\n\n";
        var handler = new ScriptedHandler().Answer(200, Chunks(Text, chunk));
        using var client = Over(handler);

        var events = await client.WatchAsync(new Sample.WatchRequest { Topic = "t" }).ToListAsync();

        Assert.Equal([(1L, "added", "7"), (2L, "message", "7"), (3L, "message", "")], events.Select(e => (e.Data.Id, e.Event, e.Id)));
        Assert.Equal([null, TimeSpan.FromMilliseconds(250), null], events.Select(e => e.Retry));
        Assert.Equal("text/event-stream", handler.Single.Header("Accept"));
    }

    [Fact]
    public async Task TextOfEventsIsGivenAsItIs()
    {
        using var client = Over(new ScriptedHandler().Answer(200, "data: [DONE]\ndata:  x\n\ndata:\n\nid: a\0b\ndata: last\n\ndata: cut off\n"));

        Assert.Equal(["[DONE]\n x", "", "last"], (await client.ReadFeedAsync().ToListAsync()).Select(e => e.Data));
    }

    [Fact]
    public async Task AnItemSchemaDescribesTheEvent()
    {
        using var client = Over(new ScriptedHandler().Answer(200, "data: {\"id\":5}\n\n"));

        Assert.Equal(5, Assert.Single(await client.ReadDescribedAsync().ToListAsync()).Data.Id);
    }

    [Fact]
    public async Task EventsAreAskedForAgainWhenThatIsWanted()
    {
        var time = new FakeTimeProvider();
        var handler = new ScriptedHandler()
            .Answer(200, "retry: 5000\nid: 1\ndata: {\"id\":1}\n\ndata: {\"id\":")
            .Answer(200, new StallingStream(Encoding.UTF8.GetBytes("id: 2\ndata: {\"id\":2}\n\n")))
            .Answer(204);
        using var client = Over(handler, time);
        var start = time.GetUtcNow();

        var events = await time.RunAsync(client.WatchAsync(new Sample.WatchRequest(), new CallOptions { ReconnectsEvents = true }).ToListAsync());

        Assert.Equal([1, 2], events.Select(e => (int)e.Data.Id));
        Assert.Equal([null, "1", "2"], handler.Requests.Select(request => request.Header("Last-Event-ID")));
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task ALargeDocumentIsBytes()
    {
        using var client = Over(new ScriptedHandler().Answer(200, "{\"id\":1}"));

        await using var raw = await client.ReadRawAsync();

        Assert.Equal("{\"id\":1}", await new StreamReader(raw.Content).ReadToEndAsync());
    }

    private static ChunkedStream Chunks(string text, int size) => new(Encoding.UTF8.GetBytes(text), size);

    /// <summary>Gives no more than so many bytes a read.</summary>
    private sealed class ChunkedStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }

    private sealed class GoneStream(byte[] bytes) : MemoryStream(bytes)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
