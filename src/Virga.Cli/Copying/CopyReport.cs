using Virga.Cli.Console;

namespace Virga.Cli.Copying;

/// <summary>Tells each item that was copied or failed, and counts them for the exit code.</summary>
internal sealed class CopyReport(Terminal terminal, bool json)
{
    private int _done;
    private int _failed;

    public int ExitCode => _failed == 0 ? Cli.ExitCode.Done : _done == 0 ? Cli.ExitCode.Failed : Cli.ExitCode.PartlyDone;

    public void Done(string source, string target, string key, long bytes, Checksum checksum)
    {
        _done++;
        if (!json)
        {
            terminal.Message($"{Text.Printable(source)} -> {Text.Printable(target)} ({Arguments.Quantity.Size(bytes)})");
            return;
        }

        JsonLine.Write(terminal, line =>
        {
            line.WriteString("key", key);
            line.WriteString("source", source);
            line.WriteString("target", target);
            line.WriteNumber("bytes", bytes);
            line.WriteNumber("bytesSent", bytes);
            line.WriteNumber("partsReused", 0);
            line.Text("checksum", checksum.IsNone ? null : checksum.ToString());
        });
    }

    public void Failed(string item, Exception error)
    {
        _failed++;
        terminal.Message($"virga: {Text.Printable(item)}: {VirgaCommand.Describe(error)}");
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("key", item);
                line.WriteString("error", (error as VirgaException)?.Kind.ToString() ?? error.GetType().Name);
                line.WriteString("message", error.Message);
            });
        }
    }
}
