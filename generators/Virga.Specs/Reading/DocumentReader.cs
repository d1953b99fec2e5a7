using Virga.Specs.Model;
using Virga.Specs.Reading.Text;

namespace Virga.Specs.Reading;

/// <summary>Text of YAML or JSON to the marked tree.</summary>
public static class DocumentReader
{
    /// <summary>Reads one document. Every fault goes to <paramref name="diagnostics"/>; null when the text has no tree at all.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MarkedNode? Read(SpecText text, ICollection<SpecDiagnostic> diagnostics, CancellationToken ct)
    {
        if (text.Text.Length > ReadingLimits.MaxCharacters)
        {
            diagnostics.Add(new SpecDiagnostic(
                DiagnosticIds.TooLarge,
                SpecSeverity.Error,
                $"The document has {text.Text.Length} characters; at most {ReadingLimits.MaxCharacters} are read. Split it over several files.",
                new SourcePosition(text.Path, 0, 0, 0)));
            return null;
        }

        try
        {
            CharacterCheck.Run(text);
            return IsJson(text) ? new JsonTreeReader(text, diagnostics, ct).Read() : new YamlTreeReader(text, diagnostics, ct).Read();
        }
        catch (UnreadableException fault)
        {
            diagnostics.Add(new SpecDiagnostic(fault.Id, SpecSeverity.Error, fault.Message, fault.Position));
            return null;
        }
    }

    /// <summary>By the ending of the path; for other endings JSON is what begins with a bracket and a quote.</summary>
    private static bool IsJson(SpecText text)
    {
        if (text.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return true;
        if (text.Path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || text.Path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) return false;
        var start = NextVisible(text.Text, 0);
        if (start < 0 || text.Text[start] != '{') return false;
        var next = NextVisible(text.Text, start + 1);
        return next >= 0 && text.Text[next] is '"' or '}';
    }

    private static int NextVisible(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] is not (' ' or '\t' or '\r' or '\n' or '\uFEFF')) return i;
        }

        return -1;
    }
}
