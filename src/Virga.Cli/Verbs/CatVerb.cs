using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Verbs;

/// <summary><c>virga cat</c>: an object to standard output.</summary>
internal static class CatVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "The object, such as s3://bucket/key.", HelpName = "url" };
        var command = new Command("cat", "Writes an object to standard output.") { url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var place = await new StoreOpener(parsed, options, terminal).OpenAsync(parsed.GetValue(url)!, cancellationToken).ConfigureAwait(false);
            await using (place.ConfigureAwait(false))
            {
                if (place.Key.Length == 0) throw new UsageException("cat takes an object, such as s3://bucket/key; this URL names a bucket.");
                await place.Store.DownloadToStreamAsync(place.Key, terminal.Output, cancellationToken: cancellationToken).ConfigureAwait(false);
                await terminal.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
