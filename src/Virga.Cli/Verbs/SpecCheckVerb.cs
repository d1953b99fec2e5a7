using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Specs;
using Virga.Specs.Model;
using Virga.Specs.Planning;

namespace Virga.Cli.Verbs;

/// <summary><c>virga spec check</c>: what the compiler would say of specs and adapter documents.</summary>
internal static class SpecCheckVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var files = SpecVerb.Files();
        var strict = new Option<bool>("--warnings-as-errors") { Description = "End with 1 for warnings too." };
        var command = new Command("check", "Lists what is wrong with specs, as the compiler prints it. Of an adapter document without the interface, which only a project has.") { files, strict };
        var reading = new SpecOptions();
        reading.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(reading.Open(parsed, parsed.GetValue(files)!, cancellationToken), reading.Plan(parsed), parsed.GetValue(strict), terminal, parsed.GetValue(options.Json), cancellationToken)));
        return command;
    }

    private static int Run(SpecSet set, PlanOptions plan, bool strict, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var found = set.Services.Diagnostics
            .Concat(set.Services.Services.SelectMany(service => ServiceReading.Of(set, service, plan, cancellationToken).Diagnostics))
            .Concat(set.Adapters.SelectMany(text => AdapterReading.Of(text, cancellationToken).Diagnostics))
            .Distinct()
            .OrderBy(diagnostic => diagnostic.Position.Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Position.Line)
            .ThenBy(diagnostic => diagnostic.Position.Column)
            .ToList();
        foreach (var diagnostic in found) Write(terminal, diagnostic, json);
        var errors = found.Count(diagnostic => diagnostic.Severity == SpecSeverity.Error);
        var warnings = found.Count(diagnostic => diagnostic.Severity == SpecSeverity.Warning);
        var infos = found.Count - errors - warnings;
        terminal.Message($"{DiagnosticText.Count(errors, "error", "errors")}, {DiagnosticText.Count(warnings, "warning", "warnings")}{(infos > 0 ? $", {infos} info" : "")}");
        return errors > 0 || (strict && warnings > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Write(Terminal terminal, SpecDiagnostic diagnostic, bool json)
    {
        if (!json)
        {
            terminal.Line(DiagnosticText.Of(diagnostic));
            return;
        }

        JsonLine.Write(terminal, line =>
        {
            line.WriteString("severity", DiagnosticText.Word(diagnostic.Severity));
            line.WriteString("id", diagnostic.Id);
            line.WriteString("message", diagnostic.Message);
            SpecVerb.Position(line, diagnostic.Position);
        });
    }
}
