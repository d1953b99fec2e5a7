using Virga.Cli.Arguments;

namespace Virga.Cli.Selecting;

/// <summary>Opens what verbs that take objects or patterns of them, but no prefixes, are given.</summary>
internal static class ObjectSelections
{
    public static async Task<IReadOnlyList<StoreSelection>> OpenAsync(IEnumerable<string> urls, string verb, StoreOpener opener, CancellationToken cancellationToken)
    {
        var selections = new List<StoreSelection>();
        foreach (var url in urls)
        {
            var place = await opener.OpenAsync(url, cancellationToken).ConfigureAwait(false);
            if (place.Key.Length == 0) throw new UsageException($"{verb} takes objects, such as {place.UrlOf("key")}; '{place.Root}' names a bucket. See what it holds with 'virga ls'.");
            selections.Add(new StoreSelection(place, recursive: false, ObjectFilter.None));
        }

        return selections;
    }
}
