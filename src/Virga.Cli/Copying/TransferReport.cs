using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Copying;

/// <summary>Tells each item that was copied, moved or failed, and counts them for the exit code. Safe for concurrent calls.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="json">Whether as JSON.</param>
/// <param name="would">What a dry run would do, such as copy; null when it is done.</param>
internal sealed class TransferReport(Terminal terminal, bool json, string? would = null)
{
    private const int NamesAtTheEnd = 20;
    private readonly Lock _lock = new();
    private readonly List<string> _failedNames = [];
    private long _done;
    private long _failed;
    private long _bytes;

    public int ExitCode => _failed == 0 ? Cli.ExitCode.Done : _done == 0 ? Cli.ExitCode.Failed : Cli.ExitCode.PartlyDone;

    public bool HasFailures => Interlocked.Read(ref _failed) > 0;

    public void Done(Transfer transfer, TransferOutcome outcome)
    {
        lock (_lock)
        {
            _done++;
            _bytes += outcome.Bytes;
            if (json) WriteJson(transfer, outcome.Bytes, outcome.BytesSent, outcome.Checksum);
            else terminal.Message($"{transfer.Source} -> {transfer.Target} ({Quantity.Size(outcome.Bytes)})");
        }
    }

    /// <summary>A dry run: the same line, with what would be done.</summary>
    public void Would(Transfer transfer)
    {
        lock (_lock)
        {
            _done++;
            if (json) WriteJson(transfer, transfer.Size, 0, default);
            else terminal.Line(Text.Printable($"would {would} {transfer.Source} -> {transfer.Target}{(transfer.Size is { } size ? $" ({Quantity.Size(size)})" : "")}"));
        }
    }

    public void Failed(string? key, string item, Exception error)
    {
        lock (_lock)
        {
            _failed++;
            if (_failedNames.Count < NamesAtTheEnd) _failedNames.Add(item);
            terminal.Message($"virga: {item}: {Faults.Describe(error)}");
            if (json) JsonLine.Failure(terminal, key, item, error);
        }
    }

    /// <summary>What many came to: how much in what time, and once more those that failed.</summary>
    public void Sum(TimeSpan time)
    {
        if (_done + _failed < 2) return;
        if (would is not null)
        {
            if (_done > 0) terminal.Message($"would {would} {Objects(_done)}");
        }
        else if (_done > 0) terminal.Message(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Objects(_done)}, {Quantity.Size(_bytes)} in {time.TotalSeconds:0.0} s, {Quantity.Size(_bytes / Math.Max(time.TotalSeconds, 0.001))}/s"));
        if (_failed == 0) return;
        var more = _failed > _failedNames.Count ? $" and {_failed - _failedNames.Count} more" : "";
        terminal.Message($"virga: {_failed} of {_done + _failed} failed: {string.Join(", ", _failedNames)}{more}");
    }

    private static string Objects(long count) => count == 1 ? "1 object" : $"{count} objects";

    private void WriteJson(Transfer transfer, long? bytes, long bytesSent, Checksum checksum) => JsonLine.Write(terminal, line =>
    {
        line.Text("key", transfer.Key);
        line.WriteString("source", transfer.Source);
        line.WriteString("target", transfer.Target);
        line.Number("bytes", bytes);
        line.WriteNumber("bytesSent", bytesSent);
        line.WriteNumber("partsReused", 0);
        line.Text("checksum", checksum.IsNone ? null : checksum.ToString());
        if (would is not null) line.WriteString("would", would);
    });
}
