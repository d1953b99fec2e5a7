using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class ListConformance : StoreSuite
{
    private static readonly string[] Tree = ["a.txt", "a/1", "a/2", "a/b/1", "a/b/2", "a/c/1", "ab", "b/1", "z"];

    [SkippableFact]
    public async Task AnEmptyBucketListsNothing()
    {
        await using var session = await OpenAsync();
        Assert.Empty(await KeysAsync(session.Store));
        Assert.Empty(await AllAsync(session.Store.ListFolderAsync()));
    }

    [SkippableFact]
    public async Task KeysComeInOrder()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Tree.Reverse());
        Assert.Equal(Tree, await KeysAsync(session.Store));
    }

    [SkippableTheory]
    [InlineData("a", 7)]
    [InlineData("a/", 5)]
    [InlineData("a/b/", 2)]
    [InlineData("a/b/1", 1)]
    [InlineData("nothing", 0)]
    [Parity("PH-16")]
    public async Task APrefixIsPlainText(string prefix, int count)
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Tree);
        var keys = await KeysAsync(session.Store, prefix);
        Assert.Equal(count, keys.Count);
        Assert.All(keys, key => Assert.StartsWith(prefix, key, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task AFolderShowsObjectsAndPrefixesInOneOrder()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Tree);
        Assert.Equal(["a.txt", "a/", "ab", "b/", "z"], (await AllAsync(session.Store.ListFolderAsync())).Select(e => e.Key));
        var inner = await AllAsync(session.Store.ListFolderAsync("a"));
        Assert.Equal(["a/1", "a/2", "a/b/", "a/c/"], inner.Select(e => e.Key));
        Assert.Equal([false, false, true, true], inner.Select(e => e.IsPrefix));
    }

    [SkippableFact]
    public async Task ADelimiterMayBeAnyText()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, ["x-1-a", "x-1-b", "x-2", "y"]);
        Assert.Equal(["x-", "y"], (await AllAsync(session.Store.ListEntriesAsync(null, new ListOptions { Delimiter = "-" }))).Select(e => e.Key));
        Assert.Equal(["x-1-", "x-2"], (await AllAsync(session.Store.ListEntriesAsync("x-", new ListOptions { Delimiter = "-" }))).Select(e => e.Key));
    }

    [SkippableTheory]
    [InlineData("a/2", new[] { "a/b/1", "a/b/2", "a/c/1", "ab", "b/1", "z" })]
    [InlineData("a/20", new[] { "a/b/1", "a/b/2", "a/c/1", "ab", "b/1", "z" })]
    [InlineData("z", new string[0])]
    [InlineData("0", new[] { "a.txt", "a/1", "a/2", "a/b/1", "a/b/2", "a/c/1", "ab", "b/1", "z" })]
    public async Task AListingStartsAfterAKey(string after, string[] expected)
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Tree);
        Assert.Equal(expected, await KeysAsync(session.Store, null, new ListOptions { StartAfter = after }));
    }

    [SkippableFact]
    [Parity("CB-08")]
    [Parity("CB-11")]
    public async Task PagesAreFollowedAndTakenUpAgain()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Tree);
        Assert.Equal(Tree, await KeysAsync(session.Store, null, new ListOptions { PageSize = 2 }));

        var first = await FirstAsync(session.Store.ListPagesAsync(null, new ListOptions { PageSize = 3 }));
        Assert.True(first.Objects.Count is > 0 and <= 3);
        Assert.NotNull(first.Continuation);
        var rest = await KeysAsync(session.Store, null, new ListOptions { PageSize = 3, Continuation = first.Continuation });
        Assert.Equal(Tree, first.Objects.Select(o => o.Key).Concat(rest));
    }

    [SkippableFact]
    public async Task PagesOfAFolderNameEachPrefixOnce()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Enumerable.Range(0, 30).Select(i => $"f{i / 10}/{i:D2}").Append("g"));
        Assert.Equal(["f0/", "f1/", "f2/", "g"], (await AllAsync(session.Store.ListFolderAsync(null, new ListOptions { PageSize = 2 }))).Select(e => e.Key));
    }

    [SkippableFact]
    [Parity("CB-08")]
    public async Task ALimitEndsTheListing()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Tree);
        Assert.Equal(Tree[..4], await KeysAsync(session.Store, null, new ListOptions { Limit = 4 }));
        Assert.Equal(Tree[..4], await KeysAsync(session.Store, null, new ListOptions { Limit = 4, PageSize = 3 }));
    }

    [SkippableFact]
    [Parity("PH-16")]
    public async Task MoreThanAThousandKeysAreAllListed()
    {
        await using var session = await OpenAsync();
        var keys = Enumerable.Range(0, 1005).Select(i => $"k{i:D5}").ToList();
        await FillAsync(session.Beneath, keys);
        Assert.Equal(keys, await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task ListStopsWhenTheTokenIsCancelled()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Beneath, Tree);
        using var source = new CancellationTokenSource();
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in session.Store.ListAsync(null, new ListOptions { PageSize = 1 }, source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });
        Assert.Equal(1, seen);
    }

    [SkippableFact]
    public async Task KeysAreOrderedByTheirUtf8Bytes()
    {
        await using var session = await OpenAsync();
        var keys = new[] { "a", "é", "\ue000", "😀" }.Where(Harness.AllowsKey).ToArray();
        await FillAsync(session.Beneath, keys.Reverse());
        Assert.Equal(keys, await KeysAsync(session.Store));
    }

    private static async Task<ListingPage> FirstAsync(IAsyncEnumerable<ListingPage> pages)
    {
        await foreach (var page in pages)
        {
            if (page.Objects.Count > 0) return page;
        }

        throw new InvalidOperationException("No page holds a row.");
    }
}
