using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga du</c>: how much lies below prefixes, folder by folder.</summary>
internal static class DiskUsageVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var urls = new Argument<string[]>("url") { Description = "Buckets, prefixes or patterns.", HelpName = "url", Arity = ArgumentArity.OneOrMore };
        var depth = new Option<int>("--depth", "-d") { Description = "How many levels of folders get a line of their own; 0 for the total only.", DefaultValueFactory = _ => 1, HelpName = "count" };
        var bytes = new Option<bool>("--bytes", "-b") { Description = "Write sizes in bytes." };
        var selection = new SelectionOptions("Taken for the sake of habit: du always counts all below.");
        var command = new Command("du", "Tells how many bytes and objects lie below a prefix.") { urls, depth, bytes };
        selection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(depth) < 0) throw new UsageException("--depth is 0 or more.");
            var opener = new StoreOpener(parsed, options, terminal);
            var filter = selection.Filter(parsed);
            var json = parsed.GetValue(options.Json);
            var report = new ItemReport(terminal, json) { IsMany = parsed.GetValue(urls)!.Length > 1 };
            foreach (var url in parsed.GetValue(urls)!)
            {
                await report.EachAsync(url, async () =>
                {
                    var place = await opener.OpenAsync(url, cancellationToken).ConfigureAwait(false);
                    await CountAsync(new StoreSelection(place, recursive: true, filter), parsed.GetValue(depth), line => Write(terminal, place, line, json, parsed.GetValue(bytes)), cancellationToken).ConfigureAwait(false);
                }).ConfigureAwait(false);
            }

            foreach (var pattern in filter.UnusedIncludes) terminal.Message($"virga: --include '{pattern}' matches nothing.");
            return report.ExitCode;
        });
        return command;
    }

    /// <summary>Counts as the listing comes: keys of one folder come together, so that only the folders above the current key are held.</summary>
    private static async Task CountAsync(StoreSelection selection, int depth, Action<UsageLine> write, CancellationToken cancellationToken)
    {
        var total = new UsageLine(selection.Place.Pattern?.Text ?? selection.Prefix, IsTotal: true);
        var open = new Stack<UsageLine>();
        await foreach (var item in selection.ItemsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Fault is { } fault)
            {
                if (selection.IsSlip) throw fault;
                break;
            }

            while (open.TryPeek(out var last) && !item.Key.StartsWith(last.Prefix, StringComparison.Ordinal)) write(open.Pop());
            var from = item.Key.Length - item.Name.Length;
            if (open.TryPeek(out var above)) from = above.Prefix.Length;
            while (open.Count < depth && item.Key.IndexOf('/', from) is var slash and >= 0)
            {
                from = slash + 1;
                open.Push(new UsageLine(item.Key[..from], IsTotal: false));
            }

            foreach (var line in open) line.Add(item.Row);
            total.Add(item.Row);
        }

        while (open.TryPop(out var line)) write(line);
        write(total);
    }

    private static void Write(Terminal terminal, OpenedStore place, UsageLine usage, bool json, bool inBytes)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("prefix", usage.Prefix);
                line.WriteNumber("bytes", usage.Bytes);
                line.WriteNumber("objects", usage.Objects);
                line.WriteBoolean("total", usage.IsTotal);
            });
            return;
        }

        var size = inBytes ? usage.Bytes.ToString(CultureInfo.InvariantCulture) : Quantity.Size(usage.Bytes);
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{size,14}  {usage.Objects,10}  {Text.Printable(place.UrlOf(usage.Prefix))}{(usage.IsTotal ? "  (total)" : "")}"));
    }

    private sealed record UsageLine(string Prefix, bool IsTotal)
    {
        public long Bytes { get; private set; }

        public long Objects { get; private set; }

        public void Add(ListedObject item)
        {
            Bytes += item.Size ?? 0;
            Objects++;
        }
    }
}
