using System.Text;
using Virga.Cli.Console;

namespace Virga.Cli.Batch;

/// <summary>The standard error of one line of a batch: its messages, each with the place of the line before it.</summary>
internal sealed class LineMessages(Terminal terminal, string place) : TextWriter
{
    private const string Own = "virga: ";

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        // A message comes as a line; nothing else is meant for whoever reads the batch's messages.
    }

    public override void WriteLine(string? value)
    {
        var text = value ?? "";
        terminal.Message($"{place}: {(text.StartsWith(Own, StringComparison.Ordinal) ? text[Own.Length..] : text)}");
    }
}
