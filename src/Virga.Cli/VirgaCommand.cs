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
            using var help = new StreamWriter(terminal.Output, leaveOpen: true);
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = help, Error = terminal.Error }, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            terminal.Message($"virga: {e.Message}");
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Message("virga: interrupted; unfinished uploads were aborted.");
            return ExitCode.Failed;
        }
        catch (VirgaException e)
        {
            terminal.Message($"virga: {Describe(e)}");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Message($"virga: {e.Message}");
            return ExitCode.Failed;
        }
        finally
        {
            terminal.Flush();
        }
    }

    /// <summary>An error in one line: what happened, and what support will ask for.</summary>
    public static string Describe(Exception error)
    {
        if (error is not VirgaException e) return error.Message;
        var details = new List<string>();
        if (e.Status is { } status) details.Add($"status {status}");
        if (e.Code is { } code && !e.Message.Contains(code, StringComparison.Ordinal)) details.Add($"code {code}");
        if (e.RequestId is { } id && !e.Message.Contains(id, StringComparison.Ordinal)) details.Add($"request {id}");
        return details.Count == 0 ? e.Message : $"{e.Message} ({string.Join(", ", details)})";
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
        return root;
    }
}
