using System.Text.Json;
using Virga.Generated.Tests.Shapes;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>Unions as they come and go.</summary>
public sealed class UnionTests
{
    [Fact]
    public async Task EveryKindOfVariantComesBackAsItWasSent()
    {
        var (back, sent) = await Echo(new Drawing
        {
            Text = new DrawingText(["a", "b"]),
            When = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            Amount = 1.5,
            Level = Level.High,
            Only = new Circle { Radius = 2 },
            Figures = [new Circle { Radius = 1 }, new Square { Side = 3, Name = "s" }, new Text { Side = "left" }],
            Named = new Dictionary<string, Figure?> { ["a"] = new Circle { Radius = 4 }, ["b"] = null },
            Tree = new Tree(["leaf", new Tree(new Dictionary<string, Tree> { ["k"] = "v" })]),
        });

        Assert.Equal("""{"text":["a","b"],"when":"2026-02-03T04:05:06Z","amount":1.5,"level":"high","only":{"radius":2},"figures":[{"radius":1},{"side":3,"name":"s"},{"side":"left"}],"named":{"a":{"radius":4},"b":null},"tree":["leaf",{"k":"v"}]}""", sent);
        Assert.True(back.Text!.TryGet(out IReadOnlyList<string>? texts));
        Assert.Equal(["a", "b"], texts);
        Assert.True(back.When!.Is<DateTimeOffset>());
        Assert.Equal(1.5, back.Amount!.Value);
        Assert.Equal(Level.High, back.Level!.Value);
        Assert.Equal([new Circle { Radius = 1 }, new Square { Side = 3, Name = "s" }, new Text { Side = "left" }], back.Figures.Select(figure => figure.Value));
        Assert.Equal(new Circle { Radius = 4 }, back.Named["a"]!.Value);
        Assert.Null(back.Named["b"]);
        Assert.True(back.Tree!.TryGet(out IReadOnlyList<Tree>? trees));
        Assert.Equal("leaf", trees[0].Value);
    }

    [Theory]
    [InlineData("""{"text":[1,2]}""", "text", typeof(IReadOnlyList<long>))]
    [InlineData("""{"text":[]}""", "text", typeof(IReadOnlyList<string>))]
    [InlineData("""{"text":"a"}""", "text", typeof(string))]
    [InlineData("""{"text":true}""", "text", typeof(JsonElement))]
    [InlineData("""{"text":{"a":[{"b":null}]}}""", "text", typeof(JsonElement))]
    [InlineData("""{"when":"0f8fad5b-d9cb-469f-a165-70867728950e"}""", "when", typeof(Guid))]
    [InlineData("""{"when":"tomorrow"}""", "when", typeof(string))]
    [InlineData("""{"amount":7}""", "amount", typeof(long))]
    [InlineData("""{"amount":7.5}""", "amount", typeof(double))]
    [InlineData("""{"amount":99999999999999999999}""", "amount", typeof(double))]
    [InlineData("""{"amount":false}""", "amount", typeof(bool))]
    [InlineData("""{"level":"unheard"}""", "level", typeof(Level))]
    [InlineData("""{"figures":[{"name":"neither"}]}""", "figures", typeof(JsonElement))]
    [InlineData("""{"figures":[{"radius":1,"side":2,"name":"n"}]}""", "figures", typeof(Circle))]
    public async Task AValueIsTheVariantThatItFits(string json, string member, Type expected)
    {
        var handler = new ScriptedHandler().Answer(200, json).Then(request => ScriptedHandler.Response(200, new ByteArrayContent(request.Body), "application/json"));
        using var client = new ShapesClient(Clients.Over(handler));

        var drawing = await client.EchoDrawingAsync(new Drawing());

        Virga.Serialization.Union? union = member switch { "text" => drawing.Text, "when" => drawing.When, "amount" => drawing.Amount, "level" => drawing.Level, _ => drawing.Figures[0] };
        Assert.IsAssignableFrom(expected, union!.Value);
        if (json.Contains("99999", StringComparison.Ordinal) || expected == typeof(Circle)) return;

        // What came goes again as it came.
        await client.EchoDrawingAsync(drawing);
        Assert.Equal(json, handler.Requests[1].Text);
    }

    [Theory]
    [InlineData("""{"figures":[{"radius":"wide"}]}""")]
    [InlineData("""{"figures":[{"radius":1""")]
    [InlineData("""{"figures":[{"\ud800":1}]}""")]
    [InlineData("""{"when":"\ud800"}""")]
    [InlineData("""{"tree":[[[[[[[[[[""")]
    public async Task WhatIsMalformedIsTold(string json)
    {
        using var client = new ShapesClient(Clients.Over(new ScriptedHandler().Answer(200, json)));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.EchoDrawingAsync(new Drawing()).AsTask());
        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
    }

    [Fact]
    public async Task AUnionOfTextsStandsInPathsQueriesAndHeaders()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, """{"side":1}""", "application/json", ("X-Mark", "12"));
        using var client = new ShapesClient(Clients.Over(handler));

        var byNumber = await client.GetFigureAsync(42, [1, "b c"]);
        await client.GetFigureAsync("a/b");

        Assert.Equal("/figures/42?tags=1&tags=b%20c", handler.Requests[0].Target);
        Assert.Equal("/figures/a%2Fb", handler.Requests[1].Target);
        Assert.Equal(12L, byNumber.XMark!.Value);
        Assert.True(byNumber.Body.Is<Square>());
    }

    private static async Task<(Drawing Back, string Sent)> Echo(Drawing drawing)
    {
        var handler = new ScriptedHandler().Then(request => ScriptedHandler.Response(200, new ByteArrayContent(request.Body), "application/json"));
        using var client = new ShapesClient(Clients.Over(handler));
        return (await client.EchoDrawingAsync(drawing), handler.Single.Text);
    }
}
