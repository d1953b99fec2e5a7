using System.Text.RegularExpressions;
using Virga.Servers;

namespace Virga.Repository.Tests;

/// <summary>A row that matches no test would be a promise that nobody keeps; a class without a row could not be judged.</summary>
public sealed class ServerMatrixRowTests
{
    private static readonly Regex Declaration = new(@"\bclass\s+(?<name>\w+Conformance)\b", RegexOptions.CultureInvariant);

    [Fact]
    public void EveryRowNamesAConformanceTestAndEveryClassHasARow()
    {
        var sources = ConformanceSources();
        var rows = ServerMatrix.Load().Rows;
        var ofClasses = rows.Select(row => row.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(sources.Keys.ToHashSet(StringComparer.Ordinal), ofClasses);
        // Before the suite stands, the rows are the plan for it.
        if (sources.Count == 0)
            return;
        Assert.Empty(rows.Where(row => !Exists(row, sources)).Select(row => $"matrix.md: no conformance test is called {row}"));
    }

    private static Dictionary<string, string> ConformanceSources()
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in RepositoryFiles.In(Path.Combine("tests", "Virga.Storage.Conformance"), ".cs").Select(File.ReadAllText))
        {
            foreach (Match match in Declaration.Matches(text))
                sources[match.Groups["name"].Value] = sources.GetValueOrDefault(match.Groups["name"].Value) + text;
        }
        return sources;
    }

    private static bool Exists(string row, Dictionary<string, string> sources) =>
        row.Split('.') is [var type, .. var test] && sources.TryGetValue(type, out var text)
        && (test.Length == 0 || Regex.IsMatch(text, $@"\b{Regex.Escape(test[0])}\s*\("));
}
