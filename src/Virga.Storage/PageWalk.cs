using System.Runtime.CompilerServices;
using Virga.Storage.Driver;

namespace Virga.Storage;

/// <summary>Follows the pages of one listing, hides what the driver gives before the beginning, and stops listings that never end.</summary>
internal sealed class PageWalk(IObjectStoreDriver driver, string bucket, string? prefix, ListOptions options, string? hiddenPrefix)
{
    // A provider may give empty pages while it skips deleted keys; so many in a row are a fault.
    private const int MostEmptyPages = 1000;

    private string? _lastKey;
    private string? _lastPrefix;

    public async IAsyncEnumerable<ListingPage> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = driver.Capabilities.List;
        var size = Math.Min(options.PageSize ?? list.MaxPage, list.MaxPage);
        if (options.Limit is { } limit) size = (int)Math.Max(1, Math.Min(size, limit));
        var continuation = options.Continuation;
        var startFrom = continuation is null && list.Start != ListStart.None ? options.StartAfter : null;
        var empty = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await driver.ListAsync(new ListQuery(prefix, options.Delimiter, startFrom, continuation, size), cancellationToken).ConfigureAwait(false);
            startFrom = null;
            var checkedPage = Check(page);
            if (page.Continuation is { } next && next == continuation) throw Endless($"gave the same continuation twice in a row ({page.Objects.Count} rows between)");
            empty = page.Objects.Count + page.Prefixes.Count == 0 ? empty + 1 : 0;
            if (empty > MostEmptyPages) throw Endless($"gave {MostEmptyPages} empty pages in a row");
            yield return checkedPage;
            if (page.Continuation is null) yield break;
            continuation = page.Continuation;
        }
    }

    private ListingPage Check(ListPage page)
    {
        var objects = page.Objects;
        if (objects.Count > 0)
        {
            if (_lastKey is not null && KeyOrder.Instance.Compare(objects[0].Key, _lastKey) <= 0) throw Endless($"went backwards from '{_lastKey}' to '{objects[0].Key}'");
            _lastKey = objects[^1].Key;
        }

        var prefixes = page.Prefixes;
        if (prefixes.Count > 0)
        {
            // Some providers name a prefix again when its keys go over the end of a page.
            if (_lastPrefix is not null && KeyOrder.Instance.Compare(prefixes[0], _lastPrefix) < 0) throw Endless($"went backwards from '{_lastPrefix}' to '{prefixes[0]}'");
            if (prefixes[0] == _lastPrefix) prefixes = [.. prefixes.Skip(1)];
            if (prefixes.Count > 0) _lastPrefix = prefixes[^1];
        }

        var after = options.StartAfter;
        var skipsObjects = after is not null && objects.Count > 0 && KeyOrder.Instance.Compare(objects[0].Key, after) <= 0;
        if (skipsObjects) objects = [.. objects.SkipWhile(o => KeyOrder.Instance.Compare(o.Key, after) <= 0)];
        if (after is not null && prefixes.Count > 0 && IsBefore(prefixes[0], after)) prefixes = [.. prefixes.Where(p => !IsBefore(p, after))];
        if (hiddenPrefix is not null)
        {
            if (objects.Any(o => o.Key.StartsWith(hiddenPrefix, StringComparison.Ordinal))) objects = [.. objects.Where(o => !o.Key.StartsWith(hiddenPrefix, StringComparison.Ordinal))];
            if (prefixes.Any(p => p.StartsWith(hiddenPrefix, StringComparison.Ordinal))) prefixes = [.. prefixes.Where(p => !p.StartsWith(hiddenPrefix, StringComparison.Ordinal))];
        }

        return new ListingPage(objects, prefixes, page.Continuation);
    }

    // A prefix that the start itself lies in may still have keys behind the start.
    private static bool IsBefore(string prefix, string after) => KeyOrder.Instance.Compare(prefix, after) <= 0 && !after.StartsWith(prefix, StringComparison.Ordinal);

    private ObjectStoreException Endless(string what) => new(ErrorKind.MalformedResponse, $"The listing of bucket '{bucket}' would never end: the provider {what}.") { Bucket = bucket };
}
