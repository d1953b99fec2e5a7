using System.Diagnostics.Tracing;
using System.Globalization;
using Virga.Benchmarks.Contenders;
using Virga.Benchmarks.Server;

namespace Virga.Benchmarks.Figures;

/// <summary>Shows of which types the bytes of one operation are, from the runtime's samples: one about every 100 KB.</summary>
internal static class AllocationProfile
{
    public static async Task<int> RunAsync(string who, string what)
    {
        using var server = ServerProcess.Start();
        await using Contender contender = who switch
        {
            "bare" => await BareContender.CreateAsync(server.Address),
            "typed" => new TypedContender(server.Address),
            "store" => new StoreContender(server.Address),
            _ => new AwsSdkContender(server.Address),
        };
        Func<ValueTask> operation = what switch
        {
            "head" => contender.HeadAsync,
            "get" => contender.GetAsync,
            "put" => contender.PutAsync,
            _ => () => contender.ListAsync(null),
        };
        var count = what == "list" ? 20 : 50_000;
        for (var i = 0; i < count / 10; i++) await operation();
        using var samples = new Samples();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < count; i++) await operation();
        var perOperation = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)count;
        samples.Print(Console.Out, $"{who} {what}", perOperation);
        return 0;
    }

    private sealed class Samples : EventListener
    {
        private const EventKeywords Gc = (EventKeywords)1;
        private readonly Lock _lock = new();
        private readonly Dictionary<string, long> _bytes = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(eventSource, EventLevel.Verbose, Gc);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true) return;
            lock (_lock)
            {
                var type = (string)eventData.Payload![5]!;
                _bytes[type] = _bytes.GetValueOrDefault(type) + Convert.ToInt64(eventData.Payload[3], CultureInfo.InvariantCulture);
            }
        }

        public void Print(TextWriter output, string title, double perOperation)
        {
            lock (_lock)
            {
                var all = (double)_bytes.Values.Sum();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {perOperation:#,0} bytes an operation"));
                foreach (var (type, bytes) in _bytes.OrderByDescending(pair => pair.Value).Take(40)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes / all * perOperation,10:#,0}  {type}"));
            }
        }
    }
}
