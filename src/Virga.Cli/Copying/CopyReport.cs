using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Copying;

/// <summary>Tells each item that was copied or failed, and counts them for the exit code.</summary>
internal sealed class CopyReport(Terminal terminal, bool json)
{
    private int _done;
    private int _failed;

    public int ExitCode => _failed == 0 ? Cli.ExitCode.Done : _done == 0 ? Cli.ExitCode.Failed : Cli.ExitCode.PartlyDone;

    public void Done(string source, string target, string key, long bytes, long bytesSent, Checksum checksum)
    {
        _done++;
        if (!json)
        {
            terminal.Message($"{source} -> {target} ({Quantity.Size(bytes)})");
            return;
        }

        JsonLine.Write(terminal, line =>
        {
            line.WriteString("key", key);
            line.WriteString("source", source);
            line.WriteString("target", target);
            line.WriteNumber("bytes", bytes);
            line.WriteNumber("bytesSent", bytesSent);
            line.WriteNumber("partsReused", 0);
            line.Text("checksum", checksum.IsNone ? null : checksum.ToString());
        });
    }

    /// <summary>One item of several: its failure is told, and the others go on.</summary>
    public async Task EachAsync(string item, Func<Task> copy)
    {
        try
        {
            await copy().ConfigureAwait(false);
        }
        catch (Exception e) when (e is VirgaException or IOException or UnauthorizedAccessException or UsageException or ArgumentException)
        {
            Failed(item, e);
        }
    }

    private void Failed(string item, Exception error)
    {
        _failed++;
        terminal.Message($"virga: {item}: {Faults.Describe(error)}");
        if (!json) return;
        JsonLine.Write(terminal, line =>
        {
            line.WriteString("key", item);
            line.WriteString("error", (error as VirgaException)?.Kind.ToString() ?? nameof(ErrorKind.InvalidArgument));
            line.WriteString("message", error.Message);
        });
    }
}
