using System.Text;

namespace Virga.Repository.Tests;

/// <summary>Keeps tests/PARITY.md in step with rows.tsv and with the marks on the tests.</summary>
public sealed class ParityTests
{
    [Fact]
    public void EveryMarkNamesARowAndStandsOnATest()
    {
        var known = ParityRow.Load().Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Marks().Where(mark => mark.Fault is not null).Select(mark => $"{mark.Id} {mark.Fault}"));
        Assert.Empty(Marks().Where(mark => !known.Contains(mark.Id)).Select(mark => $"{mark.Test}: there is no row {mark.Id} in rows.tsv"));
    }

    [Fact]
    public void EveryRowIsEitherProvedOrExplained()
    {
        var proofs = Marks().ToLookup(mark => mark.Id, mark => mark.Test, StringComparer.Ordinal);
        if (CommittedFile.Updating)
            ParityRow.Save(ParityRow.Load().Select(row => proofs.Contains(row.Id) ? row with { Reason = "" } : row));
        var rows = ParityRow.Load();
        Assert.Empty(rows.GroupBy(row => row.Id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key} stands twice"));
        Assert.Empty(rows.Where(row => !proofs.Contains(row.Id) && row.Reason.Length == 0).Select(row => $"{row.Id} is neither proved nor explained"));
        Assert.Empty(rows.Where(row => proofs.Contains(row.Id) && row.Reason.Length > 0).Select(row => $"{row.Id} is proved; take away its reason (VIRGA_UPDATE=1 does)"));
        CommittedFile.Matches(Path.Combine(RepositoryFiles.Root, "tests", "PARITY.md"), Page(rows, proofs));
    }

    [Fact]
    public void TheFiveSystemsAreCovered()
    {
        var counts = ParityRow.Load().CountBy(row => row.Id.Split('-')[0], StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        Assert.Equal((30, 56, 35, 19, 31), (counts["PH"], counts["CM"], counts["CB"], counts["M8"], counts["FC"]));
    }

    private static string Page(IReadOnlyList<ParityRow> rows, ILookup<string, string> proofs)
    {
        var page = new StringBuilder();
        var proved = rows.Count(row => proofs.Contains(row.Id));
        page.Append("# Parity\n\n");
        page.Append("What the five systems that Virga follows can do: PHDI (PH), CloudManager (CM), CloudBridge (CB), Minus80 (M8), pyFirecREST (FC). ");
        page.Append("Written by a test from `tests/Parity/rows.tsv` and the `[Parity(\"...\")]` marks on tests; refresh it with `VIRGA_UPDATE=1`.\n\n");
        page.Append($"{proved} of {rows.Count} proved.\n\n");
        page.Append("| id | feature | proved by, or why not |\n|---|---|---|\n");
        foreach (var row in rows)
        {
            var tests = proofs[row.Id].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(test => $"`{test}`");
            page.Append($"| {row.Id} | {Cell(row.Feature)} | {(proofs.Contains(row.Id) ? string.Join(", ", tests) : Cell(row.Reason))} |\n");
        }
        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    // This project speaks about marks in the texts of its own tests.
    private static IReadOnlyList<ParityMark> Marks() =>
        [.. RepositoryFiles.In("tests", ".cs")
            .Where(path => !RepositoryFiles.Relative(path).StartsWith("tests/Virga.Repository.Tests/", StringComparison.Ordinal))
            .Where(path => !RepositoryFiles.Relative(path).StartsWith("tests/Parity/", StringComparison.Ordinal))
            .SelectMany(path => ParitySource.Read(File.ReadAllText(path)))];
}
