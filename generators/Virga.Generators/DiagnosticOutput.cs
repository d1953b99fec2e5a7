using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Virga.Specs.Model;

namespace Virga.Generators;

/// <summary>The end of the pipeline for faults: values become Roslyn diagnostics at a line of the document.</summary>
internal static class DiagnosticOutput
{
    public static void Report(SourceProductionContext output, IEnumerable<SpecDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) output.ReportDiagnostic(ToRoslyn(diagnostic));
    }

    private static Diagnostic ToRoslyn(SpecDiagnostic diagnostic)
    {
        var at = diagnostic.Position;
        var start = new LinePosition(Math.Max(at.Line, 0), Math.Max(at.Column, 0));
        var end = new LinePosition(start.Line, start.Character + Math.Max(at.Length, 0));
        var location = Location.Create(at.Path, new TextSpan(0, Math.Max(at.Length, 0)), new LinePositionSpan(start, end));
        return Diagnostic.Create(Descriptors.For(diagnostic.Id, diagnostic.Severity), location, diagnostic.Message);
    }
}
