using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga rb</c>: removes a bucket.</summary>
internal static class RemoveBucketVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "The bucket, such as s3://bucket.", HelpName = "url" };
        var force = new Option<bool>("--force") { Description = "Delete what it holds first." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be removed." };
        var command = new Command("rb", "Removes an empty bucket, or with --force one with all it holds.") { url, force, dryRun };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (account, bucket) = await new StoreOpener(parsed, options, terminal).OpenAccountAsync(BucketUrl.Check(parsed.GetValue(url)!, "rb"), cancellationToken).ConfigureAwait(false);
            await using (account.ConfigureAwait(false))
            {
                if (!parsed.GetValue(dryRun)) await account.DeleteBucketAsync(bucket, parsed.GetValue(force), cancellationToken).ConfigureAwait(false);
                else if (!await account.BucketExistsAsync(bucket, cancellationToken).ConfigureAwait(false)) throw new ObjectStoreException(ErrorKind.BucketNotFound, $"There is no bucket '{bucket}'.");
            }

            if (parsed.GetValue(dryRun)) DryRun.Tell(terminal, "remove", bucket, parsed.GetValue(options.Json));
            else if (parsed.GetValue(options.Json)) JsonLine.Write(terminal, line => line.WriteString("removed", bucket));
            else terminal.Message($"removed {bucket}");
            return ExitCode.Done;
        });
        return command;
    }
}
