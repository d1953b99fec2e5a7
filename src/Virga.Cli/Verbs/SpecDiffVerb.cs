using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Specs;
using Virga.Cli.Specs.Differences;
using Virga.Specs.Planning;

namespace Virga.Cli.Verbs;

/// <summary><c>virga spec diff</c>: what changed between two versions of a spec.</summary>
internal static class SpecDiffVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var before = new Argument<string>("old") { Description = "The spec as it was.", HelpName = "old" };
        var after = new Argument<string>("new") { Description = "The spec as it is.", HelpName = "new" };
        var quiet = new Option<bool>("--breaking") { Description = "Only what is breaking." };
        var command = new Command("diff", "Lists what changed between two versions of a spec: breaking, compatible, documentation. Ends with 1 when something is breaking.") { before, after, quiet };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(quiet), terminal, parsed.GetValue(options.Json), cancellationToken)));
        return command;
    }

    private static int Run(string before, string after, bool onlyBreaking, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var found = ServiceComparison.Of(Read(before, cancellationToken), Read(after, cancellationToken));
        foreach (var difference in found.Where(difference => !onlyBreaking || difference.Kind == DifferenceKind.Breaking)) Write(terminal, difference, json);
        var (breaking, compatible, documentation) = (Count(found, DifferenceKind.Breaking), Count(found, DifferenceKind.Compatible), Count(found, DifferenceKind.Documentation));
        terminal.Message($"{breaking} breaking, {compatible} compatible, {documentation} documentation");
        return breaking > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static Virga.Specs.Model.ServiceModel Read(string path, CancellationToken cancellationToken)
    {
        var set = SpecSet.Open([path], cancellationToken);
        return ServiceReading.Required(set, set.Single(path), new PlanOptions(), cancellationToken).Model!;
    }

    private static int Count(IReadOnlyList<SpecDifference> found, DifferenceKind kind) => found.Count(difference => difference.Kind == kind);

    private static void Write(Terminal terminal, SpecDifference difference, bool json)
    {
        var kind = difference.Kind.ToString().ToLowerInvariant();
        if (!json)
        {
            terminal.Line($"{kind}: {Text.Printable(difference.Place)}: {Text.Printable(difference.Message)}  [{difference.Position}]");
            return;
        }

        JsonLine.Write(terminal, line =>
        {
            line.WriteString("difference", kind);
            line.WriteString("place", difference.Place);
            line.WriteString("message", difference.Message);
            SpecVerb.Position(line, difference.Position);
        });
    }
}
