using Sample = Virga.Generated.Tests.Answers;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class AnswerTests
{
    [Fact]
    public async Task EachSuccessHasItsBody()
    {
        var handler = new ScriptedHandler()
            .Answer(200, """{ "id": 1 }""", "application/json").Answer(201, """{ "id": 2 }""", "application/json").Answer(202, """{ "task": "j" }""", "application/json")
            .Answer(203, [1, 2], "application/pdf").Answer(204).Answer(206, "part", "text/plain");
        using var client = new Sample.AnswersClient(Clients.Over(handler));

        var results = new List<Sample.PutNoteResult>();
        for (var i = 0; i < 6; i++) results.Add(await client.PutNoteAsync());

        Assert.Equal([200, 201, 202, 203, 204, 206], results.Select(result => result.Status));
        Assert.Equal([1, 2, null, null, null, null], results.Select(result => result.Body?.Id));
        Assert.Equal([null, null, "j", null, null, null], results.Select(result => result.Body202?.Task));
        Assert.Equal([null, null, null, 2, null, null], results.Select(result => result.Body203?.Length));
        Assert.Equal([null, null, null, null, null, "part"], results.Select(result => result.Body2XX));
    }

    [Theory]
    [InlineData("application/json", """{ "id": 7 }""")]
    [InlineData("application/xml; charset=utf-8", "<note><id>7</id></note>")]
    [InlineData("application/vnd.note+json", """{ "id": 7 }""")]
    [InlineData("", """{ "id": 7 }""")]
    public async Task ABodyIsReadAsItsContentTypeSays(string mediaType, string body)
    {
        var handler = new ScriptedHandler().Answer(200, body, mediaType);
        using var client = new Sample.AnswersClient(Clients.Over(handler));

        Assert.Equal(7, (await client.GetNoteAsync()).Body.Id);
        Assert.Equal("application/json", handler.Single.Header("Accept"));
    }

    [Fact]
    public async Task OtherShapesHaveMethodsOfTheirOwn()
    {
        var handler = new ScriptedHandler().Answer(200, "a,b", "text/csv").Answer(200, [1, 2, 3], "application/pdf").Answer(200, "{\"task\":\"x\"}\n", "application/x-ndjson");
        using var client = new Sample.AnswersClient(Clients.Over(handler));

        Assert.Equal("a,b", (await client.GetNoteAsCsvAsync()).Body);
        await using (var pdf = await client.GetNoteAsPdfAsync()) Assert.Equal(1, pdf.Content.ReadByte());
        Assert.Equal("x", Assert.Single(await client.GetNoteAsNdjsonAsync().ToListAsync()).Task);
        Assert.Equal(["text/csv", "application/pdf", "application/x-ndjson"], handler.Requests.Select(request => request.Header("Accept")));
    }

    [Theory]
    [InlineData("application/json", "\"w\"")]
    [InlineData("text/plain", "w")]
    public async Task AWordIsTextOrJson(string mediaType, string body)
    {
        using var client = new Sample.AnswersClient(Clients.Over(new ScriptedHandler().Answer(200, body, mediaType)));

        Assert.Equal("w", await client.GetWordAsync());
    }

    [Theory]
    [InlineData(404, """{ "none": "x" }""", typeof(Sample.GetWordError2))]
    [InlineData(410, """{ "any": "x" }""", typeof(Sample.GetWordError))]
    [InlineData(500, """{ "other": "x" }""", typeof(Sample.GetWordError3))]
    public async Task ErrorsAreTypedByTheNearestStatus(int status, string body, Type type)
    {
        using var client = new Sample.AnswersClient(Clients.Over(new ScriptedHandler().Answer(status, body, "application/json")));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.GetWordAsync().AsTask());

        Assert.IsType(type, error.Body);
    }

    [Fact]
    public async Task ARedirectThatTheSpecPromisesIsAnAnswer()
    {
        using var client = new Sample.AnswersClient(Clients.Over(new ScriptedHandler().Answer(302, "", null, ("Location", "https://other.example.net/x"))));

        Assert.Equal("https://other.example.net/x", (await client.FindPlaceAsync()).Location.ToString());
    }

    [Fact]
    public async Task HeadersAreReadInTheirShapes()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "id": 7 }""", "application/json", ("X-Tags", "a, b"), ("X-Tags", "c"), ("X-Limits", "R,100,G,200"), ("X-More", "a=1, b=2=3,c"), ("X-Note", """{"id":9}""")).Answer(200, """{ "id": 7 }""", "application/json");
        using var client = new Sample.AnswersClient(Clients.Over(handler));

        var full = await client.GetNoteAsync();
        var bare = await client.GetNoteAsync();

        Assert.Equal(["a", "b", "c"], full.XTags);
        Assert.Equal([new("R", "100"), new("G", "200")], full.XLimits);
        Assert.Equal([new("a", "1"), new("b", "2=3"), new("c", "")], full.XMore);
        Assert.Equal(9, full.XNote?.Id);
        Assert.Equal((0, 0, 0, null), (bare.XTags.Count, bare.XLimits.Count, bare.XMore.Count, bare.XNote));
    }
}
