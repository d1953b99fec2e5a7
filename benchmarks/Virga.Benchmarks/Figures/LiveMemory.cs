using Virga.Benchmarks.Contenders;

namespace Virga.Benchmarks.Figures;

/// <summary>What is alive in the middle of a listing.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Early">Bytes alive after 2,000 keys, beside what was alive before.</param>
/// <param name="Late">The same after the last key.</param>
internal sealed record LiveMemory(string Name, long Early, long Late)
{
    public static async Task<IReadOnlyList<LiveMemory>> MeasureAsync(Contender[] contenders)
    {
        var all = new List<LiveMemory>();
        foreach (var contender in contenders)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var pages = 0;
            var early = 0L;
            var late = 0L;
            await contender.ListAsync(() =>
            {
                pages++;
                if (pages == 2) early = GC.GetTotalMemory(forceFullCollection: true) - before;
                if (pages == 100) late = GC.GetTotalMemory(forceFullCollection: true) - before;
            });
            all.Add(new LiveMemory(contender.Name, early, late));
        }

        return all;
    }
}
