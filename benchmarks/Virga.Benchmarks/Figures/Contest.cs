using System.Diagnostics;
using Virga.Benchmarks.Contenders;

namespace Virga.Benchmarks.Figures;

/// <summary>One operation, measured for every contender.</summary>
internal sealed record Contest(string Name, Func<Contender, ValueTask> Operation)
{
    public bool IsListing { get; init; }

    public async Task<ContestResult> RunAsync(Contender[] contenders, FigureSettings settings)
    {
        foreach (var contender in contenders)
        {
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < settings.WarmUp;) await Operation(contender);
        }

        var turns = contenders.ToDictionary(contender => contender.Name, _ => new List<Turn>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            // Another one begins each round, so that none has always the same neighbour.
            for (var i = 0; i < contenders.Length; i++)
            {
                var contender = contenders[(i + round) % contenders.Length];
                turns[contender.Name].Add(await TurnAsync(contender, settings.Turn));
            }
        }

        return new ContestResult(this, turns);
    }

    private async Task<Turn> TurnAsync(Contender contender, TimeSpan atLeast)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        await Operation(contender);
        var count = 0;
        var began = Stopwatch.GetTimestamp();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        do
        {
            for (var i = 0; i < (IsListing ? 1 : 100); i++, count++) await Operation(contender);
        }
        while (Stopwatch.GetElapsedTime(began) < atLeast);

        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Turn((double)bytes / count, cpu.TotalMicroseconds / count);
    }
}
