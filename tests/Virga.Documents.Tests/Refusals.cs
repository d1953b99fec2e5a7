namespace Virga.Documents.Tests;

/// <summary>What Prism refuses all the same: <c>refusals.txt</c>, a line each, <c>document operation | text of the fault | reason</c>.</summary>
internal static class Refusals
{
    // Stands in place of the text of a fault where Prism ends at the call, which is not made then.
    private const string Ends = "(ends)";

    private static readonly Lazy<Refusal[]> Known = new(() => [.. File.ReadLines(Repository.Path("tests", "Virga.Documents.Tests", "refusals.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(Parse)]);

    /// <summary>Whether Prism itself ends at a call, so that it is not made.</summary>
    public static bool EndsPrism(string document, string operation) => Known.Value.Any(known => known.Operation == $"{document} {operation}" && known.Text == Ends);

    /// <summary>Faults of a document that no line explains, and lines that explain none any longer.</summary>
    public static IEnumerable<string> Unexplained(string document, IReadOnlyList<PrismFault> faults)
    {
        var known = Known.Value.Where(refusal => refusal.Operation.StartsWith(document + " ", StringComparison.Ordinal) && refusal.Text != Ends).ToArray();
        bool Explains(Refusal refusal, PrismFault fault) => refusal.Operation == $"{document} {fault.Operation}" && fault.Text.Contains(refusal.Text, StringComparison.Ordinal);
        return faults.Where(fault => !known.Any(refusal => Explains(refusal, fault))).Select(fault => $"{document} {fault.Operation} | {fault.Text}")
            .Concat(known.Where(refusal => !faults.Any(fault => Explains(refusal, fault))).Select(refusal => $"{refusal.Operation} | {refusal.Text} is in refusals.txt and is not refused any longer"));
    }

    private static Refusal Parse(string line) => line.Split(" | ") is [var operation, var text, _]
        ? new Refusal(operation, text)
        : throw new FormatException($"refusals.txt: '{line}' is not 'document operation | text | reason'");

    private sealed record Refusal(string Operation, string Text);
}
