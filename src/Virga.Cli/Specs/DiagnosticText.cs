using System.Globalization;
using Virga.Specs.Model;

namespace Virga.Cli.Specs;

/// <summary>A fault as the compiler prints it, so that editors and build logs find its place.</summary>
internal static class DiagnosticText
{
    public static string Of(SpecDiagnostic diagnostic)
    {
        var at = diagnostic.Position;
        return string.Create(CultureInfo.InvariantCulture, $"{at.Path}({at.Line + 1},{at.Column + 1}): {Word(diagnostic.Severity)} {diagnostic.Id}: {diagnostic.Message.ReplaceLineEndings(" ")}");
    }

    public static string Word(SpecSeverity severity) => severity switch { SpecSeverity.Error => "error", SpecSeverity.Warning => "warning", _ => "info" };

    /// <summary>One thing, several things.</summary>
    public static string Count(int number, string one, string many) => number == 1 ? "1 " + one : $"{number.ToString(CultureInfo.InvariantCulture)} {many}";
}
