using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Virga.Testing;

/// <summary>Notes the arrays that go to the large object heap: the runtime reports each allocation there.</summary>
public sealed class LargeObjectListener : EventListener
{
    private const EventKeywords GC = (EventKeywords)1;
    private const uint LargeKind = 1;

    /// <summary>The types of arrays of bytes.</summary>
    public ConcurrentQueue<string> ByteArrays { get; } = new();

    /// <summary>The types of all arrays.</summary>
    public ConcurrentQueue<string> Arrays { get; } = new();

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(eventSource, EventLevel.Verbose, GC);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true || eventData.PayloadNames is null || eventData.Payload is null) return;
        var kind = eventData.PayloadNames.IndexOf("AllocationKind");
        var type = eventData.PayloadNames.IndexOf("TypeName");
        if (kind < 0 || type < 0 || Convert.ToUInt32(eventData.Payload[kind]) != LargeKind) return;
        if (eventData.Payload[type] is not string name || !name.EndsWith(']')) return;
        Arrays.Enqueue(name);
        if (name.StartsWith("System.Byte[", StringComparison.Ordinal)) ByteArrays.Enqueue(name);
    }
}
