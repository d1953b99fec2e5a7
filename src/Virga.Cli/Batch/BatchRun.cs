using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Batch;

/// <summary>Runs the commands of a file, several at once, in this process.</summary>
internal sealed class BatchRun(string file, ParseResult parsed, GlobalOptions options, Terminal terminal, int jobs, bool dryRun, bool failFast) : IDisposable
{
    private const int MostFaults = 20;
    private readonly SemaphoreSlim _output = new(1);
    private long _done;
    private long _failed;

    private string Name => file == "-" ? "standard input" : file;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // A file is read twice, so that nothing runs of one that cannot be right.
        if (file != "-" && !await CheckAsync(cancellationToken).ConfigureAwait(false)) return ExitCode.WrongUsage;
        using var reader = Open();
        using var places = new SemaphoreSlim(jobs);
        var running = new HashSet<Task>();
        var number = 0L;
        try
        {
            while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text)
            {
                number++;
                if (Read(number, text) is not { } line) continue;
                await places.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (failFast && Interlocked.Read(ref _failed) > 0)
                {
                    places.Release();
                    break;
                }

                running.RemoveWhere(static task => task.IsCompletedSuccessfully);
                running.Add(OneAsync(line, places, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Each command that ran tells what it left behind.
        }
        finally
        {
            // Lines that run end by themselves, or were told to by the same token.
            await Task.WhenAll(running).ConfigureAwait(false);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            terminal.Message($"virga: interrupted after {_done + _failed} commands.");
            return ExitCode.Failed;
        }

        if (_done + _failed == 0) terminal.Message($"virga: {Name} holds no commands.");
        else terminal.Message($"{_done} of {_done + _failed} commands done{(_failed > 0 ? $", {_failed} failed" : "")}");
        return _failed == 0 ? ExitCode.Done : _done == 0 ? ExitCode.Failed : ExitCode.PartlyDone;
    }

    public void Dispose() => _output.Dispose();

    private StreamReader Open() => file == "-" ? new StreamReader(terminal.Input, leaveOpen: true) : new StreamReader(file);

    private async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        using var reader = Open();
        var (number, faults) = (0L, 0);
        while (faults < MostFaults && await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text)
        {
            number++;
            try
            {
                BatchLine.Read(number, text, parsed, options, dryRun);
            }
            catch (UsageException e)
            {
                faults++;
                terminal.Message($"virga: {Name}:{number}: {e.Message}");
            }
        }

        if (faults > 0) terminal.Message("virga: nothing of it was run.");
        return faults == 0;
    }

    private BatchLine? Read(long number, string text)
    {
        try
        {
            return BatchLine.Read(number, text, parsed, options, dryRun);
        }
        catch (UsageException e)
        {
            Interlocked.Increment(ref _failed);
            terminal.Message($"virga: {Name}:{number}: {e.Message} (exit code {ExitCode.WrongUsage})");
            return null;
        }
    }

    private async Task OneAsync(BatchLine line, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        // Who reads the lines must not wait for the first one's work.
        await Task.Yield();
        try
        {
            var place = $"{Name}:{line.Number}";
            var output = new LineOutput(terminal.Output, _output);
            await using var closeOutput = output.ConfigureAwait(false);
            var messages = new LineMessages(terminal, place);
            await using var closeMessages = messages.ConfigureAwait(false);
            int code;
            try
            {
                using var own = new Terminal(Stream.Null, output, messages, isErrorInteractive: false, terminal.Environment);
                code = await VirgaCommand.RunAsync(line.Words, own, options.Stores, cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(options.Json)) WriteJson(own, line, code);
            }
            finally
            {
                await output.EndAsync(CancellationToken.None).ConfigureAwait(false);
            }

            if (code == ExitCode.Done) Interlocked.Increment(ref _done);
            else Interlocked.Increment(ref _failed);
            terminal.Message($"{place}: exit code {code}: {line.Shown}");
        }
        finally
        {
            places.Release();
        }
    }

    private void WriteJson(Terminal own, BatchLine line, int code) => JsonLine.Write(own, member =>
    {
        member.WriteString("file", file);
        member.WriteNumber("line", line.Number);
        member.WriteString("command", line.Shown);
        member.WriteNumber("exitCode", code);
    });
}
