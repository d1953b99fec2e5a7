using System.CommandLine;
using Virga.Cli.Completing;
using Virga.Cli.Console;

namespace Virga.Cli.Verbs;

/// <summary><c>virga completion</c>: a script that completes this command in a shell.</summary>
internal static class CompletionVerb
{
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish.", HelpName = "shell" };
        shell.AcceptOnlyFromAmong(CompletionScripts.Shells);
        var command = new Command("completion", "Writes the script that completes this command in a shell. Buckets and keys are completed when the store answers within 1.5 s; VIRGA_COMPLETION_REMOTE=5s waits longer, off asks none.") { shell };
        command.SetAction(parsed =>
        {
            foreach (var line in CompletionScripts.For(parsed.GetValue(shell)!).Split('\n')) terminal.Line(line.TrimEnd('\r'));
            return ExitCode.Done;
        });
        return command;
    }
}
