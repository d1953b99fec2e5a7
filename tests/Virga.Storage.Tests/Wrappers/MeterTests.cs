using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Virga.Storage.Memory;
using Virga.Testing;

namespace Virga.Storage.Tests.Wrappers;

public sealed class MeterTests
{
    [Fact]
    public async Task CallsBodiesAndErrorsAreMeasuredWithoutAnyKey()
    {
        using var meter = new Meter("mine");
        var seen = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (ReferenceEquals(instrument.Meter, meter)) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen.Enqueue((i.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => seen.Enqueue((i.Name, value, Text(tags))));
        listener.Start();
        var time = new FakeTimeProvider();
        var faults = new FaultPlan(0, time) { new FaultRule { On = Virga.Storage.StoreCalls.Put, Latency = TimeSpan.FromSeconds(2) } };
        var store = new ObjectStore(new MemoryDriver(), "b", new ObjectStoreOptions { Time = time }).WithFaults(faults).Metered(meter);

        await time.RunAsync(store.UploadAsync("secret-key", new byte[700]).AsTask());
        Assert.Equal(700, (await store.ReadBytesAsync("secret-key")).Length);
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.StatAsync("missing-key"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.StatAsync("secret-key", null, cancelled.Token));

        Assert.Contains(("virga.objectstore.call.duration", 2.0, "virga.objectstore.call=put virga.objectstore.bucket=b"), seen);
        Assert.Contains(("virga.objectstore.call.duration", 0.0, "virga.objectstore.call=stat virga.objectstore.bucket=b error.type=NotFound"), seen);
        Assert.Contains(("virga.objectstore.call.duration", 0.0, "virga.objectstore.call=stat virga.objectstore.bucket=b error.type=Cancelled"), seen);
        Assert.Equal(700, seen.Where(s => s.Name == "virga.objectstore.io" && s.Tags.Contains("transmit", StringComparison.Ordinal)).Sum(s => s.Value));
        Assert.Equal(700, seen.Where(s => s.Name == "virga.objectstore.io" && s.Tags.Contains("receive", StringComparison.Ordinal)).Sum(s => s.Value));
        Assert.Equal(0, seen.Where(s => s.Name == "virga.objectstore.call.active").Sum(s => s.Value));
        Assert.Single(seen, s => s.Name == "virga.objectstore.download.duration");
        Assert.DoesNotContain(seen, s => s.Tags.Contains("key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFactoryIsAskedForTheMeterByItsName()
    {
        using var factory = new Factory();
        await new ObjectStore(new MemoryDriver(), "b").Metered(factory).UploadTextAsync("k", "x");
        Assert.Equal(["Virga.ObjectStore"], factory.Made.Select(m => m.Name));
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));

    private sealed class Factory : IMeterFactory
    {
        public List<Meter> Made { get; } = [];

        public Meter Create(MeterOptions options)
        {
            Made.Add(new Meter(options));
            return Made[^1];
        }

        public void Dispose() => Made.ForEach(meter => meter.Dispose());
    }
}
