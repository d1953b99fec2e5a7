namespace Virga.Specs.Emission;

/// <summary>Prints XML documentation from texts of the spec.</summary>
internal static class DocWriter
{
    /// <summary><c>/// &lt;summary&gt;...&lt;/summary&gt;</c>; the fallback is our own text and may hold markup.</summary>
    public static void Summary(this CodeWriter writer, string? text, string fallback) => Element(writer, "summary", "", text, fallback);

    public static void Remarks(this CodeWriter writer, string? text)
    {
        if (text is { Length: > 0 } && CSharpText.DocLines(text).Count > 0) Element(writer, "remarks", "", text, "");
    }

    public static void Param(this CodeWriter writer, string argument, string? text, string fallback) =>
        Element(writer, "param", $" name=\"{argument.TrimStart('@')}\"", text, fallback);

    private static void Element(CodeWriter writer, string element, string attributes, string? text, string fallback)
    {
        var lines = text is null ? [] : CSharpText.DocLines(text);
        if (lines.Count <= 1)
        {
            writer.Line($"/// <{element}{attributes}>{(lines.Count == 1 ? lines[0] : fallback)}</{element}>");
            return;
        }

        writer.Line($"/// <{element}{attributes}>");
        foreach (var line in lines) writer.Line("/// " + line);
        writer.Line($"/// </{element}>");
    }
}
