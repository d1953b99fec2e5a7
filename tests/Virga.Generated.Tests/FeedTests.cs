using Sample = Virga.Generated.Tests.Feed;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class FeedTests
{
    [Fact]
    public async Task ATokenInAHeaderIsFollowed()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "items": ["a"] }""", "application/json", ("X-Next", "n1")).Answer(200, """{ "items": ["b"] }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        Assert.Equal(["a", "b"], await client.ListByTokenAsync().ToListAsync());
        Assert.Equal(["/v1/tokens", "/v1/tokens?cursor=n1"], handler.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task ANumberIsFollowed()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "items": ["a"], "nextNumber": 2 }""").Answer(200, """{ "items": ["b"] }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        Assert.Equal(["a", "b"], await client.ListByNumberAsync().ToListAsync());
        Assert.Equal(["/v1/numbers", "/v1/numbers?page=2"], handler.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task SeveralMarkersAreFollowedTogether()
    {
        var handler = new ScriptedHandler()
            .Answer(200, """{ "items": ["a"], "next": "a", "nextVersion": "2" }""")
            .Answer(200, """{ "items": ["a"], "next": "a", "nextVersion": "1" }""")
            .Answer(200, """{ "items": ["b"], "next": "b", "nextVersion": "" }""")
            .Answer(200, """{ "items": ["c"] }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        var pages = await client.ListVersionsPagesAsync().ToListAsync();

        Assert.Equal(["a", "a", "b", "c"], pages.SelectMany(page => page.Items));
        Assert.Equal(["/v1/versions", "/v1/versions?name=a&version=2", "/v1/versions?name=a&version=1", "/v1/versions?name=b"], handler.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task TheSameMarkersTwiceAreAFault()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, """{ "next": "a", "nextVersion": "2" }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.ListVersionsPagesAsync().ToListAsync());

        Assert.Equal((ErrorKind.MalformedResponse, 2), (error.Kind, handler.Requests.Count));
    }

    [Theory]
    [InlineData("https://feed.example.com/v1/links?tag=x&after=1")]
    [InlineData("/v1/links?tag=x&after=1")]
    public async Task ALinkIsFollowed(string link)
    {
        var handler = new ScriptedHandler().Answer(200, $$"""{ "items": ["a"], "next": "{{link}}" }""").Answer(200, """{ "items": ["b"] }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        Assert.Equal(["a", "b"], await client.ListByLinkAsync(tag: "x").ToListAsync());
        Assert.Equal(["/v1/links?tag=x", "/v1/links?tag=x&after=1"], handler.Requests.Select(request => request.Target));
        Assert.Equal("Bearer secret", handler.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task ALinkToAForeignHostGetsNoCredentials()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "items": ["a"], "next": "https://evil.example.net/steal" }""").Answer(200, """{ "items": ["b"] }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.ListByLinkAsync().ToListAsync());

        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task OffsetsCountTheItems()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "items": ["a", "b"] }""").Answer(200, """{ "items": ["c"] }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        Assert.Equal(["a", "b", "c"], await client.ListByOffsetAsync(limit: 2).ToListAsync());
        Assert.Equal(["/v1/offsets?offset=0&limit=2", "/v1/offsets?offset=2&limit=2"], handler.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task TheLastItemIsTheMarkerOfTheNextPage()
    {
        var handler = new ScriptedHandler().Answer(200, """[ { "name": "a" }, { "name": "b" } ]""").Answer(200, "[]");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        Assert.Equal(["a", "b"], (await client.ListByNameAsync().ToListAsync()).Select(item => item.Name));
        Assert.Equal("/v1/names?marker=b", handler.Requests[1].Target);
    }

    [Fact]
    public async Task PagesAreGivenAsTheyAre()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "items": ["a"], "nextNumber": 2 }""").Answer(200, """{ "items": ["b"] }""");
        using var client = new Sample.FeedClient(Clients.Over(handler));

        var pages = await client.ListByNumberPagesAsync().ToListAsync();

        Assert.Equal([2L, null], pages.Select(page => page.NextNumber));
    }
}
