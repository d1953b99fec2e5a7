namespace Virga.Aws.S3.Tests.Memory;

/// <summary>Measures what one call allocates, once the compiler has made its best code of it.</summary>
internal static class CallBytes
{
    private const int Calls = 50;

    public static async Task<long> MeasureAsync(Func<ValueTask> call, int batches = 60)
    {
        var least = long.MaxValue;
        for (var i = 0; i < batches; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var j = 0; j < Calls; j++) await call();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
        }

        return least;
    }
}
