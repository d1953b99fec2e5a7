using System.Text.Json;
using Virga.Generated.Tests.Palette;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class PaletteTests
{
    [Fact]
    public async Task EveryParameterGoesOutInItsStyle()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = new PaletteClient(Clients.Over(handler));
        var shade = new Shade { R = 1, Names = ["a b", "c"], Mix = new() { R = 2 } };

        await client.FindShadesAsync(
            "p/q",
            [1, 2],
            "l",
            new Shade { R = 3, G = 4 },
            "s 1",
            shade: shade,
            tags: ["x", "y"],
            days: [new(2026, 11, 20), new(2026, 11, 21)],
            next: "/a?b",
            any: JsonDocument.Parse("[1,\"two\"]").RootElement,
            extra: new Dictionary<string, string> { ["k"] = "v" },
            where: new Shade { R = 5 },
            since: new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
            id: "query",
            id2: "header",
            @class: "c",
            xShade: new Shade { R = 6, G = 7 },
            recent: ["r", "s"],
            last: new Shade { R = 8 });

        Assert.Equal(
            "/shades/p%2Fq/1,2.l;R=3;G=4?shade%5BR%5D=1&shade%5Bnames%5D%5B0%5D=a%20b&shade%5Bnames%5D%5B1%5D=c&shade%5Bmix%5D%5BR%5D=2&tags=x%7Cy"
            + "&days=2026-11-20%202026-11-21&next=/a?b&any=1&any=two&k=v&where=%7B%22R%22%3A5%7D&since=%222026-11-20T00%3A00%3A00Z%22&id=query&class=c",
            handler.Single.Target);
        Assert.Equal("R=6,G=7", handler.Single.Header("X-Shade"));
        Assert.Equal("header", handler.Single.Header("id"));
        Assert.Equal("session=s%201; recent=r,s; R=8", handler.Single.Header("Cookie"));
    }

    [Fact]
    public async Task WhatIsNotGivenIsNotSent()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = new PaletteClient(Clients.Over(handler));

        await client.FindShadesAsync("p", [1], "l", new Shade { R = 3 }, "s", tags: [], extra: new Dictionary<string, string>());

        Assert.Equal("/shades/p/1.l;R=3", handler.Single.Target);
        Assert.Equal("session=s", handler.Single.Header("Cookie"));
    }
}
