using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga ls</c>: buckets, or objects and folders.</summary>
internal static class ListVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "s3:// for the buckets, s3://bucket/prefix for what begins with the prefix.", HelpName = "url" };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "List all keys below the prefix, not one folder level." };
        var command = new Command("ls", "Lists buckets, or objects and folders.") { url, recursive };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(url)!, parsed.GetValue(recursive), options, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string url, bool recursive, GlobalOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        var opener = new StoreOpener(parsed, options, terminal);
        var json = parsed.GetValue(options.Json);
        if (StoreOpener.Parse(url).Bucket.Length == 0)
        {
            var (account, _) = await opener.OpenAccountAsync(url, cancellationToken).ConfigureAwait(false);
            await using (account.ConfigureAwait(false))
            {
                await foreach (var bucket in account.ListBucketsAsync(cancellationToken: cancellationToken).ConfigureAwait(false)) Write(terminal, bucket, json);
            }

            return ExitCode.Done;
        }

        var place = await opener.OpenAsync(url, cancellationToken).ConfigureAwait(false);
        await using (place.ConfigureAwait(false))
        {
            if (recursive)
            {
                await foreach (var item in place.Store.ListAsync(place.Key, cancellationToken: cancellationToken).ConfigureAwait(false)) Write(terminal, item, json);
            }
            else
            {
                await foreach (var entry in place.Store.ListEntriesAsync(place.Key, new ListOptions { Delimiter = "/" }, cancellationToken).ConfigureAwait(false))
                {
                    if (entry.IsPrefix) WritePrefix(terminal, entry.Key, json);
                    else Write(terminal, entry.Object, json);
                }
            }
        }

        return ExitCode.Done;
    }

    private static void Write(Terminal terminal, BucketInfo bucket, bool json)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("bucket", bucket.Name);
                line.Date("created", bucket.Created);
            });
        }
        else terminal.Line($"{Date(bucket.Created)}  {Printable(bucket.Name)}");
    }

    private static void Write(Terminal terminal, ListedObject item, bool json)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("key", item.Key);
                line.Number("size", item.Size);
                line.Date("lastModified", item.LastModified);
                line.Text("revision", item.Revision);
            });
        }
        else terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{Date(item.LastModified)}  {item.Size,14}  {Printable(item.Key)}"));
    }

    private static void WritePrefix(Terminal terminal, string prefix, bool json)
    {
        if (json) JsonLine.Write(terminal, line => line.WriteString("prefix", prefix));
        else terminal.Line($"{"",19}  {"PRE",14}  {Printable(prefix)}");
    }

    private static string Date(DateTimeOffset? date) => date is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : new string(' ', 19);

    /// <summary>A key may hold line breaks and terminal codes; one line stays one line.</summary>
    private static string Printable(string key) => Text.Printable(key);
}
