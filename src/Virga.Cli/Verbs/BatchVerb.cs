using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Batch;
using Virga.Cli.Console;

namespace Virga.Cli.Verbs;

/// <summary><c>virga batch</c>: the commands of a file, one a line.</summary>
internal static class BatchVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var file = new Argument<string>("file") { Description = "A file with one command a line, or - for standard input.", HelpName = "file" };
        var jobs = JobsOption.Create("How many commands run at once; 1 runs them in their order.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Give --dry-run to every command that writes or deletes." };
        var failFast = new Option<bool>("--fail-fast") { Description = "Begin no more commands after the first failure." };
        var command = new Command("batch", "Runs the commands of a file in one process, several at once.") { file, jobs, dryRun, failFast };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            if (path != "-" && !File.Exists(path)) throw new UsageException($"There is no file '{path}'. Name a file with one command a line, or - for standard input.");
            using var run = new BatchRun(path, parsed, options, terminal, JobsOption.Read(parsed, jobs), parsed.GetValue(dryRun), parsed.GetValue(failFast));
            return await run.RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
