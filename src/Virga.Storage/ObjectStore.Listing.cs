using System.Runtime.CompilerServices;
using Virga.Storage.Driver;

namespace Virga.Storage;

public sealed partial class ObjectStore
{
    /// <summary>Lists objects in the order of their keys' UTF-8 bytes, page by page as they are asked for, in memory of one page.</summary>
    /// <param name="prefix">Only keys that begin so; null or empty for all.</param>
    /// <param name="options">Where to begin and end; null for everything. With a delimiter the rows behind it are left out: see <see cref="ListEntriesAsync"/>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<ListedObject> ListAsync(string? prefix = null, ListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var left = options?.Limit ?? long.MaxValue;
        if (left <= 0) yield break;
        await foreach (var page in ListPagesAsync(prefix, options, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page.Objects)
            {
                yield return row;
                if (--left == 0) yield break;
            }
        }
    }

    /// <summary>Lists one level: objects, and for keys that go on behind the delimiter their common prefix, in one order.</summary>
    /// <param name="folder">The folder, without or with the delimiter at its end; null or empty for the top.</param>
    /// <param name="options">Where to begin and end; the delimiter is <c>/</c> when it is not given.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public IAsyncEnumerable<ListEntry> ListFolderAsync(string? folder = null, ListOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ListOptions();
        var delimiter = options.Delimiter ?? "/";
        var prefix = string.IsNullOrEmpty(folder) || folder.EndsWith(delimiter, StringComparison.Ordinal) ? folder : folder + delimiter;
        return ListEntriesAsync(prefix, options with { Delimiter = delimiter }, cancellationToken);
    }

    /// <summary>Lists objects and the common prefixes that the delimiter cuts off, in one order within each page.</summary>
    /// <param name="prefix">Only keys that begin so; null or empty for all.</param>
    /// <param name="options">The delimiter, and where to begin and end.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<ListEntry> ListEntriesAsync(string? prefix = null, ListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var left = options?.Limit ?? long.MaxValue;
        if (left <= 0) yield break;
        await foreach (var page in ListPagesAsync(prefix, options, cancellationToken).ConfigureAwait(false))
        {
            var (o, p) = (0, 0);
            while (o < page.Objects.Count || p < page.Prefixes.Count)
            {
                var objectFirst = p == page.Prefixes.Count || (o < page.Objects.Count && KeyOrder.Instance.Compare(page.Objects[o].Key, page.Prefixes[p]) < 0);
                yield return objectFirst ? new ListEntry(page.Objects[o++]) : new ListEntry(page.Prefixes[p++]);
                if (--left == 0) yield break;
            }
        }
    }

    /// <summary>Lists page by page, with the continuation of each.</summary>
    /// <param name="prefix">Only keys that begin so; null or empty for all.</param>
    /// <param name="options">Where to begin and end; null for everything. The limit bounds the size of a page here, not their number.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.MalformedResponse"/> when the provider gives the same page again and again.</exception>
    public IAsyncEnumerable<ListingPage> ListPagesAsync(string? prefix = null, ListOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ListOptions();
        if (options.PageSize is < 1) throw new ArgumentOutOfRangeException(nameof(options), options.PageSize, "A page has at least one row.");
        if (options.Delimiter is "") throw new ArgumentException("A delimiter has at least one character; null for none.", nameof(options));
        if (prefix?.Contains('\0') == true) throw new ObjectStoreException(ErrorKind.InvalidArgument, "The prefix holds a NUL character.") { Bucket = Bucket };
        var hidden = Capabilities.Chunks.Mode == Chunking.Composed && prefix?.StartsWith(_options.SegmentPrefix, StringComparison.Ordinal) != true ? _options.SegmentPrefix : null;
        return new PageWalk(_driver, Bucket, string.IsNullOrEmpty(prefix) ? null : prefix, options, hidden).PagesAsync(cancellationToken);
    }
}
