using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga stat</c>: what is known of an object.</summary>
internal static class StatVerb
{
    private static readonly Dictionary<string, string> NoMetadata = new(StringComparer.Ordinal);

    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var urls = new Argument<string[]>("url") { Description = "Objects, such as s3://bucket/key, or patterns.", HelpName = "url", Arity = ArgumentArity.OneOrMore };
        var command = new Command("stat", "Tells what is known of objects.") { urls };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var json = parsed.GetValue(options.Json);
            var report = new ItemReport(terminal, json);
            var selections = await ObjectSelections.OpenAsync(parsed.GetValue(urls)!, "stat", new StoreOpener(parsed, options, terminal), cancellationToken).ConfigureAwait(false);
            report.IsMany = selections.Count > 1 || selections[0].IsMany;
            foreach (var selection in selections)
            {
                await foreach (var item in selection.ItemsAsync(cancellationToken).ConfigureAwait(false))
                {
                    await report.EachAsync(item.Source, async () =>
                    {
                        if (item.Fault is { } fault) throw fault;
                        var info = await item.Place!.Store.StatAsync(item.Key, cancellationToken: cancellationToken).ConfigureAwait(false);
                        if (json) WriteJson(terminal, info);
                        else WriteText(terminal, info, isFirst: report.Done == 0);
                    }, item.Key.Length == 0 ? null : item.Key).ConfigureAwait(false);
                }
            }

            return report.ExitCode;
        });
        return command;
    }

    private static void WriteJson(Terminal terminal, ObjectInfo info) => JsonLine.Write(terminal, line =>
    {
        line.WriteString("key", info.Key);
        line.Number("size", info.Size);
        line.Date("lastModified", info.LastModified);
        foreach (var (name, value) in Texts(info)) line.Text(name, value);
        line.WriteStartObject("metadata");
        foreach (var (name, value) in info.Metadata ?? NoMetadata) line.WriteString(name, value);
        line.WriteEndObject();
    });

    private static void WriteText(Terminal terminal, ObjectInfo info, bool isFirst)
    {
        if (!isFirst) terminal.Line("");
        terminal.Line($"key: {Text.Printable(info.Key)}");
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"size: {info.Size}"));
        if (info.LastModified is { } modified) terminal.Line($"lastModified: {modified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}");
        foreach (var (name, value) in Texts(info))
        {
            if (value is not null) terminal.Line($"{name}: {Text.Printable(value)}");
        }

        foreach (var (name, value) in info.Metadata ?? NoMetadata) terminal.Line($"metadata.{Text.Printable(name)}: {Text.Printable(value)}");
    }

    private static IEnumerable<(string Name, string? Value)> Texts(ObjectInfo info) =>
    [
        ("revision", info.Revision),
        ("version", info.Version),
        ("contentType", info.ContentType),
        ("cacheControl", info.CacheControl),
        ("contentDisposition", info.ContentDisposition),
        ("contentEncoding", info.ContentEncoding),
        ("contentLanguage", info.ContentLanguage),
        ("storageClass", info.StorageClass),
        ("checksum", info.Checksum.IsNone ? null : info.Checksum.ToString()),
    ];
}
