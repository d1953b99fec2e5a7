using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Demo;

namespace Virga.Cli.Verbs;

/// <summary><c>virga demo</c>: the main job once, on an embedded endpoint or a store of one's own.</summary>
internal static class DemoVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var store = new Option<string?>("--store") { Description = "Run against this bucket, such as s3://bucket?endpoint=http://127.0.0.1:7480, and not against the embedded endpoint.", HelpName = "url" };
        var size = new Option<string>("--size") { Description = "How large the file is.", DefaultValueFactory = _ => "256MiB", HelpName = "size" };
        var partSize = new Option<string>("--part-size") { Description = "How large its parts are.", DefaultValueFactory = _ => "16MiB", HelpName = "size" };
        var parallel = new Option<int>("--parallel") { Description = "How many parts move at once.", DefaultValueFactory = _ => 4, HelpName = "count" };
        var command = new Command("demo", "Uploads a file in parallel parts, lists, downloads, compares, signs a URL, reads it, cleans up, and prints what it did.") { store, size, partSize, parallel };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = new DemoPlan(
                Quantity.ParseSize(parsed.GetValue(size)!, "--size"),
                Math.Max(1, Quantity.ParseSize(parsed.GetValue(partSize)!, "--part-size")),
                parsed.GetValue(parallel) is > 0 and var count ? count : throw new UsageException("--parallel is at least 1."));
            return parsed.GetValue(store) is { } url
                ? await DemoRun.OnStoreAsync(plan, url, new StoreOpener(parsed, options, terminal), terminal, parsed.GetValue(options.Json), cancellationToken).ConfigureAwait(false)
                : await DemoRun.OnLocalCloudAsync(plan, terminal, parsed.GetValue(options.Json), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
