using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>The operands and options that <c>cp</c> and <c>mv</c> share, and the run of either.</summary>
internal sealed class CopyFlags(bool move)
{
    private readonly Argument<string[]> _places = new("source... target") { Description = "One or several sources, then the target: paths, store URLs, or - for standard input or output. A target that ends in / is a folder.", HelpName = "source... target", Arity = ArgumentArity.OneOrMore };
    private readonly SelectionOptions _selection = new(move ? "Move a folder, or every object below a prefix." : "Copy a folder, or every object below a prefix.");
    private readonly Option<bool> _noOverwrite = new("--no-overwrite") { Description = "Fail when the target exists." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only tell what would be done." };
    private readonly Option<string?> _contentType = new("--content-type") { Description = "The media type of what is stored.", HelpName = "type" };
    private readonly Option<string?> _partSize = new("--part-size") { Description = "The size of the parts of a large object, such as 16MiB.", HelpName = "size" };
    private readonly Option<int?> _parallel = new("--parallel") { Description = "How many parts of one object move at once. Default 4.", HelpName = "count" };
    private readonly Option<int> _jobs = JobsOption.Create("How many objects move at once.");
    private readonly Option<string> _memory = new("--memory") { Description = "What the buffers of all transfers may take together.", DefaultValueFactory = _ => "256MiB", HelpName = "size" };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "End with the first failure; the others go on otherwise." };

    public Command Create(Terminal terminal, GlobalOptions options)
    {
        var command = move ? new Command("mv", "Moves between files and stores: copies, looks at the copy, deletes the source.") : new Command("cp", "Copies between files, standard input and output, and stores.");
        command.Arguments.Add(_places);
        _selection.AddTo(command);
        foreach (var option in (Option[])[_dryRun, _noOverwrite, _contentType, _jobs, _parallel, _partSize, _memory, _failFast]) command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, options, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, GlobalOptions options, CancellationToken cancellationToken)
    {
        var places = parsed.GetValue(_places)!.Select(Place.Parse).ToList();
        if (places.Count < 2) throw new UsageException($"{(move ? "mv" : "cp")} takes at least one source and a target, and only '{places[0]}' was given.");
        var dryRun = parsed.GetValue(_dryRun);
        var json = parsed.GetValue(options.Json);
        var flags = Flags(parsed);
        var opener = new StoreOpener(parsed, options, terminal, TransferSettings(parsed));
        var report = new TransferReport(terminal, json, dryRun ? flags.Would : null);
        if (!move && places.Count == 2)
        {
            var standard = new StandardCopy(flags, opener, report, terminal, dryRun);
            if (places[0].Kind == PlaceKind.Standard && places[1].Kind == PlaceKind.Store) return await standard.UploadAsync(places[1].Text, cancellationToken).ConfigureAwait(false);
            if (places[0].Kind == PlaceKind.Store && places[1].Kind == PlaceKind.Standard) return await standard.DownloadAsync(places[0].Text, cancellationToken).ConfigureAwait(false);
        }

        var memory = new MemoryBudget(Math.Max(1, Quantity.ParseSize(parsed.GetValue(_memory)!, "--memory")));
        var plan = await TransferPlan.OpenAsync(places[..^1], places[^1], flags, _selection.Filter(parsed), opener, memory, cancellationToken).ConfigureAwait(false);
        var draw = terminal.CanDraw && !(json && terminal.IsOutputInteractive);
        var runner = new TransferRunner(terminal, report, JobsOption.Read(parsed, _jobs), draw, dryRun, parsed.GetValue(_failFast));
        return await runner.RunAsync(plan.TransfersAsync(terminal, cancellationToken), plan.IsMany, cancellationToken).ConfigureAwait(false);
    }

    private CopyOptions Flags(ParseResult parsed)
    {
        var noOverwrite = parsed.GetValue(_noOverwrite);
        var upload = new UploadOptions { ContentType = parsed.GetValue(_contentType), IfNoneMatch = noOverwrite ? ETag.Any : default(ETag?) };
        return new CopyOptions(parsed.GetValue(_selection.Recursive), noOverwrite, move, upload);
    }

    // They are settings of the stores, so that a profile may give what the command line does not.
    private Dictionary<string, string?> TransferSettings(ParseResult parsed) => new(StringComparer.Ordinal)
    {
        ["part-size"] = parsed.GetValue(_partSize) is { } size ? Math.Max(1, Quantity.ParseSize(size, "--part-size")).ToString(CultureInfo.InvariantCulture) : null,
        ["parallel"] = parsed.GetValue(_parallel) is { } count ? (count > 0 ? count : throw new UsageException("--parallel is at least 1.")).ToString(CultureInfo.InvariantCulture) : null,
    };
}
