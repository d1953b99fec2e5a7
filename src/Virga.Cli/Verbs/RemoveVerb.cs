using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga rm</c>: removes an object, or with -r all below a prefix.</summary>
internal static class RemoveVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "The object, or with -r the prefix.", HelpName = "url" };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Remove every object whose key begins so." };
        var all = new Option<bool>("--all") { Description = "With -r and no prefix: remove everything in the bucket." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be removed." };
        var command = new Command("rm", "Removes an object, or with -r all below a prefix.") { url, recursive, all, dryRun };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = parsed.GetValue(url)!;
            var json = parsed.GetValue(options.Json);
            var place = await new StoreOpener(parsed, options, terminal).OpenAsync(text, cancellationToken).ConfigureAwait(false);
            await using (place.ConfigureAwait(false))
            {
                var (store, key) = (place.Store, place.Key);
                if (parsed.GetValue(recursive))
                {
                    if (key.Length == 0 && !parsed.GetValue(all)) throw new UsageException($"'{text}' names a whole bucket. Add --all to remove everything in it, or name a prefix.");
                    return await RemovePrefixAsync(store, key, parsed.GetValue(dryRun), json, terminal, cancellationToken).ConfigureAwait(false);
                }

                if (key.Length == 0) throw new UsageException($"'{text}' names a bucket. Name an object, add -r to remove what is below a prefix, or use rb for the bucket.");
                if (!parsed.GetValue(dryRun)) await store.DeleteAsync(key, cancellationToken: cancellationToken).ConfigureAwait(false);
                Tell(terminal, key, parsed.GetValue(dryRun), json);
                return ExitCode.Done;
            }
        });
        return command;
    }

    private static async Task<int> RemovePrefixAsync(ObjectStore store, string prefix, bool dryRun, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        if (dryRun)
        {
            await foreach (var item in store.ListAsync(prefix, cancellationToken: cancellationToken).ConfigureAwait(false)) Tell(terminal, item.Key, true, json);
            return ExitCode.Done;
        }

        var result = await store.DeletePrefixAsync(prefix, new DeletePrefixOptions { AllowEmptyPrefix = prefix.Length == 0 }, cancellationToken).ConfigureAwait(false);
        foreach (var failure in result.Failures) terminal.Message($"virga: {Text.Printable(failure.Key)}: {failure.Message ?? failure.Kind.ToString()}");
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("prefix", prefix);
                line.WriteNumber("removed", result.Deleted);
                line.WriteNumber("failed", result.Failures.Count);
            });
        }
        else terminal.Message($"removed {result.Deleted} {(result.Deleted == 1 ? "object" : "objects")}");
        return result.Failures.Count == 0 ? ExitCode.Done : result.Deleted == 0 ? ExitCode.Failed : ExitCode.PartlyDone;
    }

    private static void Tell(Terminal terminal, string key, bool dryRun, bool json)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("key", key);
                line.WriteBoolean("removed", !dryRun);
            });
        }
        else if (dryRun) terminal.Line(Text.Printable(key));
        else terminal.Message($"removed {Text.Printable(key)}");
    }
}
