using System.Runtime.CompilerServices;
using Virga.Cli.Arguments;
using Virga.Storage;

namespace Virga.Cli.Selecting;

/// <summary>What a store URL names: an object, all below a prefix, or what a pattern matches.</summary>
internal sealed class StoreSelection(OpenedStore place, bool recursive, ObjectFilter filter) : ISelection
{
    public OpenedStore Place => place;

    public bool IsMany => recursive || place.Pattern is not null;

    /// <summary>What keys must begin with to be listed.</summary>
    public string Prefix => place.Pattern?.Prefix ?? place.Key;

    // Below a folder-like prefix the names are relative to it; below any other prefix, to the folder that it stands in.
    private int Cut => Prefix.LastIndexOf('/') + 1;

    /// <summary>Whether a key is one of those that are named.</summary>
    public bool Takes(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) && place.Pattern?.Matches(key) != false && filter.Accepts(key[Cut..]);

    /// <summary>Whether the absence of objects is a slip of whoever wrote the pattern or the filter, and not merely an empty prefix.</summary>
    public bool IsSlip => place.Pattern is not null || !filter.IsEmpty;

    public async IAsyncEnumerable<SelectedItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!IsMany)
        {
            var name = place.Key[Cut..];
            if (filter.Accepts(name)) yield return new SelectedItem(place.UrlOf(place.Key), name, null) { Place = place, Key = place.Key };
            else yield return SelectedItem.Missing(place.UrlOf(place.Key), $"'{place.UrlOf(place.Key)}' does not pass {filter}.");
            yield break;
        }

        var (listed, taken) = (0L, 0L);
        await foreach (var item in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (place.Pattern?.Matches(item.Key) == false) continue;
            listed++;
            if (!filter.Accepts(item.Key[Cut..])) continue;
            taken++;
            yield return new SelectedItem(place.UrlOf(item.Key), item.Key[Cut..], item.Size) { Place = place, Key = item.Key, Row = item };
        }

        if (taken == 0) yield return SelectedItem.Missing(place.UrlOf(place.Pattern?.Text ?? place.Key), Nothing(listed));
    }

    /// <summary>The rows of the listing that may match: one folder's where that is enough, else all that begin so.</summary>
    public async IAsyncEnumerable<ListedObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (place.Pattern is not { IsOneLevel: true })
        {
            await foreach (var item in place.Store.ListAsync(Prefix, cancellationToken: cancellationToken).ConfigureAwait(false)) yield return item;
            yield break;
        }

        await foreach (var entry in place.Store.ListEntriesAsync(Prefix, new ListOptions { Delimiter = "/" }, cancellationToken).ConfigureAwait(false))
        {
            if (!entry.IsPrefix) yield return entry.Object;
        }
    }

    private string Nothing(long listed)
    {
        if (listed > 0) return $"None of the {listed} objects that '{place.UrlOf(place.Pattern?.Text ?? place.Key)}' names passes {filter}. An --exclude wins over every --include.";
        return place.Pattern is { } pattern
            ? $"No object matches '{place.UrlOf(pattern.Text)}'. Add --raw when its wildcards belong to the key."
            : $"There is no object whose key begins with '{place.UrlOf(place.Key)}'. See what is there with 'virga ls'.";
    }
}
