using System.Diagnostics;
using Virga.Benchmarks.Contenders;

namespace Virga.Benchmarks.Figures;

/// <summary>One operation, measured for every contender.</summary>
internal sealed record Contest(string Name, Func<Contender, ValueTask> Operation)
{
    public bool IsListing { get; init; }

    private int Calls => IsListing ? 1 : 300;

    public async Task<ContestResult> RunAsync(Contender[] contenders, FigureSettings settings)
    {
        foreach (var contender in contenders)
        {
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < settings.WarmUp;) await Operation(contender);
        }

        var rounds = contenders.ToDictionary(contender => contender.Name, _ => new List<Turn>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            foreach (var (name, turn) in await RoundAsync(contenders, settings.Round)) rounds[name].Add(turn);
        }

        return new ContestResult(this, rounds);
    }

    /// <summary>The contenders take turns of some hundredths of a second: what else the machine does meanwhile meets them all alike.</summary>
    private async Task<Dictionary<string, Turn>> RoundAsync(Contender[] contenders, TimeSpan atLeast)
    {
        var sums = contenders.ToDictionary(contender => contender.Name, _ => new Turn(0, 0));
        var began = Stopwatch.GetTimestamp();
        var turns = 0;
        for (; Stopwatch.GetElapsedTime(began) < atLeast; turns++)
        {
            // Another one begins each time, so that none has always the same neighbour.
            for (var i = 0; i < contenders.Length; i++)
            {
                var contender = contenders[(i + turns) % contenders.Length];
                sums[contender.Name] += await TurnAsync(contender);
            }
        }

        return sums.ToDictionary(sum => sum.Key, sum => sum.Value / (turns * Calls));
    }

    private async Task<Turn> TurnAsync(Contender contender)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Calls; i++) await Operation(contender);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        return new Turn(GC.GetTotalAllocatedBytes(precise: true) - bytes, cpu.TotalMicroseconds);
    }
}
