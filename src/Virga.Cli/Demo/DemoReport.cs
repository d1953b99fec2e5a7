using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Demo;

/// <summary>What the demo did, a line a step on standard output.</summary>
internal sealed class DemoReport(Terminal terminal, bool json)
{
    public void Step(string step, string text)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("step", step);
                line.WriteString("text", text);
            });
        }
        else terminal.Line($"{step,-10}  {Console.Text.Printable(text)}");

        terminal.Flush();
    }

    public void Transfer(string step, long bytes, int parts, TimeSpan time, Checksum checksum)
    {
        var rate = bytes / Math.Max(time.TotalSeconds, 1e-6);
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("step", step);
                line.WriteNumber("bytes", bytes);
                line.WriteNumber("parts", Math.Max(1, parts));
                line.WriteNumber("seconds", Math.Round(time.TotalSeconds, 3));
                line.WriteNumber("bytesPerSecond", Math.Round(rate));
                line.Text("checksum", checksum.IsNone ? null : checksum.ToString());
            });
            terminal.Flush();
            return;
        }

        var sum = checksum.IsNone ? "" : $", {checksum}";
        Step(step, string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes in {(parts < 2 ? "one piece" : $"{parts} parts")}, {time.TotalSeconds:0.00} s, {Quantity.Size(rate)}/s{sum}"));
    }

    public int Fail(string step, string text)
    {
        Step(step, $"FAILED: {text}");
        return ExitCode.Failed;
    }
}
