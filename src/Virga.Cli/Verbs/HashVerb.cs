using System.CommandLine;
using System.Runtime.CompilerServices;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Hashing;
using Virga.Cli.Selecting;

namespace Virga.Cli.Verbs;

/// <summary><c>virga hash</c>: checksums of objects and files, and lists of them checked.</summary>
internal static class HashVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var places = new Argument<string[]>("place") { Description = "Objects, files or patterns, or - for standard input. With --check: the folder or prefix that the names of the list are below.", HelpName = "place", Arity = ArgumentArity.ZeroOrMore };
        var algorithm = new Option<string?>("--algorithm", "-a") { Description = "Which checksum. Default sha256; with --stored the one that the server keeps.", HelpName = "name" };
        algorithm.AcceptOnlyFromAmong(HashName.All);
        var stored = new Option<bool>("--stored") { Description = "Take the server's word where it keeps the checksum, and read the object only where it keeps none." };
        var check = new Option<string?>("--check", "-c") { Description = "Compare with the checksums of this list, as sha256sum writes it; - reads it from standard input.", HelpName = "file" };
        var jobs = JobsOption.Create("How many are read at once.");
        var selection = new SelectionOptions("Take all files of a folder, or all objects below a prefix.");
        var command = new Command("hash", "Writes or checks checksums of objects and files.") { places, algorithm, stored, check, jobs };
        selection.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var chosen = parsed.GetValue(algorithm) is { } name ? HashName.Parse(name) : default(ChecksumAlgorithm?);
            var given = parsed.GetValue(places) ?? [];
            var opener = new StoreOpener(parsed, options, terminal);
            var json = parsed.GetValue(options.Json);
            var count = JobsOption.Read(parsed, jobs);
            if (parsed.GetValue(check) is { } list)
            {
                if (given.Length > 1) throw new UsageException("With --check at most one place is named: the folder or prefix that the names of the list are below.");
                return new HashCheck(list, given.FirstOrDefault(), chosen, parsed.GetValue(stored), opener, terminal, json, count).RunAsync(cancellationToken);
            }

            if (given.Length == 0) throw new UsageException("hash takes objects or files, such as s3://bucket/key, or --check and a list.");
            return ListAsync(given, parsed.GetValue(selection.Recursive), selection.Filter(parsed), new HashSource(chosen, parsed.GetValue(stored)), tagged: chosen is null && parsed.GetValue(stored), opener, terminal, json, count, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ListAsync(string[] places, bool recursive, ObjectFilter filter, HashSource source, bool tagged, StoreOpener opener, Terminal terminal, bool json, int jobs, CancellationToken cancellationToken)
    {
        var selections = new List<ISelection>();
        foreach (var text in places)
        {
            var place = Place.Parse(text);
            if (place.Kind == PlaceKind.Store)
            {
                var opened = await opener.OpenAsync(text, cancellationToken).ConfigureAwait(false);
                if (opened is { Pattern: null, IsFolder: true } && !recursive) throw new UsageException($"'{text}' names no object. Add -r to take what is below it.");
                selections.Add(new StoreSelection(opened, recursive, filter));
            }
            else selections.Add(place.Kind == PlaceKind.Standard ? new StandardInput() : LocalSelection.Open(text, recursive, keepFolderName: false, opener.IsRaw, filter));
        }

        var report = new ItemReport(terminal, json) { IsMany = selections.Count > 1 || selections[0].IsMany };
        await OrderedWork.RunAsync(
            AllAsync(selections, cancellationToken),
            jobs,
            (item, token) => item.Source == "-" ? source.OfStreamAsync(terminal.Input, token) : source.OfAsync(item, token),
            (item, result) => report.EachAsync(item.Source, async () => Write(terminal, item, await result().ConfigureAwait(false), tagged, json), item.Key.Length == 0 ? null : item.Key),
            cancellationToken).ConfigureAwait(false);
        foreach (var pattern in filter.UnusedIncludes) terminal.Message($"virga: --include '{pattern}' matches nothing.");
        return report.ExitCode;
    }

    private static async IAsyncEnumerable<SelectedItem> AllAsync(IEnumerable<ISelection> selections, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var selection in selections)
        {
            await foreach (var item in selection.ItemsAsync(cancellationToken).ConfigureAwait(false)) yield return item;
        }
    }

    private static void Write(Terminal terminal, SelectedItem item, Hashed hashed, bool tagged, bool json)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.Text("key", item.Place is null ? null : item.Key);
                line.WriteString("source", item.Source);
                line.Number("bytes", hashed.Bytes);
                line.WriteString("algorithm", HashName.Of(hashed.Checksum.Algorithm));
                line.WriteString("hex", Convert.ToHexStringLower(hashed.Checksum.Value.Span));
                line.WriteString("checksum", hashed.Checksum.ToString());
                line.WriteBoolean("stored", hashed.IsStored);
            });
            return;
        }

        var text = new ChecksumLine(hashed.Checksum, item.Source);
        terminal.Line(tagged ? text.Tagged() : text.Plain());
    }

    private sealed class StandardInput : ISelection
    {
        public bool IsMany => false;

        public async IAsyncEnumerable<SelectedItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask.WaitAsync(cancellationToken).ConfigureAwait(false);
            yield return new SelectedItem("-", "-", null);
        }
    }
}
