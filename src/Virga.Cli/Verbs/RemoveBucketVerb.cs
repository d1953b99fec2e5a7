using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Verbs;

/// <summary><c>virga rb</c>: removes a bucket.</summary>
internal static class RemoveBucketVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "The bucket, such as s3://bucket.", HelpName = "url" };
        var force = new Option<bool>("--force") { Description = "Delete what it holds first." };
        var command = new Command("rb", "Removes an empty bucket, or with --force one with all it holds.") { url, force };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (account, bucket) = await new StoreOpener(parsed, options, terminal).OpenAccountAsync(BucketUrl.Check(parsed.GetValue(url)!, "rb"), cancellationToken).ConfigureAwait(false);
            await using (account.ConfigureAwait(false))
            {
                await account.DeleteBucketAsync(bucket, parsed.GetValue(force), cancellationToken).ConfigureAwait(false);
            }

            if (parsed.GetValue(options.Json)) JsonLine.Write(terminal, line => line.WriteString("removed", bucket));
            else terminal.Message($"removed {bucket}");
            return ExitCode.Done;
        });
        return command;
    }
}
