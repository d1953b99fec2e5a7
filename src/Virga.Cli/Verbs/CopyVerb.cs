using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Copying;
using Virga.Storage;

namespace Virga.Cli.Verbs;

/// <summary><c>virga cp</c>: between files, standard input and output, and stores.</summary>
internal static class CopyVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var source = new Argument<string>("source") { Description = "A path, a store URL, or - for standard input." };
        var target = new Argument<string>("target") { Description = "A path, a store URL, or - for standard output. A target that ends in / is a folder." };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Copy a folder, or every object below a prefix." };
        var noOverwrite = new Option<bool>("--no-overwrite") { Description = "Fail when the target exists." };
        var contentType = new Option<string?>("--content-type") { Description = "The media type of what is stored.", HelpName = "type" };
        var partSize = new Option<string?>("--part-size") { Description = "The size of the parts of a large object, such as 16MiB.", HelpName = "size" };
        var parallel = new Option<int?>("--parallel") { Description = "How many parts move at once. Default 4.", HelpName = "count" };
        var command = new Command("cp", "Copies between files, standard input and output, and stores.") { source, target, recursive, noOverwrite, contentType, partSize, parallel };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // They are settings of the stores, so that a profile may give what the command line does not.
            var transfer = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["part-size"] = parsed.GetValue(partSize) is { } size ? Math.Max(1, Quantity.ParseSize(size, "--part-size")).ToString(CultureInfo.InvariantCulture) : null,
                ["parallel"] = parsed.GetValue(parallel) is { } count ? (count > 0 ? count : throw new UsageException("--parallel is at least 1.")).ToString(CultureInfo.InvariantCulture) : null,
            };
            var upload = new UploadOptions { ContentType = parsed.GetValue(contentType), IfNoneMatch = parsed.GetValue(noOverwrite) ? ETag.Any : default(ETag?) };
            var copy = new CopyCommand(
                Place.Parse(parsed.GetValue(source)!),
                Place.Parse(parsed.GetValue(target)!),
                new CopyOptions(parsed.GetValue(recursive), parsed.GetValue(noOverwrite), upload, new DownloadOptions()),
                new StoreOpener(parsed, options, terminal, transfer),
                new CopyReport(terminal, parsed.GetValue(options.Json)),
                terminal);
            return await copy.RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
