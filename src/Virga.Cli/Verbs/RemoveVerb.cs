using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Removing;
using Virga.Cli.Selecting;

namespace Virga.Cli.Verbs;

/// <summary><c>virga rm</c>: removes objects, with -r all below a prefix.</summary>
internal static class RemoveVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var urls = new Argument<string[]>("url") { Description = "Objects or patterns, or with -r prefixes.", HelpName = "url", Arity = ArgumentArity.OneOrMore };
        var selection = new SelectionOptions("Remove every object whose key begins so. End it in / for a folder.");
        var all = new Option<bool>("--all") { Description = "Allow what names a whole bucket: with -r no prefix, or a pattern of nothing but wildcards." };
        var maxDelete = new Option<long?>("--max-delete") { Description = "Count first, and remove nothing when there are more.", HelpName = "count" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be removed." };
        var command = new Command("rm", "Removes objects, or with -r all below a prefix.") { urls };
        selection.AddTo(command);
        command.Options.Add(all);
        command.Options.Add(maxDelete);
        command.Options.Add(dryRun);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var recursive = parsed.GetValue(selection.Recursive);
            var filter = selection.Filter(parsed);
            var opener = new StoreOpener(parsed, options, terminal);
            var selections = new List<StoreSelection>();
            foreach (var url in parsed.GetValue(urls)!)
            {
                var place = await opener.OpenAsync(url, cancellationToken).ConfigureAwait(false);
                Check(url, place, recursive, parsed.GetValue(all));
                selections.Add(new StoreSelection(place, recursive, filter));
            }

            if (parsed.GetValue(maxDelete) is < 0) throw new UsageException("--max-delete is 0 or more.");
            var removal = new Removal(selections, terminal, parsed.GetValue(options.Json), parsed.GetValue(dryRun));
            if (parsed.GetValue(maxDelete) is { } most) await removal.CheckCountAsync(most, cancellationToken).ConfigureAwait(false);
            var code = await removal.RunAsync(cancellationToken).ConfigureAwait(false);
            foreach (var pattern in filter.UnusedIncludes) terminal.Message($"virga: --include '{pattern}' matches nothing.");
            return code;
        });
        return command;
    }

    private static void Check(string url, OpenedStore place, bool recursive, bool all)
    {
        if (place.Pattern is { IsEverything: true } && !all) throw new UsageException($"'{url}' names a whole bucket: its pattern is nothing but wildcards. Add --all when that is meant, or --raw when they belong to the key.");
        if (place.Key.Length > 0) return;
        if (!recursive) throw new UsageException($"'{url}' names a bucket. Name an object, add -r to remove what is below a prefix, or use rb for the bucket.");
        if (!all) throw new UsageException($"'{url}' names a whole bucket. Add --all to remove everything in it, or name a prefix.");
    }
}
