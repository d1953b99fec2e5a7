using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga stat</c>: what is known of an object.</summary>
internal static class StatVerb
{
    private static readonly Dictionary<string, string> NoMetadata = new(StringComparer.Ordinal);

    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "The object, such as s3://bucket/key.", HelpName = "url" };
        var command = new Command("stat", "Tells what is known of an object.") { url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var place = await new StoreOpener(parsed, options, terminal).OpenAsync(parsed.GetValue(url)!, cancellationToken).ConfigureAwait(false);
            await using (place.ConfigureAwait(false))
            {
                if (place.Key.Length == 0) throw new UsageException("stat takes an object, such as s3://bucket/key; this URL names a bucket. Use ls for its content.");
                var info = await place.Store.StatAsync(place.Key, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(options.Json)) WriteJson(terminal, info);
                else WriteText(terminal, info);
            }

            return ExitCode.Done;
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

    private static void WriteText(Terminal terminal, ObjectInfo info)
    {
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
