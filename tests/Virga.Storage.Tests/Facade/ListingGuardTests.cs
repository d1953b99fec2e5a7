using Virga.Storage.Driver;
using Virga.Storage.Tests.Transfers;

namespace Virga.Storage.Tests.Facade;

public sealed class ListingGuardTests
{
    private static readonly ListedObject[] Rows = [new("a", 1, null, null), new("b", 1, null, null)];

    [Fact]
    public Task TheSameTokenTwiceEndsTheListing() => EndsAsync(query => new ListPage(query.Continuation is null ? Rows : [], [], "again"), "same continuation");

    [Fact]
    public Task APageThatGoesBackwardsEndsTheListing() => EndsAsync(query => new ListPage(Rows, [], query.Continuation + "x"), "went backwards");

    [Fact]
    public Task EmptyPagesWithoutEndEndTheListing() => EndsAsync(query => new ListPage([], [], query.Continuation + "x"), "empty pages");

    [Fact]
    public async Task AnEmptyPageInTheMiddleIsFollowed()
    {
        var rig = new Rig();
        rig.Driver.Pages = query => query.Continuation switch
        {
            null => new ListPage([Rows[0]], [], "1"),
            "1" => new ListPage([], [], "2"),
            _ => new ListPage([Rows[1]], [], null),
        };
        var keys = new List<string>();
        await foreach (var row in rig.Store.ListAsync()) keys.Add(row.Key);
        Assert.Equal(["a", "b"], keys);
    }

    [Fact]
    public async Task PagesAreFetchedOnlyWhenTheyAreAskedFor()
    {
        var rig = new Rig();
        rig.Driver.Pages = query => new ListPage([new ListedObject($"k{rig.Driver.CountOf("list"):D3}", 1, null, null)], [], $"{rig.Driver.CountOf("list")}");
        await foreach (var row in rig.Store.ListAsync())
        {
            if (row.Key == "k003") break;
        }

        Assert.Equal(3, rig.Driver.CountOf("list"));
    }

    private static async Task EndsAsync(Func<ListQuery, ListPage> pages, string reason)
    {
        var rig = new Rig();
        rig.Driver.Pages = pages;
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () =>
        {
            await foreach (var row in rig.Store.ListAsync()) Assert.NotNull(row.Key);
        });
        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal("rig", error.Bucket);
    }
}
