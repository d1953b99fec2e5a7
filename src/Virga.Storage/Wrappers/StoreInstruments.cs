using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Virga.Storage.Wrappers;

/// <summary>The instruments of metered stores. Tags are the call, the bucket and the kind of error: never a key.</summary>
internal sealed class StoreInstruments
{
    /// <summary>The name of the meter that a factory is asked for.</summary>
    public const string MeterName = "Virga.ObjectStore";

    private const string CallTag = "virga.objectstore.call";
    private const string BucketTag = "virga.objectstore.bucket";

    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _download;

    public StoreInstruments(Meter meter)
    {
        _duration = meter.CreateHistogram<double>("virga.objectstore.call.duration", "s", "How long calls took; of a download, until its first byte.");
        _active = meter.CreateUpDownCounter<long>("virga.objectstore.call.active", "{call}", "Calls that are running.");
        _bytes = meter.CreateCounter<long>("virga.objectstore.io", "By", "Bytes of bodies.");
        _download = meter.CreateHistogram<double>("virga.objectstore.download.duration", "s", "How long bodies were read, from the first byte to their end or disposal.");
    }

    public bool CountsBytes => _bytes.Enabled || _download.Enabled;

    public void Began(StoreCalls verb, string bucket) => _active.Add(1, new(CallTag, CallNames.Of(verb)), new(BucketTag, bucket));

    public void Ended(StoreCalls verb, string bucket, TimeSpan time, string? error)
    {
        _active.Add(-1, new(CallTag, CallNames.Of(verb)), new(BucketTag, bucket));
        var tags = new TagList { { CallTag, CallNames.Of(verb) }, { BucketTag, bucket } };
        if (error is not null) tags.Add("error.type", error);
        _duration.Record(time.TotalSeconds, tags);
    }

    public void Sent(string bucket, int bytes) => _bytes.Add(bytes, new("network.io.direction", "transmit"), new(BucketTag, bucket));

    public void Received(string bucket, int bytes) => _bytes.Add(bytes, new("network.io.direction", "receive"), new(BucketTag, bucket));

    public void Read(string bucket, TimeSpan time) => _download.Record(time.TotalSeconds, new KeyValuePair<string, object?>(BucketTag, bucket));
}
