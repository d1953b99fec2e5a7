namespace Virga.Specs.Emission;

/// <summary>Prints a call as one expression, where the statements that fill its request are calls on it and nothing else.</summary>
internal static class RequestChain
{
    private const string Begin = "var request = ";
    private const string Request = "request";
    private const int MaxLine = 160;

    /// <summary>Whether the statements chain: each a call that gives the request itself.</summary>
    public static bool Fits(IReadOnlyList<string> statements) =>
        statements[0].StartsWith(Begin, StringComparison.Ordinal) && statements.Skip(1).All(line => line.StartsWith(Request + ".", StringComparison.Ordinal) && line.EndsWith(");", StringComparison.Ordinal));

    public static void Print(CodeWriter writer, string head, IReadOnlyList<string> statements, string send)
    {
        var parts = statements.Select((line, i) => line.Substring(i == 0 ? Begin.Length : Request.Length).TrimEnd(';')).ToArray();
        if (send.StartsWith(Request + ".", StringComparison.Ordinal))
        {
            writer.Line(head + " =>");
            using var indent = writer.Indent();
            Chain(writer, [.. parts, send.Substring(Request.Length)], ";");
            return;
        }

        var open = send.IndexOf('(') + 1;
        writer.Line($"{head} => {send.Substring(0, open)}");
        using var arguments = writer.Indent();
        Chain(writer, parts, ",");
        writer.Line(send.Substring(open + Request.Length + 2) + ";");
    }

    private static void Chain(CodeWriter writer, string[] parts, string end)
    {
        if (parts.Sum(part => part.Length) <= MaxLine)
        {
            writer.Line(string.Concat(parts) + end);
            return;
        }

        writer.Line(parts[0]);
        using var indent = writer.Indent();
        for (var i = 1; i < parts.Length; i++) writer.Line(parts[i] + (i == parts.Length - 1 ? end : ""));
    }
}
