using Virga.Benchmarks.Contenders;
using Virga.Benchmarks.Server;

namespace Virga.Benchmarks.Figures;

/// <summary>Measures all contenders in one process, in rounds that take turns, and prints ratios.</summary>
internal static class FigureRun
{
    public static async Task<int> RunAsync(ReadOnlyMemory<string> arguments)
    {
        var settings = FigureSettings.Parse(arguments.Span);
        if (settings is null) return 2;
        using var server = ServerProcess.Start();
        Contender[] contenders = [await BareContender.CreateAsync(server.Address), new TypedContender(server.Address), new StoreContender(server.Address), new AwsSdkContender(server.Address)];
        try
        {
            Contest[] contests = [new("HEAD", c => c.HeadAsync()), new("GET 1 KiB", c => c.GetAsync()), new("PUT 1 KiB", c => c.PutAsync()), new("LIST 100,000 keys", c => c.ListAsync(null)) { IsListing = true }];
            contests = [.. contests.Where(contest => settings.Only is null || contest.Name.StartsWith(settings.Only, StringComparison.OrdinalIgnoreCase))];
            var results = new List<ContestResult>();
            foreach (var contest in contests) results.Add(await contest.RunAsync(contenders, settings));
            var live = contests.Any(contest => contest.IsListing) ? await LiveMemory.MeasureAsync(contenders) : [];
            FigureTable.Print(Console.Out, results, live, settings);
            return 0;
        }
        finally
        {
            foreach (var contender in contenders) await contender.DisposeAsync();
        }
    }
}
