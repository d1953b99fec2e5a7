using System.Globalization;

namespace Virga.Benchmarks.Figures;

/// <summary>Prints results as the tables of the README.</summary>
internal static class FigureTable
{
    private const string Bare = "bare HttpClient";
    private const string Typed = "typed client";
    private const string Store = "object store";
    private const string Sdk = "AWSSDK.S3";

    public static void Print(TextWriter output, IReadOnlyList<ContestResult> results, IReadOnlyList<LiveMemory> live, FigureSettings settings)
    {
        output.WriteLine($"{settings.Rounds} rounds; median of the ratios of each round (least-most)");
        output.WriteLine();
        output.WriteLine("| | allocated bytes | goal | CPU | goal |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var result in results)
        {
            var name = result.Contest.Name;
            var toSdk = result.Contest.IsListing ? 0.4 : 0.1;
            Row(output, result, $"{name}: typed to bare", Typed, Bare, result.Contest.IsListing ? null : 1.1, result.Contest.IsListing ? null : 1.1);
            Row(output, result, $"{name}: typed to AWSSDK.S3", Typed, Sdk, toSdk, 1 / 3.0);
            Row(output, result, $"{name}: store to typed", Store, Typed, 1.25, 1.25);
            Row(output, result, $"{name}: AWSSDK.S3 to bare", Sdk, Bare, null, null);
        }

        if (live.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("| live in a listing | after 2,000 keys | after 100,000 keys |");
            output.WriteLine("|---|---|---|");
            foreach (var row in live) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Early / 1024:#,0} KiB | {row.Late / 1024:#,0} KiB |"));
        }

        if (!settings.Absolute) return;
        output.WriteLine();
        foreach (var result in results)
        {
            foreach (var name in result.Rounds.Keys) output.WriteLine($"{result.Contest.Name,-20} {name,-16} {result.Bytes(name).Text("#,0"),40} bytes {result.Micros(name).Text("#,0.0"),40} us");
        }
    }

    private static void Row(TextWriter output, ContestResult result, string title, string name, string other, double? bytesGoal, double? cpuGoal)
    {
        var bytes = result.BytesTo(name, other);
        var cpu = result.CpuTo(name, other);
        output.WriteLine($"| {title} | {bytes.Text("0.000")} | {Goal(bytes, bytesGoal)} | {cpu.Text()} | {Goal(cpu, cpuGoal)} |");
    }

    private static string Goal(Spread spread, double? goal) => goal is not { } most ? "" : string.Create(CultureInfo.InvariantCulture, $"{most:0.00}, {(spread.Median <= most ? "met" : "missed")}");
}
