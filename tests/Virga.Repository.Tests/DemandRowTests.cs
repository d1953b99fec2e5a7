using System.Text.RegularExpressions;

namespace Virga.Repository.Tests;

/// <summary>Keeps tests/Demands/rows.tsv in step with the tests: each row is proved by a test whose name begins with it, or says why it is not.</summary>
public sealed class DemandRowTests
{
    private const int Rows = 61;
    private static readonly string RowsFile = Path.Combine(RepositoryFiles.Root, "tests", "Demands", "rows.tsv");
    private static readonly string[] Reasons = ["left to: ", "pending: "];
    private static readonly Regex Test = new(@"^[ ]*public (?:async )?(?:Task|ValueTask|void) (?<name>(?<row>D\d\d)[A-Z]\w*)\(", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    [Fact]
    public void EveryRowIsListedOnce()
    {
        Assert.Equal(Enumerable.Range(1, Rows).Select(n => $"D{n:D2}"), Load().Select(row => row.Row));
        Assert.All(Load(), row => Assert.NotEmpty(row.Asked));
    }

    [Fact]
    public void EveryRowHasATestThatBeginsWithItOrAReason()
    {
        var tests = Tests().ToLookup(test => test.Row, test => test.Name, StringComparer.Ordinal);
        if (CommittedFile.Updating) Save(Load().Select(row => tests.Contains(row.Row) ? row with { Reason = "" } : row));
        var rows = Load();
        Assert.Empty(rows.Where(row => row.Reason.Length == 0 && !tests.Contains(row.Row)).Select(row => $"{row.Row}: no test begins with it, and no reason stands in rows.tsv"));
        Assert.Empty(rows.Where(row => row.Reason.Length > 0 && !Reasons.Any(reason => row.Reason.StartsWith(reason, StringComparison.Ordinal) && row.Reason.Length > reason.Length)).Select(row => $"{row.Row}: '{row.Reason}' begins with none of {string.Join(", ", Reasons)}"));
        Assert.Empty(rows.Where(row => row.Reason.Length > 0 && tests.Contains(row.Row)).Select(row => $"{row.Row} is proved by {tests[row.Row].First()}; take away its reason (VIRGA_UPDATE=1 does)"));
    }

    [Fact]
    public void EveryTestNamedAfterARowNamesOneThatExists()
    {
        var known = Load().Select(row => row.Row).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Tests().Where(test => !known.Contains(test.Row)).Select(test => test.Name));
        Assert.Empty(Tests().Where(test => !test.IsTest).Select(test => $"{test.Name} is no test: it has neither [Fact] nor [Theory]"));
    }

    private static List<DemandRow> Load() => [.. File.ReadLines(RowsFile).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    // The first line, which says what the columns are, stays.
    private static void Save(IEnumerable<DemandRow> rows) =>
        File.WriteAllText(RowsFile, File.ReadLines(RowsFile).First() + "\n" + string.Concat(rows.Select(row => (row.Reason.Length == 0 ? $"{row.Row}\t{row.Asked}" : $"{row.Row}\t{row.Asked}\t{row.Reason}") + "\n")));

    private static DemandRow Parse(string line) => line.Split('\t') switch
    {
        [var row, var asked] => new DemandRow(row, asked, ""),
        [var row, var asked, var reason] => new DemandRow(row, asked, reason.Trim()),
        _ => throw new InvalidDataException($"rows.tsv: '{line}' is not row<TAB>what<TAB>reason."),
    };

    private static IEnumerable<(string Row, string Name, bool IsTest)> Tests() =>
        from path in RepositoryFiles.In("tests", ".cs")
        where !RepositoryFiles.Relative(path).StartsWith("tests/Virga.Repository.Tests/", StringComparison.Ordinal)
        let text = File.ReadAllText(path)
        from match in Test.Matches(text)
        let above = text[..match.Index].TrimEnd()
        let attributes = above[(above.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)..]
        select (match.Groups["row"].Value, match.Groups["name"].Value, Regex.IsMatch(attributes, @"\[\w*(Fact|Theory)", RegexOptions.CultureInvariant));

    private sealed record DemandRow(string Row, string Asked, string Reason);
}
