using System.Runtime.CompilerServices;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Selecting;

namespace Virga.Cli.Copying;

/// <summary>From sources and a target to transfers. Everything that can be wrong with the command line is found by <see cref="OpenAsync"/>, before anything moves.</summary>
internal sealed class TransferPlan
{
    private readonly IReadOnlyList<ISelection> _sources;
    private readonly OpenedStore? _store;
    private readonly string _target;
    private readonly bool _isFolder;
    private readonly CopyOptions _options;
    private readonly ObjectFilter _filter;
    private readonly ITransferWay _way;

    private TransferPlan(IReadOnlyList<ISelection> sources, OpenedStore? store, string target, bool isFolder, CopyOptions options, ObjectFilter filter, ITransferWay way)
    {
        _sources = sources;
        _store = store;
        _target = target;
        _isFolder = isFolder;
        _options = options;
        _filter = filter;
        _way = way;
    }

    public bool IsMany => _sources.Count > 1 || _sources[0].IsMany;

    public static async Task<TransferPlan> OpenAsync(IReadOnlyList<Place> sources, Place target, CopyOptions options, ObjectFilter filter, StoreOpener opener, MemoryBudget memory, CancellationToken cancellationToken)
    {
        if (sources.Concat([target]).Any(place => place.Kind == PlaceKind.Standard)) throw new UsageException(options.Move ? "mv takes no standard input or output: name a path or a store URL." : "Standard input or output is copied by itself: one source, one target.");
        if (target.Kind == PlaceKind.Path && sources.Any(source => source.Kind == PlaceKind.Path)) throw new UsageException($"{options.Verb} goes to or from a store: name a URL such as s3://bucket/key as source or target.");

        var store = target.Kind == PlaceKind.Store ? await opener.OpenTargetAsync(target.Text, cancellationToken).ConfigureAwait(false) : null;
        var selections = new List<ISelection>();
        foreach (var source in sources) selections.Add(await SelectAsync(source, sources.Count > 1, options, filter, opener, cancellationToken).ConfigureAwait(false));

        var isMany = selections.Count > 1 || selections[0].IsMany;
        var isFolder = isMany || (store?.IsFolder ?? (Directory.Exists(target.Text) || Path.EndsInDirectorySeparator(target.Text)));
        CheckTarget(target, store, options, isMany);
        foreach (var selection in selections.OfType<StoreSelection>()) CheckOverlap(selection, store, target, options);
        return new TransferPlan(selections, store, target.Text, isFolder, options, filter, store is null ? new DownloadWay(options, memory) : new StoreWay(store, options, memory));
    }

    public async IAsyncEnumerable<Transfer> TransfersAsync(Terminal terminal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Two sources may have a file of the same name; the second would silently replace the first.
        // So may two keys that differ in case alone, where the file system does not tell them apart.
        var foldsCase = _store is null && !OperatingSystem.IsLinux();
        var taken = _sources.Count > 1 || foldsCase ? new Dictionary<string, string>(foldsCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal) : null;
        foreach (var source in _sources)
        {
            await foreach (var item in source.ItemsAsync(cancellationToken).ConfigureAwait(false))
            {
                var transfer = Plan(source, item);
                if (transfer is null) continue;
                if (taken is not null && transfer.Fault is null && !taken.TryAdd(transfer.Target, item.Source)) transfer = Transfer.Failing(item, new UsageException($"'{transfer.Target}' is the target of '{taken[transfer.Target]}' already. Give one of them a target of its own."));
                yield return transfer;
            }
        }

        foreach (var pattern in _filter.UnusedIncludes) terminal.Message($"virga: --include '{pattern}' matches nothing.");
    }

    private static async Task<ISelection> SelectAsync(Place source, bool several, CopyOptions options, ObjectFilter filter, StoreOpener opener, CancellationToken cancellationToken)
    {
        if (source.Kind == PlaceKind.Path) return LocalSelection.Open(source.Text, options.Recursive, several, opener.IsRaw, filter);
        var place = await opener.OpenAsync(source.Text, cancellationToken).ConfigureAwait(false);
        if (place is { Pattern: null, IsFolder: true } && !options.Recursive) throw new UsageException($"'{source}' names no object. Add -r to take what is below it, or a pattern such as '{place.UrlOf(place.Key)}*'.");
        return new StoreSelection(place, options.Recursive, filter);
    }

