using BenchmarkDotNet.Running;
using Virga.Benchmarks.Emission;
using Virga.Benchmarks.Figures;
using Virga.Benchmarks.Reading;
using Virga.Benchmarks.Server;
using Virga.Benchmarks.Speed;

namespace Virga.Benchmarks;

/// <summary><c>serve</c> is the server, <c>figures</c> makes the table of the README, <c>profile typed put</c> shows where bytes go, <c>codecs</c> and <c>calls</c> compare emitted code with what else there is, <c>emission FILE</c> shows how much is emitted, <c>reading FILE</c> what reading a spec costs; all else goes to BenchmarkDotNet.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args is [var verb, ..] ? verb : "")
        {
            case "serve":
                await CannedServer.RunAsync();
                return 0;
            case "figures":
                return await FigureRun.RunAsync(args.AsMemory(1));
            case "profile" when args.Length == 3:
                return await AllocationProfile.RunAsync(args[1], args[2]);
            case "codecs":
                return await CodecRun.RunAsync(args.AsMemory(1));
            case "calls":
                return await CallRun.RunAsync(args.AsMemory(1));
            case "emission" when args.Length == 2:
                return EmissionFigures.Run(args[1]);
            case "reading" when args.Length == 2:
                return await ReadingRatio.RunAsync(args[1]);
            case "reading-once" when args.Length == 3:
                return ReadingRatio.Once(args[1], args[2]);
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }
}
