using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga ls</c>: buckets, or objects and folders.</summary>
internal static class ListVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var urls = new Argument<string[]>("url") { Description = "s3:// for the buckets, s3://bucket/prefix for what begins with the prefix, or a pattern.", HelpName = "url", Arity = ArgumentArity.OneOrMore };
        var selection = new SelectionOptions("List all keys below the prefix, not one folder level.");
        var command = new Command("ls", "Lists buckets, or objects and folders.") { urls };
        selection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var opener = new StoreOpener(parsed, options, terminal);
            var filter = selection.Filter(parsed);
            var json = parsed.GetValue(options.Json);
            var report = new ItemReport(terminal, json) { IsMany = parsed.GetValue(urls)!.Length > 1 };
            foreach (var url in parsed.GetValue(urls)!)
            {
                await report.EachAsync(url, () => StoreOpener.Parse(url).Bucket.Length == 0
                    ? BucketsAsync(url, opener, json, terminal, cancellationToken)
                    : ObjectsAsync(url, parsed.GetValue(selection.Recursive), filter, opener, json, terminal, cancellationToken)).ConfigureAwait(false);
            }

            foreach (var pattern in filter.UnusedIncludes) terminal.Message($"virga: --include '{pattern}' matches nothing.");
            return report.ExitCode;
        });
        return command;
    }

    private static async Task BucketsAsync(string url, StoreOpener opener, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var (account, _) = await opener.OpenAccountAsync(url, cancellationToken).ConfigureAwait(false);
        await using (account.ConfigureAwait(false))
        {
            await foreach (var bucket in account.ListBucketsAsync(cancellationToken: cancellationToken).ConfigureAwait(false)) Write(terminal, bucket, json);
        }
    }

    private static async Task ObjectsAsync(string url, bool recursive, ObjectFilter filter, StoreOpener opener, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var place = await opener.OpenAsync(url, cancellationToken).ConfigureAwait(false);
        if (!recursive && place.Pattern is null)
        {
            await OneLevelAsync(place, filter, json, terminal, cancellationToken).ConfigureAwait(false);
            return;
        }

        await foreach (var item in new StoreSelection(place, recursive: true, filter).ItemsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Fault is null) Write(terminal, item.Row, json);
            else if (place.Pattern is not null || !filter.IsEmpty) throw item.Fault;
        }
    }

    private static async Task OneLevelAsync(OpenedStore place, ObjectFilter filter, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var cut = place.Key.LastIndexOf('/') + 1;
        var (seen, shown) = (0L, 0L);
        await foreach (var entry in place.Store.ListEntriesAsync(place.Key, new ListOptions { Delimiter = "/" }, cancellationToken).ConfigureAwait(false))
        {
            seen++;
            if (!filter.Accepts(entry.Key[cut..].TrimEnd('/'))) continue;
            shown++;
            if (entry.IsPrefix) WritePrefix(terminal, entry.Key, json);
            else Write(terminal, entry.Object, json);
        }

        if (shown == 0 && !filter.IsEmpty) throw new ObjectStoreException(ErrorKind.NotFound, $"None of the {seen} entries of '{place.UrlOf(place.Key)}' passes {filter}. Add -r to look below its folders.");
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