    private static void CheckTarget(Place target, OpenedStore? store, CopyOptions options, bool isMany)
    {
        if (!isMany) return;
        if (store is null && File.Exists(target.Text)) throw new UsageException($"'{target}' is a file, and several need a folder.");
        if (options.Recursive || store is { IsFolder: true } || Path.EndsInDirectorySeparator(target.Text) || (store is null && Directory.Exists(target.Text))) return;
        throw new UsageException($"Several need a folder to go to: end the target in a slash, as in '{target}/'.");
    }

    // The listing would meet its own copies, without end.
    private static void CheckOverlap(StoreSelection source, OpenedStore? target, Place shown, CopyOptions options)
    {
        // One server may have two addresses, and then the source that is deleted is the target.
        if (options.Move && target is not null && source.Place.Root == target.Root && !source.Place.IsPlaceOf(target)) throw new UsageException($"mv cannot tell whether '{source.Place.Root}' and '{shown}' are one bucket. Copy with cp, look, and then delete with rm.");
        if (target is null || source.Place.Pattern is not null || !source.IsMany || !source.Place.IsPlaceOf(target)) return;
        if (target.UrlOf(target.Folder).StartsWith(source.Place.UrlOf(source.Place.Key), StringComparison.Ordinal))
        {
            throw new UsageException($"'{shown}' lies below '{source.Place.UrlOf(source.Place.Key)}', so what {(options.Move ? "was moved would be moved" : "was copied would be copied")} again. Name a target outside of it.");
        }
    }

    // Consoles make empty objects that end in a slash, to show a folder; a file cannot have such a name.
    private bool IsFolderMark(SelectedItem item) => _store is null && item.Size is 0 or null && item.Key.EndsWith('/');

    // A listing that may meet what is made of it would never end, or take it once more.
    private void CheckAgain(ISelection source, SelectedItem item)
    {
        if (_store is null || source is not StoreSelection { IsMany: true } selection || !selection.Place.IsPlaceOf(_store)) return;

        // Compared by URL: folders within folders are stores of their own.
        var url = _store.UrlOf(_store.Folder + item.Name);
        var root = selection.Place.UrlOf("");
        if (url.StartsWith(root, StringComparison.Ordinal) && selection.Takes(url[root.Length..])) throw new UsageException($"'{item.Source}' would become '{url}', which is one of the sources as well. Name a target outside of '{selection.Place.UrlOf(selection.Place.Pattern?.Text ?? selection.Prefix)}'.");
    }

    private Transfer Measured(SelectedItem item, string target)
    {
        var transfer = _way.Plan(item, target);
        if (item.Place is not { } from || item.Size is not null) return transfer;
        return transfer with { MeasureAsync = async token => (await from.Store.StatAsync(item.Key, cancellationToken: token).ConfigureAwait(false)).Size };
    }

    private Transfer? Plan(ISelection source, SelectedItem item)
    {
        if (item.Fault is { } fault) return Transfer.Failing(item, fault);
        if (IsMany && IsFolderMark(item)) return null;
        CheckAgain(source, item);
        try
        {
            if (_store is null) return Measured(item, _isFolder ? LocalTarget.Below(_target, item.Name, item.Key) : _target);
            var key = _isFolder ? _store.Folder + item.Name : _store.Key;
            if (key.Length == 0) return null;
            var url = _store.UrlOf(key);
            if (url == item.Source && item.Place?.IsPlaceOf(_store) == true) throw new UsageException($"'{item.Source}' would be {(_options.Move ? "moved" : "copied")} onto itself. Name another target.");
            return Measured(item, key);
        }
        catch (UsageException e) when (IsMany)
        {
            return Transfer.Failing(item, e);
        }
    }
}
