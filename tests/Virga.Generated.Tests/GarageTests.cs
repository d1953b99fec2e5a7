using Documents.Garage;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>A client that came of a document of Swagger 2.0.</summary>
public sealed class GarageTests
{
    private const string Car = """{ "kind": "Car", "id": 7, "built": "1993-05-01", "owner": { "name": "Ada" } }""";

    [Fact]
    public async Task ParametersAnswersAndHeadersGoWhereTheDocumentSays()
    {
        var handler = new ScriptedHandler().Answer(200, $"[{Car}]", null, ("X-Total", "41"));
        using var client = new GarageClient(Clients.Over(handler));

        var found = await client.FindCarsAsync(makes: [FindCarsMake.Volvo, FindCarsMake.Saab], years: [1993, 1994], colours: ["red", "blue"], limit: 5, xTrace: ["a", "b"]);

        Assert.Equal("https://garage.example.com/v2/cars?makes=volvo&makes=saab&years=1993,1994&colours=red%7Cblue&limit=5", handler.Single.Uri.AbsoluteUri);
        Assert.Equal("a,b", handler.Single.Header("X-Trace")!.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(41, found.XTotal);
        Assert.Equal("Ada", Assert.Single(found.Body).Owner!.Name);
    }

    [Fact]
    public async Task ABodyAndASharedFaultAreTyped()
    {
        var handler = new ScriptedHandler().Answer(400, """{ "message": "No such colour." }""", "application/json");
        using var client = new GarageClient(Clients.Over(handler));

        var refused = await Assert.ThrowsAsync<ServiceException>(() => client.AddCarAsync(new Car { Kind = "Car", Id = 1, Built = new DateOnly(1993, 5, 1) }).AsTask());

        Assert.Equal("No such colour.", Assert.IsType<Fault>(refused.Body).Message);
        Assert.Contains("\"built\":\"1993-05-01\"", handler.Single.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesGoAsPartsAndComeAsBytes()
    {
        var handler = new ScriptedHandler().Answer(204).Answer(200, new byte[] { 1, 2 }, "image/png");
        using var client = new GarageClient(Clients.Over(handler));

        await client.PutPhotoAsync(7, photo: new byte[] { 9 }, caption: "Red");
        await using var photo = await client.GetPhotoAsync(7);

        Assert.Contains("name=\"caption\"", handler.Requests[0].Text, StringComparison.Ordinal);
        Assert.Equal("/v2/cars/7/photo", handler.Requests[1].Target);
        using var copy = new MemoryStream();
        await photo.Content.CopyToAsync(copy);
        Assert.Equal([1, 2], copy.ToArray());
    }
}
