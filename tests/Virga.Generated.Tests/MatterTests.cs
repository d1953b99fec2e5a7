using System.Text.Json;
using Virga.Generated.Tests.Matter;
using Virga.Serialization;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>Shapes of schemas that are neither plain objects nor unions.</summary>
public sealed class MatterTests
{
    [Theory]
    [InlineData("""{"secret":"s","pair":["a",1]}""")]
    [InlineData("""{"secret":"s","pair":[1,"a",{"more":true}]}""")]
    [InlineData("""{"secret":"s","labels":{"own":"o","x-a":"1","n-b":2}}""")]
    [InlineData("""{"secret":"s","mixed":"one"}""")]
    [InlineData("""{"secret":"s","mixed":2}""")]
    [InlineData("""{"secret":"s","mixed":true}""")]
    [InlineData("""{"secret":"s","step":0.5,"cases":"UP"}""")]
    [InlineData("""{"secret":"s","matrix":[[1,2],[],[3]]}""")]
    [InlineData("""{"secret":"s","nested":[[],[[[]]],[]]}""")]
    [InlineData("""{"secret":"s","ring":{"a":{"b":{}}}}""")]
    [InlineData("""{"secret":"s","anything":{"a":[1,null]}}""")]
    [InlineData("""{"secret":"s","count":9007199254740993,"text64":"9007199254740993","textd":"0.10"}""")]
    [InlineData("""{"secret":"s","local":["12:30:00"],"leaf":"23:59:59"}""")]
    public async Task WhatComesGoesAgainAsItCame(string json)
    {
        var handler = new ScriptedHandler().Answer(200, json).Then(request => ScriptedHandler.Response(200, new ByteArrayContent(request.Body), "application/json"));
        using var client = new MatterClient(Clients.Over(handler));

        await client.EchoItemAsync(await client.EchoItemAsync(new Item()));

        using var came = JsonDocument.Parse(json);
        using var went = JsonDocument.Parse(handler.Requests[1].Text.Replace("\"day\":\"2020-01-31\",", "", StringComparison.Ordinal).Replace(",\"day\":\"2020-01-31\"", "", StringComparison.Ordinal));
        Assert.True(JsonElement.DeepEquals(came.RootElement, went.RootElement), handler.Requests[1].Text);
    }

    [Fact]
    public async Task ReadOnlyMembersAreNotSentAndWriteOnlyOnesNotExpected()
    {
        var handler = new ScriptedHandler().Answer(200, """{"id":"i"}""");
        using var client = new MatterClient(Clients.Over(handler));

        var item = await client.EchoItemAsync(new Item { Id = "mine", Secret = "s" });

        Assert.Equal("""{"secret":"s","day":"2020-01-31"}""", handler.Single.Text);
        Assert.Equal(("i", null, new DateOnly(2020, 1, 31)), (item.Id, item.Secret, item.Day));
    }

    [Fact]
    public void TuplesArePlacesOfAnyOfTheirTypes()
    {
        var item = new Item { Pair = ["a", 1], Labels = new ItemLabels { AdditionalProperties = new Dictionary<string, ItemLabelsValue> { ["x-a"] = "b", ["n-b"] = 2 } } };
        Assert.Equal(["a", 1L], item.Pair.Select(place => ((Union)place).Value));
        Assert.Equal([ItemCases.Up, ItemCases.UP2, ItemCases.Up3], new ItemCases[] { new("up"), new("UP"), new("Up") });
    }
}
