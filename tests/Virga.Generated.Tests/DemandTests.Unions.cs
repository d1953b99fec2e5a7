using System.Text.Json;
using Virga.Generated.Tests.Shapes;
using Virga.Serialization;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <content>Unions and their discriminators.</content>
public sealed partial class DemandTests
{
    [Theory]
    [InlineData("""{"kind":"cat","lives":9}""", typeof(Cat))]
    [InlineData("""{"kind":"kitten","lives":9}""", typeof(Cat))]
    [InlineData("""{"barks":true,"kind":"dog"}""", typeof(Dog))]
    [InlineData("""{"salt":true,"kind":"salmon"}""", typeof(Fish))]
    [InlineData("""{"kind":"Bird","wings":2}""", typeof(Bird))]
    [InlineData("""{"kind":"Cat","lives":9}""", typeof(JsonElement))]
    [InlineData("""{"kind":"dragon","fire":{"hot":true}}""", typeof(JsonElement))]
    [InlineData("""{"kind":null,"lives":9}""", typeof(JsonElement))]
    public async Task D52AValueFollowsItsDiscriminatorAndGoesAsItCame(string json, Type expected)
    {
        var (value, sent) = await AnimalAgain(json);

        Assert.IsAssignableFrom(expected, value.Value);
        Assert.Equal(json, sent);
    }

    [Theory]
    [InlineData("""{"type":"Car","wheels":4,"doors":5}""", typeof(Car))]
    [InlineData("""{"type":"two","wheels":2,"gears":7}""", typeof(Bike))]
    [InlineData("""{"type":"Tandem","wheels":2,"gears":7,"seats":2}""", typeof(Tandem))]
    [InlineData("""{"type":"Vehicle","wheels":1}""", typeof(JsonElement))]
    public async Task D52ChildrenOfABaseAreFoundThoughNoListNamesThem(string json, Type expected)
    {
        var handler = new ScriptedHandler().Answer(200, json).Then(Back);
        using var client = new ShapesClient(Clients.Over(handler));

        var vehicle = await client.EchoVehicleAsync(new Car());
        await client.EchoVehicleAsync(vehicle);

        Assert.IsAssignableFrom(expected, vehicle.Value);
        Assert.Equal(json, handler.Requests[1].Text);
    }

    [Fact]
    public async Task D52TheDiscriminatorIsWrittenThoughNobodySetIt()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Then(Back);
        using var client = new ShapesClient(Clients.Over(handler));

        await client.EchoAnimalAsync(new Dog { Barks = true });
        await client.EchoAnimalAsync(new Bird { Wings = 2 });
        await client.EchoVehicleAsync(new Bike { Gears = 7 });

        Assert.Equal(["""{"barks":true,"kind":"dog"}""", """{"kind":"Bird","wings":2}""", """{"type":"two","gears":7}"""], handler.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task D52NullAndASingleReferenceAreWhatTheySay()
    {
        var handler = new ScriptedHandler().Answer(200, """{"text":null,"only":{"radius":1},"named":{"a":null}}""");
        using var client = new ShapesClient(Clients.Over(handler));

        var drawing = await client.EchoDrawingAsync(new Drawing());

        Assert.Null(drawing.Text);
        Assert.Null(drawing.Named["a"]);
        Assert.Equal(new Circle { Radius = 1 }, drawing.Only);
    }

    [Fact]
    public async Task D50WhatIsRequiredIsAskedOfWritersAndExpectedOfAnswers()
    {
        Assert.Contains(typeof(Circle).GetProperty(nameof(Circle.Radius))!.CustomAttributes, attribute => attribute.AttributeType.Name == "RequiredMemberAttribute");
        Assert.Equal(typeof(double), typeof(Circle).GetProperty(nameof(Circle.Radius))!.PropertyType);
        using var client = new ShapesClient(Clients.Over(new ScriptedHandler().Answer(200, """{"only":{"name":"n"}}""")));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.EchoDrawingAsync(new Drawing()).AsTask());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains("radius", error.Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Back(RecordedRequest request) => ScriptedHandler.Response(200, new ByteArrayContent(request.Body), "application/json");

    private static async Task<(Union Value, string Sent)> AnimalAgain(string json)
    {
        var handler = new ScriptedHandler().Answer(200, json).Then(Back);
        using var client = new ShapesClient(Clients.Over(handler));
        var animal = await client.EchoAnimalAsync(new Dog());
        await client.EchoAnimalAsync(animal);
        return (animal, handler.Requests[1].Text);
    }
}
