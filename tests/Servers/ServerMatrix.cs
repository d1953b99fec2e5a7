namespace Virga.Servers;

/// <summary>
/// The committed table of what each server must pass. Rows are a conformance class or <c>Class.Test</c>, and the most specific row decides.
/// A skip that is not listed fails, and so does a listed skip that passes.
/// </summary>
public sealed class ServerMatrix
{
    private const string SkipPrefix = "skip:";
    private readonly Dictionary<(string Server, string Row), Expectation> _cells = [];

    private ServerMatrix()
    {
    }

    public IReadOnlyList<string> Servers { get; private set; } = [];

    public IReadOnlyList<string> Rows { get; private set; } = [];

    public static ServerMatrix Load() => Parse(File.ReadAllText(Repository.PathOf("tests", "Servers", "matrix.md")));

    /// <summary>Reads the first table of the document whose first column is headed <c>test</c>.</summary>
    public static ServerMatrix Parse(string markdown)
    {
        var lines = markdown.Split('\n').Select(line => line.Trim()).SkipWhile(line => !IsHeader(line)).TakeWhile(line => line.StartsWith('|')).ToList();
        if (lines.Count < 3)
            throw new MatrixException("matrix.md holds no table whose first column is headed 'test'.");
        var matrix = new ServerMatrix { Servers = Cells(lines[0])[1..] };
        matrix.Rows = [.. lines.Skip(2).Select(matrix.AddRow)];
        return matrix;
    }

    /// <param name="server">A column of the table.</param>
    /// <param name="test"><c>Class.Test</c>.</param>
    public Expectation For(string server, string test)
    {
        if (!Servers.Contains(server, StringComparer.Ordinal))
            throw new MatrixException($"matrix.md has no column '{server}'.");
        if (_cells.TryGetValue((server, test), out var exact))
            return exact;
        var dot = test.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && _cells.TryGetValue((server, test[..dot]), out var whole))
            return whole;
        throw new MatrixException($"matrix.md has no row for '{test}' and none for its class.");
    }

    /// <summary>What the table makes of a test that has ended. <paramref name="detail"/> is why it was skipped or how it failed.</summary>
    public Verdict Judge(string server, string test, Outcome outcome, string detail)
    {
        var expected = For(server, test);
        return (expected.MustPass, outcome) switch
        {
            (true, Outcome.Skipped) => new Verdict(Outcome.Failed, $"{test} was skipped on {server} ('{detail}'), but matrix.md wants it to pass: make it pass, or list the skip with its reason."),
            (true, _) => new Verdict(outcome, detail),
            (false, Outcome.Passed) => new Verdict(Outcome.Failed, $"{test} passes on {server}, but matrix.md lists it as skipped ('{expected.SkipReason}'): the table is out of date."),
            (false, _) => new Verdict(Outcome.Skipped, $"{server}: {expected.SkipReason}"),
        };
    }

    private string AddRow(string line)
    {
        var cells = Cells(line);
        if (cells.Length != Servers.Count + 1)
            throw new MatrixException($"matrix.md: row '{cells[0]}' has {cells.Length - 1} cells for {Servers.Count} servers.");
        for (var i = 0; i < Servers.Count; i++)
        {
            if (!_cells.TryAdd((Servers[i], cells[0]), Read(cells[i + 1], cells[0])))
                throw new MatrixException($"matrix.md: row '{cells[0]}' stands twice.");
        }
        return cells[0];
    }

    private static Expectation Read(string cell, string row)
    {
        if (cell == "pass")
            return new Expectation(null);
        if (cell.StartsWith(SkipPrefix, StringComparison.Ordinal) && cell[SkipPrefix.Length..].Trim() is { Length: > 0 } reason)
            return new Expectation(reason);
        throw new MatrixException($"matrix.md: row '{row}' has the cell '{cell}'; it must be 'pass' or 'skip: reason'.");
    }

    private static bool IsHeader(string line) => line.StartsWith('|') && Cells(line) is [var first, _, ..] && first == "test";

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))];
}
