using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Specs;
using Virga.Specs.Emission;
using Virga.Specs.Planning;

namespace Virga.Cli.Verbs;

/// <summary><c>virga spec emit</c>: the files that the generator would add to a project.</summary>
internal static class SpecEmitVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var file = new Argument<string>("file") { Description = "A spec. What it refers to, and its parts beside it, come along.", HelpName = "file" };
        var output = new Option<string>("--out", "-o") { Description = "The folder that the files go into. It is made when it is not there; files of equal names are replaced.", HelpName = "folder", Required = true };
        var space = new Option<string?>("--namespace") { Description = "Namespace of everything emitted. Default: the root namespace and the service's name.", HelpName = "name" };
        var rootSpace = new Option<string>("--root-namespace") { Description = "The root namespace of the project.", HelpName = "name", DefaultValueFactory = _ => "Generated" };
        var client = new Option<string?>("--client-name") { Description = "Type of the client. Default: the service's name and Client.", HelpName = "name" };
        var accessibility = new Option<string>("--accessibility") { Description = "public or internal.", HelpName = "word", DefaultValueFactory = _ => "public" };
        accessibility.AcceptOnlyFromAmong("public", "internal");
        var contract = new Option<bool>("--interface") { Description = "Emit an interface of the client too." };
        var registration = new Option<bool>("--registration") { Description = "Emit the registration in a container too, as for a project that references Virga.Hosting." };
        var command = new Command("emit", "Writes the C# that the generator makes of a spec.") { file, output, space, rootSpace, client, accessibility, contract, registration };
        var reading = new SpecOptions();
        reading.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var plan = reading.Plan(parsed, new PlanOptions(parsed.GetValue(space), parsed.GetValue(client), parsed.GetValue(accessibility)!, parsed.GetValue(rootSpace)!, parsed.GetValue(contract)));
            return RunAsync(parsed.GetValue(file)!, reading.Open(parsed, [parsed.GetValue(file)!], cancellationToken), parsed.GetValue(output)!, plan, parsed.GetValue(registration), terminal, parsed.GetValue(options.Json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string path, SpecSet set, string folder, PlanOptions options, bool withRegistration, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var service = ServiceReading.Required(set, set.Single(path), options, cancellationToken);
        var files = ClientFiles.Emit(service.Plan!, cancellationToken).ToList();
        if (withRegistration) files.Add(ClientFiles.EmitRegistration(service.Plan!));
        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            // Hint names hold no separators, so nothing leaves the folder.
            var target = Path.Combine(folder, Path.GetFileName(file.HintName));
            await WriteAsync(target, file.Text, cancellationToken).ConfigureAwait(false);
            if (!json)
            {
                terminal.Line(target);
                continue;
            }

            JsonLine.Write(terminal, line =>
            {
                line.WriteString("file", target);
                line.WriteNumber("characters", file.Text.Length);
            });
        }

        foreach (var diagnostic in service.Diagnostics) terminal.Message(DiagnosticText.Of(diagnostic));
        terminal.Message(string.Create(CultureInfo.InvariantCulture, $"{DiagnosticText.Count(files.Count, "file", "files")}, {files.Sum(file => (long)file.Text.Length):N0} characters"));
        return ExitCode.Done;
    }

    private static async Task WriteAsync(string target, string text, CancellationToken cancellationToken)
    {
        // Beside it first: who stops in between leaves no half file behind.
        var fresh = target + ".new";
        try
        {
            await File.WriteAllTextAsync(fresh, text, cancellationToken).ConfigureAwait(false);
            File.Move(fresh, target, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
