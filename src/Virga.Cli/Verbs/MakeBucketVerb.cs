using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;

namespace Virga.Cli.Verbs;

/// <summary><c>virga mb</c>: makes a bucket.</summary>
internal static class MakeBucketVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "The bucket, such as s3://bucket.", HelpName = "url" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be made." };
        var command = new Command("mb", "Makes a bucket.") { url, dryRun };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (account, bucket) = await new StoreOpener(parsed, options, terminal).OpenAccountAsync(BucketUrl.Check(parsed.GetValue(url)!, "mb"), cancellationToken).ConfigureAwait(false);
            await using (account.ConfigureAwait(false))
            {
                if (!parsed.GetValue(dryRun)) await account.CreateBucketAsync(bucket, cancellationToken).ConfigureAwait(false);
            }

            if (parsed.GetValue(dryRun)) DryRun.Tell(terminal, "make", bucket, parsed.GetValue(options.Json));
            else if (parsed.GetValue(options.Json)) JsonLine.Write(terminal, line => line.WriteString("bucket", bucket));
            else terminal.Message($"made {bucket}");
            return ExitCode.Done;
        });
        return command;
    }
}
