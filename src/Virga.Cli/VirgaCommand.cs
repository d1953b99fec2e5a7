using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Completing;
using Virga.Cli.Console;
using Virga.Cli.Help;
using Virga.Cli.Verbs;

namespace Virga.Cli;

/// <summary>The whole command: parses, runs one verb, turns errors into messages and exit codes.</summary>
internal static class VirgaCommand
{
    // Who stops reading these loses what is only told; what the others do was stopped on the way.
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal) { "cp", "mv", "rm", "mb", "rb", "demo", "batch" };

    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var stores = new StorePool(() => StoreRegistries.All(terminal));
        await using (stores.ConfigureAwait(false)) return await RunAsync(arguments, terminal, stores, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs one command line with stores that others use too.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, StorePool stores, CancellationToken cancellationToken)
    {
        var options = new GlobalOptions(stores);
        if (arguments.Count > 0 && arguments[0] == Completer.Verb) return await new Completer(terminal, options).RunAsync([.. arguments.Skip(1)], cancellationToken).ConfigureAwait(false);
        var (root, parsed) = Parse(arguments, terminal, options);
        var faults = IsHelp(parsed) ? [] : UsageFaults.Of(root, parsed);
        if (faults.Count > 0)
        {
            foreach (var fault in faults) terminal.Message($"virga: {fault}");
            terminal.Message($"Run 'virga {(parsed.CommandResult.Command == root ? "" : CommandName.Of(parsed.CommandResult.Command) + " ")}--help' for how to use it.");
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
            return Changing.Contains(parsed.CommandResult.Command.Name) ? ExitCode.Failed : ExitCode.Done;
        }
        catch (SettingsException e) when (e.Kind == ErrorKind.InvalidArgument)
        {
            return Fail(terminal, e.Message, ExitCode.WrongUsage);
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

    /// <summary>Reads a command line; nothing of it runs.</summary>
    public static (RootCommand Root, ParseResult Parsed) Parse(IReadOnlyList<string> arguments, Terminal terminal, GlobalOptions options)
    {
        var root = Build(terminal, options);

        // A path may begin with an @: nothing is a file of further arguments.
        return (root, root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }));
    }

    private static bool IsHelp(ParseResult parsed) => parsed.Action is { ClearsParseErrors: true };

    private static RootCommand Build(Terminal terminal, GlobalOptions options)
    {
        var root = new RootCommand(
            "Keeps objects in any store. Stores are named by URL: s3://bucket/key, file:///path, mem://name/key.\n" +
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done.\n" +
            $"Topics of 'virga help': {string.Join(", ", HelpTopics.Names)}.");
        options.AddTo(root);
        root.Subcommands.Add(DemoVerb.Create(terminal, options));
        root.Subcommands.Add(ListVerb.Create(terminal, options));
        root.Subcommands.Add(CopyVerb.Create(terminal, options));
        root.Subcommands.Add(MoveVerb.Create(terminal, options));
        root.Subcommands.Add(RemoveVerb.Create(terminal, options));
        root.Subcommands.Add(CatVerb.Create(terminal, options));
        root.Subcommands.Add(StatVerb.Create(terminal, options));
        root.Subcommands.Add(DiskUsageVerb.Create(terminal, options));
        root.Subcommands.Add(HashVerb.Create(terminal, options));
        root.Subcommands.Add(MakeBucketVerb.Create(terminal, options));
        root.Subcommands.Add(RemoveBucketVerb.Create(terminal, options));
        root.Subcommands.Add(PresignVerb.Create(terminal, options));
        root.Subcommands.Add(BatchVerb.Create(terminal, options));
        root.Subcommands.Add(SpecVerb.Create(terminal, options));
        root.Subcommands.Add(CompletionVerb.Create(terminal));
        root.Subcommands.Add(HelpVerb.Create(terminal, root));
        HelpWithExamples.AddTo(root);
        return root;
    }
}
