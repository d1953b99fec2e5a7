using System.Globalization;
using Virga.Cli.Console;

namespace Virga.Cli.Specs;

/// <summary>The members of an adapter document: mapped, by hand, unsupported. The share is that of what is mapped among mapped and by hand.</summary>
internal static class AdapterListing
{
    public static void Write(Terminal terminal, AdapterReading adapter)
    {
        var document = adapter.Document!;
        terminal.Line($"{adapter.Path}: {document.Class.Text} adapts {string.Join(", ", document.Adapts.Select(type => type.Text))} over {document.Spec.Text}");
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {adapter.Mapped} of {adapter.Mapped + adapter.ByHand} mapped ({Share(adapter)} %), {adapter.ByHand} by hand, {adapter.Unsupported} unsupported"));
        foreach (var member in document.Members) terminal.Line($"  {Text.Printable(member.Key)}  mapped");
        foreach (var member in document.HandWritten) terminal.Line($"  {Text.Printable(member.Key)}  by hand{(Reason(member.Value.Text, member.Key) is { } reason ? ": " + Text.Printable(reason) : "")}");
        foreach (var member in document.Unsupported) terminal.Line($"  {Text.Printable(member.Text)}  unsupported");
    }

    public static void WriteJson(Terminal terminal, AdapterReading adapter)
    {
        var document = adapter.Document!;
        JsonLine.Write(terminal, line =>
        {
            line.WriteString("adapter", document.Class.Text);
            line.WriteString("file", adapter.Path);
            line.WriteNumber("mapped", adapter.Mapped);
            line.WriteNumber("byHand", adapter.ByHand);
            line.WriteNumber("unsupported", adapter.Unsupported);
        });
        foreach (var (member, how, reason) in document.Members.Select(entry => (entry.Key, "mapped", (string?)null))
            .Concat(document.HandWritten.Select(entry => (entry.Key, "byHand", Reason(entry.Value.Text, entry.Key))))
            .Concat(document.Unsupported.Select(node => (node.Text, "unsupported", (string?)null))))
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("adapter", document.Class.Text);
                line.WriteString("member", member);
                line.WriteString("how", how);
                line.Text("reason", reason);
            });
        }
    }

    private static int Share(AdapterReading adapter) => adapter.Mapped + adapter.ByHand == 0 ? 0 : (int)Math.Round(100.0 * adapter.Mapped / (adapter.Mapped + adapter.ByHand));

    private static string? Reason(string text, string member) => text.Length == 0 || text == member ? null : text;
}
