using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Selecting;

namespace Virga.Cli.Verbs;

/// <summary><c>virga cat</c>: objects to standard output, one after the other.</summary>
internal static class CatVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var urls = new Argument<string[]>("url") { Description = "Objects, or patterns whose objects come in the order of their keys.", HelpName = "url", Arity = ArgumentArity.OneOrMore };
        var command = new Command("cat", "Writes objects to standard output, one after the other.") { urls };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var selections = await ObjectSelections.OpenAsync(parsed.GetValue(urls)!, "cat", new StoreOpener(parsed, options, terminal), cancellationToken).ConfigureAwait(false);
            foreach (var selection in selections)
            {
                await foreach (var item in selection.ItemsAsync(cancellationToken).ConfigureAwait(false))
                {
                    // What comes behind a gap would not be what was asked for, so the first fault ends it.
                    if (item.Fault is { } fault) throw fault;
                    await item.Place!.Store.DownloadToStreamAsync(item.Key, terminal.Output, cancellationToken: cancellationToken).ConfigureAwait(false);
                }
            }

            await terminal.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
