using System.Text.Json;
using Virga.Generated.Tests.ShelfJson;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>The protocol aws-json as its published description and tests have it: target, media type, empty inputs, times, blobs, errors.</summary>
public sealed class AwsJsonTests
{
    private const string Json = "application/x-amz-json-1.0";

    private static ShelfJsonClient Client(ScriptedHandler handler, int attempts = 1)
    {
        var options = Clients.Over(handler);
        options.Retry = new RetryOptions { MaxAttempts = attempts, BaseDelay = TimeSpan.Zero };
        return new ShelfJsonClient(options);
    }

    [Fact]
    public async Task TheOperationStandsInTheTargetAndTheInputInTheBody()
    {
        var handler = new ScriptedHandler().Answer(200, """{"Title":"Emma","Bought":1.42217280025E9,"Cover":"Zm9v","Added":[1]}""", Json);
        using var client = Client(handler);

        var book = await client.GetBookAsync(new() { Title = "Emma", At = DateTimeOffset.FromUnixTimeMilliseconds(1422172800500), Token = "t" });

        var sent = handler.Single;
        Assert.Equal(("POST", "/"), (sent.Method, sent.Target));
        Assert.Equal("Shelf_2026.GetBook", sent.Header("X-Amz-Target"));
        Assert.Equal(Json, sent.Header("Content-Type"));
        Assert.Equal("""{"Title":"Emma","At":1422172800.5,"Token":"t"}""", sent.Text);
        Assert.Null(sent.Header("Accept"));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1422172800250), book.Bought);
        Assert.Equal("foo"u8.ToArray(), book.Cover!.Value.ToArray());
    }

    [Fact]
    public async Task AnOperationWithoutAnInputSendsAnEmptyObject()
    {
        var handler = new ScriptedHandler().Answer(200, "", Json).Answer(200, "{}", Json);
        using var client = Client(handler);

        await client.TidyAsync();
        await client.FindBooksPageAsync();

        Assert.All(handler.Requests, sent => Assert.Equal(("{}", Json), (sent.Text, sent.Header("Content-Type"))));
        Assert.Equal("Shelf_2026.Tidy", handler.Requests[0].Header("X-Amz-Target"));
    }

    [Fact]
    public async Task PagesGoOnFromAMemberOfTheBodyWhateverItsType()
    {
        var handler = new ScriptedHandler()
            .Answer(200, """{"Books":[{"Title":"A"}],"Last":{"Id":{"S":"a"},"N":{"N":3}}}""", Json)
            .Answer(200, """{"Books":[],"Last":{"Id":{"S":"b"}}}""", Json)
            .Answer(200, """{"Books":[{"Title":"C"}],"Last":{}}""", Json);
        using var client = Client(handler);

        var books = await client.FindBooksAsync(new() { Text = "x" }).ToListAsync();

        Assert.Equal(["A", "C"], books.Select(book => book.Title));
        Assert.Equal(["""{"Text":"x"}""", """{"Text":"x","After":{"Id":{"S":"a"},"N":{"N":3}}}""", """{"Text":"x","After":{"Id":{"S":"b"}}}"""], handler.Requests.Select(sent => sent.Text));
    }

    [Theory]
    [InlineData("""{"__type":"com.example.shelf#BookLost","message":"gone","LastSeen":12.5}""", null)]
    [InlineData("""{"__type":"BookLost","Message":"gone"}""", null)]
    [InlineData("""{"__type":"com.example.shelf#BookLost:http://example.com/shelf/","message":"gone"}""", null)]
    [InlineData("""{"code":"BookLost","message":"gone"}""", null)]
    [InlineData("""{"message":"gone"}""", "BookLost:http://example.com/shelf/")]
    [InlineData("""{"message":"gone"}""", "com.example.shelf#BookLost")]
    public async Task TheCodeOfAnErrorIsTheBareNameWhereverItStands(string body, string? header)
    {
        var handler = header is null
            ? new ScriptedHandler().Answer(400, body, Json, ("x-amzn-RequestId", "r1"))
            : new ScriptedHandler().Answer(400, body, Json, ("x-amzn-RequestId", "r1"), ("x-amzn-errortype", header));
        using var client = Client(handler);

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.GetBookAsync(new() { Title = "x" }).AsTask());

        Assert.Equal((ErrorKind.NotFound, "BookLost", 400, "r1"), (error.Kind, error.Code, error.Status, error.RequestId));
        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
        var lost = Assert.IsType<GetBookError>(error.Body);
        if (body.Contains("LastSeen", StringComparison.Ordinal)) Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(12500), lost.LastSeen);
    }

    [Fact]
    public async Task AThrottledCallIsSentAgainWithTheSameToken()
    {
        var handler = new ScriptedHandler().Answer(400, """{"__type":"Slow"}""", Json).Answer(200, "{}", Json);
        using var client = Client(handler, attempts: 2);

        await client.GetBookAsync(new() { Title = "x" });

        Assert.Equal(handler.Requests[0].Text, handler.Requests[1].Text);
        using var sent = JsonDocument.Parse(handler.Requests[0].Text);
        Assert.True(Guid.TryParse(sent.RootElement.GetProperty("Token").GetString(), out _));
    }

    [Fact]
    public async Task AnotherServiceMayHaveTheSameErrors()
    {
        var handler = new ScriptedHandler().Answer(404, """{"__type":"com.example#BookLost","Message":"gone"}""");
        using var client = new ShelfRest.ShelfRestClient(Clients.Over(handler));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.GetBookAsync("x").AsTask());

        Assert.Equal((ErrorKind.NotFound, "BookLost"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task AValueIsOneOfItsMembers()
    {
        const string Text = """{"Marks":{"a":{"S":"x"},"b":{"N":-3},"c":{"B":false},"d":{"L":[{"S":"y"},{"L":[]}]},"e":{"M":{"k":{"N":1}}}},"Pinned":{"S":"p"}}""";
        var handler = new ScriptedHandler().Answer(200, Text, Json).Answer(200, """{"Pinned":{"Z":1}}""", Json).Answer(200, "{}", Json);
        using var client = Client(handler);

        var book = await client.GetBookAsync(new() { Title = "x" });
        var newer = await client.GetBookAsync(new() { Title = "x" });
        await client.FindBooksPageAsync(new() { After = book.Marks });

        Assert.Equal(Mark.FromS("x"), book.Marks["a"]);
        Assert.Equal((-3, null), (book.Marks["b"].N, book.Marks["b"].S));
        Assert.False(book.Marks["c"].B);
        Assert.Empty(book.Marks["d"].L![1].L!);
        Assert.Equal(1, book.Marks["e"].M!["k"].N);
        Assert.Equal(default(Mark), newer.Pinned);
        Assert.Equal("{\"After\":" + Text[(Text.IndexOf(':', StringComparison.Ordinal) + 1)..Text.IndexOf(",\"Pinned", StringComparison.Ordinal)] + "}", handler.Requests[2].Text);
        Assert.Equal("Mark { S = x }", book.Marks["a"].ToString());
    }

    [Fact]
    public void ASecondMemberIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Mark { S = "x", N = 1 });

        Assert.Contains("Mark takes one member", error.Message, StringComparison.Ordinal);
        Assert.Equal(Mark.FromN(2), Mark.FromN(1) with { N = 2 });
    }
}
