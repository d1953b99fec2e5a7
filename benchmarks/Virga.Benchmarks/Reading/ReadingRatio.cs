using System.Diagnostics;
using System.Globalization;
using Microsoft.OpenApi;
using Virga.Benchmarks.Figures;
using Virga.Specs.Planning;
using Virga.Specs.Reading;

namespace Virga.Benchmarks.Reading;

/// <summary><c>reading FILE</c>: what reading and planning a document costs beside reading it with Microsoft.OpenApi, warm in one process by turns, and cold in fresh ones.</summary>
internal static class ReadingRatio
{
    private const int WarmRounds = 25;
    private const int ColdRounds = 7;

    public static async Task<int> RunAsync(string path)
    {
        var text = await File.ReadAllTextAsync(path);
        var json = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? text : JsonOfYaml.Convert(text);
        var copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            await File.WriteAllTextAsync(copy, json);
            var ours = new double[ColdRounds];
            var theirs = new double[ColdRounds];
            for (var i = 0; i < ColdRounds; i++)
            {
                ours[i] = await ColdAsync("ours", copy);
                theirs[i] = await ColdAsync("theirs", copy);
            }

            Show("cold", ours, theirs);
        }
        finally
        {
            File.Delete(copy);
        }

        var (warm, other) = (new double[WarmRounds], new double[WarmRounds]);
        for (var i = -8; i < WarmRounds; i++)
        {
            var (mine, its) = (Time("ours", json), Time("theirs", json));
            if (i >= 0) (warm[i], other[i]) = (mine, its);
        }

        Show("warm", warm, other);
        ShowParts(json);
        UnrelatedEdit.Show(json);
        return 0;
    }

    /// <summary><c>reading-once ours|theirs FILE</c>: the first time in a process.</summary>
    public static int Once(string who, string path)
    {
        var json = File.ReadAllText(path);
        Console.WriteLine(Time(who, json).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static double Time(string who, string json)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        if (who == "ours")
        {
            var model = SpecReader.Read(new SpecText("document.json", json), CancellationToken.None).Model ?? throw new InvalidDataException("The document gives no client.");
            ClientPlanner.Plan(model, new PlanOptions(), CancellationToken.None);
        }
        else
        {
            _ = OpenApiDocument.Parse(json, "json").Document ?? throw new InvalidDataException("Microsoft.OpenApi does not read the document.");
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Where our time goes: the tree of the text, the model of the tree, the plan.</summary>
    private static void ShowParts(string json)
    {
        var (tree, read, plan) = (new double[WarmRounds], new double[WarmRounds], new double[WarmRounds]);
        for (var i = 0; i < WarmRounds; i++)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            _ = DocumentReader.Read(new SpecText("document.json", json), [], CancellationToken.None);
            tree[i] = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            var model = SpecReader.Read(new SpecText("document.json", json), CancellationToken.None).Model!;
            read[i] = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            _ = ClientPlanner.Plan(model, new PlanOptions(), CancellationToken.None);
            plan[i] = watch.Elapsed.TotalMilliseconds;
        }

        var (first, whole, last) = (Spread.Of(tree).Median, Spread.Of(read).Median, Spread.Of(plan).Median);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours, warm: tree {first:F1} ms, model {whole - first:F1} ms, plan {last:F1} ms"));
    }

    private static async Task<double> ColdAsync(string who, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ReadingRatio).Assembly.Location);
        foreach (var argument in new[] { "reading-once", who, path }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    private static void Show(string name, double[] ours, double[] theirs)
    {
        Array.Sort(ours);
        Array.Sort(theirs);
        var (mine, its) = (ours[ours.Length / 2], theirs[theirs.Length / 2]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: read and plan {mine:F1} ms, Microsoft.OpenApi reads in {its:F1} ms, ratio {mine / its:F2} (medians)"));
    }
}
