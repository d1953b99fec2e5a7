namespace Virga.Repository.Tests;

/// <summary>A row of tests/Parity/rows.tsv: what must exist, and why it does not yet.</summary>
internal sealed record ParityRow(string Id, string Feature, string Reason)
{
    public static string File { get; } = Path.Combine(RepositoryFiles.Root, "tests", "Parity", "rows.tsv");

    public static IReadOnlyList<ParityRow> Load() =>
        [.. System.IO.File.ReadLines(File).Where(line => line.Length > 0 && !line.StartsWith('#')).Select(Parse)];

    public static void Save(IEnumerable<ParityRow> rows) =>
        System.IO.File.WriteAllText(File, "# id\tfeature\treason while it is not proved\n" + string.Concat(rows.Select(row => row.ToLine() + "\n")));

    public string ToLine() => Reason.Length == 0 ? $"{Id}\t{Feature}" : $"{Id}\t{Feature}\t{Reason}";

    private static ParityRow Parse(string line) => line.Split('\t') switch
    {
        [var id, var feature] => new ParityRow(id, feature, ""),
        [var id, var feature, var reason] => new ParityRow(id, feature, reason.Trim()),
        _ => throw new InvalidDataException($"rows.tsv: '{line}' is not id<TAB>feature or id<TAB>feature<TAB>reason."),
    };
}
