using System.Diagnostics;
using System.Globalization;
using Virga.Benchmarks.Figures;

namespace Virga.Benchmarks.Speed;

/// <summary>The same thing done by several, the first of whom is ours: rounds in which they take turns, as in <see cref="Contest"/>.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Entrants">Who does it.</param>
/// <param name="BytesGoal">What the first may allocate at most of what each other does.</param>
/// <param name="CpuGoal">The same of processor time.</param>
internal sealed record Race(string Name, Entrant[] Entrants, double BytesGoal, double CpuGoal)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    public static void Head(TextWriter output, FigureSettings settings)
    {
        output.WriteLine($"{settings.Rounds} rounds; median of the ratios of each round (least-most)");
        output.WriteLine();
        output.WriteLine("| | allocated bytes | goal | CPU | goal |");
        output.WriteLine("|---|---|---|---|---|");
    }

    public async Task RunAsync(TextWriter output, FigureSettings settings)
    {
        var calls = 0;
        foreach (var entrant in Entrants)
        {
            var began = Stopwatch.GetTimestamp();
            for (calls = 0; Stopwatch.GetElapsedTime(began) < settings.WarmUp; calls++) await entrant.Call();
        }

        // As many calls as the last made in a turn's time; the clock of the processor is too coarse for fewer.
        calls = (int)Math.Max(1, calls * (Turn / settings.WarmUp));
        var rounds = Entrants.ToDictionary(entrant => entrant.Name, _ => new List<Turn>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            await RoundAsync(rounds, calls, settings.Round);
        }

        foreach (var other in Entrants.Skip(1)) Row(output, rounds[Entrants[0].Name], rounds[other.Name], other.Name);
        if (!settings.Absolute) return;
        foreach (var (name, turns) in rounds)
            output.WriteLine($"<!-- {Name}, {name}: {Spread.Of(turns.Select(turn => turn.Bytes)).Text("#,0")} bytes, {Spread.Of(turns.Select(turn => turn.Micros)).Text("#,0.000")} us -->");
    }

    private async Task RoundAsync(Dictionary<string, List<Turn>> rounds, int calls, TimeSpan atLeast)
    {
        var sums = new Turn[Entrants.Length];
        var began = Stopwatch.GetTimestamp();
        var turns = 0;
        for (; turns < Entrants.Length || Stopwatch.GetElapsedTime(began) < atLeast; turns++)
        {
            for (var i = 0; i < Entrants.Length; i++)
            {
                var at = (i + turns) % Entrants.Length;
                var bytes = GC.GetTotalAllocatedBytes(precise: true);
                var cpu = Environment.CpuUsage.TotalTime;
                for (var call = 0; call < calls; call++) await Entrants[at].Call();
                cpu = Environment.CpuUsage.TotalTime - cpu;
                sums[at] += new Turn(GC.GetTotalAllocatedBytes(precise: true) - bytes, cpu.TotalMicroseconds);
            }
        }

        for (var i = 0; i < Entrants.Length; i++) rounds[Entrants[i].Name].Add(sums[i] / ((double)turns * calls));
    }

    private void Row(TextWriter output, List<Turn> ours, List<Turn> theirs, string name)
    {
        // Who allocates nothing is compared by difference.
        var bytes = Spread.Of(ours.Zip(theirs, (mine, its) => its.Bytes < 1 ? 1 + mine.Bytes : mine.Bytes / its.Bytes));
        var cpu = Spread.Of(ours.Zip(theirs, (mine, its) => mine.Micros / its.Micros));
        output.WriteLine($"| {Name}: ours to {name} | {bytes.Text("0.000")} | {Goal(bytes, BytesGoal)} | {cpu.Text()} | {Goal(cpu, CpuGoal)} |");
    }

    private static string Goal(Spread spread, double most) => string.Create(CultureInfo.InvariantCulture, $"{most:0.00}, {(spread.Median <= most + 0.0005 ? "met" : "missed")}");
}
