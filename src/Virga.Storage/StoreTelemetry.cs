using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Virga.Storage;

/// <summary>The names under which stores trace and count: both sources are called <c>Virga.Storage</c>.</summary>
internal static class StoreTelemetry
{
    public const string Name = "Virga.Storage";

    public static readonly ActivitySource Activities = new(Name);
    public static readonly Meter Meter = new(Name);
    public static readonly Counter<long> Operations = Meter.CreateCounter<long>("virga.storage.operations", "{operation}", "Calls of a driver, by verb and outcome.");
    public static readonly Counter<long> BytesSent = Meter.CreateCounter<long>("virga.storage.bytes.sent", "By", "Bytes of objects and parts that were stored.");
    public static readonly Counter<long> BytesReceived = Meter.CreateCounter<long>("virga.storage.bytes.received", "By", "Bytes of objects that were read.");

    public static Activity? Start(string verb, string bucket, string? key)
    {
        var activity = Activities.StartActivity(verb, ActivityKind.Client);
        if (activity is null) return null;
        activity.SetTag("virga.storage.bucket", bucket);
        if (key is not null) activity.SetTag("virga.storage.key", key);
        return activity;
    }

    public static void Count(string verb, ErrorKind? error) =>
        Operations.Add(1, new KeyValuePair<string, object?>("virga.storage.verb", verb), new KeyValuePair<string, object?>("error.type", error?.ToString()));
}
