namespace Virga.Documents.Tests;

/// <summary>Operations that Prism refuses, by name and with the reason: <c>refusals.txt</c>, a line each, <c>document operation: reason</c>.</summary>
internal static class Refusals
{
    private static readonly Lazy<HashSet<string>> Known = new(() => File.ReadLines(Repository.Path("tests", "Virga.Documents.Tests", "refusals.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(Operation)
        .ToHashSet(StringComparer.Ordinal));

    private static readonly Lazy<HashSet<string>> Fatal = new(() => File.ReadLines(Repository.Path("tests", "Virga.Documents.Tests", "refusals.txt"))
        .Where(line => line.Contains(": Prism ends", StringComparison.Ordinal))
        .Select(Operation)
        .ToHashSet(StringComparer.Ordinal));

    /// <summary>Whether a fault, which begins with document and operation, is listed.</summary>
    public static bool IsKnown(string fault) => Known.Value.Contains(Operation(fault));

    /// <summary>Whether Prism itself ends at a call, so that it is not made.</summary>
    public static bool EndsPrism(string document, string operation) => Fatal.Value.Contains($"{document} {operation}");

    private static string Operation(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? line : line[..colon];
    }
}
