using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Verbs;

namespace Virga.Cli;

/// <summary>The whole command: parses, runs one verb, turns errors into messages and exit codes.</summary>
internal static class VirgaCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var root = Build(terminal);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) terminal.Message($"virga: {error.Message}");
            terminal.Message($"Run 'virga {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help' for how to use it.");
            return ExitCode.WrongUsage;
        }

        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = terminal.Lines }, cancellationToken).ConfigureAwait(false);
            terminal.Flush();
            return code;
        }
        catch (OutputClosedException)
        {
            // Who only reads has given its reader all that it wanted; who changes something was stopped on the way.
            return parsed.CommandResult.Command.Name is "cp" or "rm" or "mb" or "rb" or "demo" ? ExitCode.Failed : ExitCode.Done;
        }
        catch (UsageException e)
        {
            return Fail(terminal, e.Message, ExitCode.WrongUsage);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(terminal, "interrupted. " + (Faults.LeftBehind(e) ?? "No unfinished upload was left behind."), ExitCode.Failed);
        }
        catch (Exception e) when (e is VirgaException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Fail(terminal, Faults.Describe(e), ExitCode.Failed);
        }
#pragma warning disable CA1031 // Nothing stands above this: a person gets a line to report, not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail(terminal, $"a fault of this command, please report it: {e.GetType().Name}: {e.Message}", ExitCode.Failed);
        }
    }

    private static int Fail(Terminal terminal, string message, int code)
    {
        // What was found before the fault comes out before its message.
        try
        {
            terminal.Flush();
        }
        catch (OutputClosedException)
        {
            // The message is still for whoever watches.
        }

        terminal.Message("virga: " + message);
        return code;
    }

    private static RootCommand Build(Terminal terminal)
    {
        var options = new GlobalOptions();
        var root = new RootCommand(
            "Keeps objects in any store. Stores are named by URL: s3://bucket/key, file:///path, mem://name/key.\n" +
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done.");
        options.AddTo(root);
        root.Subcommands.Add(DemoVerb.Create(terminal, options));
        root.Subcommands.Add(ListVerb.Create(terminal, options));
        root.Subcommands.Add(CopyVerb.Create(terminal, options));
        root.Subcommands.Add(RemoveVerb.Create(terminal, options));
        root.Subcommands.Add(CatVerb.Create(terminal, options));
        root.Subcommands.Add(StatVerb.Create(terminal, options));
        root.Subcommands.Add(MakeBucketVerb.Create(terminal, options));
        root.Subcommands.Add(RemoveBucketVerb.Create(terminal, options));
        root.Subcommands.Add(PresignVerb.Create(terminal, options));
        HelpWithExamples.AddTo(root);
        return root;
    }
}
