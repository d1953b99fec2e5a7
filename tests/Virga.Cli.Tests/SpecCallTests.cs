using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Virga.Cli.Tests;

public sealed class SpecCallTests : SpecFolder, IAsyncLifetime
{
    private const string Board = """
        openapi: 3.1.0
        info: { title: Board, version: "1" }
        servers: [{ url: "https://board.example.com" }]
        components:
          securitySchemes:
            token: { type: http, scheme: bearer }
            basic: { type: http, scheme: basic }
            key: { type: apiKey, in: header, name: X-Key }
        security: [{ token: [] }]
        paths:
          /cards/{id}/{kind}:
            get:
              operationId: readCard
              parameters:
                - { name: id, in: path, required: true, schema: { type: integer } }
                - { name: kind, in: path, required: true, schema: { type: string, enum: [a, b] } }
                - { name: tag, in: query, schema: { type: array, items: { type: string } } }
                - { name: area, in: query, style: deepObject, explode: true, schema: { type: object, properties: { x: { type: integer }, y: { type: integer } } } }
                - { name: colors, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
                - { name: X-Trace, in: header, schema: { type: boolean } }
                - { name: session, in: cookie, schema: { type: string } }
              responses: { "200": { description: One., content: { application/json: { schema: { type: object } } } } }
          /cards:
            post:
              operationId: createCard
              security: [{ key: [] }]
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [title]
                      properties: { title: { type: string }, size: { type: integer }, tags: { type: array, items: { type: string } }, extra: { type: object, properties: { a: { type: integer } } } }
              responses: { "201": { description: Stored. } }
          /pictures:
            post:
              operationId: addPicture
              security: [{ basic: [] }]
              requestBody: { content: { multipart/form-data: { schema: { type: object, required: [picture], properties: { picture: { type: string, format: binary }, note: { type: string } } } } } }
              responses: { "204": { description: Stored. } }
          /bytes:
            put:
              operationId: putBytes
              security: []
              requestBody: { content: { application/octet-stream: {} } }
              responses: { "204": { description: Stored. } }

        """;

    private readonly List<(string Line, Dictionary<string, string> Headers, string Body)> _seen = [];
    private WebApplication? _server;
    private string _address = "";
    private int _status = 200;
    private string _answer = """{"id":42}""";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.Run(AnswerAsync);
        await _server.StartAsync();
        _address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Write("board.yaml", Board);
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task ParametersGoWhereTheSpecSays()
    {
        var run = await CallAsync("readCard", "id=42", "kind=a", "tag=x y", "tag=z", "area={\"x\":1,\"y\":2}", "colors=red", "colors=blue", "X-Trace=true", "session=s1");
        Assert.Equal((0, _answer), (run.ExitCode, run.Text));
        var (line, headers, _) = Assert.Single(_seen);
        Assert.Equal("GET /cards/42/a?tag=x%20y&tag=z&area%5Bx%5D=1&area%5By%5D=2&colors=red%7Cblue", line);
        Assert.Equal(("true", "session=s1", "Bearer sesame"), (headers["X-Trace"], headers["Cookie"], headers["Authorization"]));
        Assert.Equal("HTTP 200 application/json", run.Error.Trim());
    }

    [Fact]
    public async Task TheBodyIsMadeOfItsMembersInTheirTypes()
    {
        _status = 201;
        Assert.Equal(0, (await CallAsync("createCard", "title=3", "size=3", "tags=a", "tags=b", "extra={\"a\":1}")).ExitCode);
        var (line, headers, body) = Assert.Single(_seen);
        Assert.Equal(("POST /cards", "application/json", "k1"), (line, headers["Content-Type"], headers["X-Key"]));
        Assert.Equal("""{"title":"3","size":3,"tags":["a","b"],"extra":{"a":1}}""", body);
    }

    [Fact]
    public async Task AWholeBodyComesFromAFileOrFromStandardInput()
    {
        var file = Write("card.json", """{ "title": "whole" }""");
        await CallAsync("createCard", "body=@" + file);
        await CommandRun.OfAsync(null, ["spec", "call", Path.Combine(Folder, "board.yaml"), "putBytes", "body=@-", "--endpoint", _address], "raw"u8.ToArray(), Environment);
        await CallAsync("createCard", """body={"title":"here"}""");
        Assert.Equal(["""{ "title": "whole" }""", "raw", """{"title":"here"}"""], _seen.Select(request => request.Body));
        Assert.False(_seen[1].Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task PartsOfAFormAreFilesAndFields()
    {
        _status = 204;
        var picture = Write("cat.png", "not really");
        Assert.Equal(0, (await CallAsync("addPicture", "picture=@" + picture, "note=@@home")).ExitCode);
        var (_, headers, body) = Assert.Single(_seen);
        Assert.StartsWith("multipart/form-data", headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("Basic " + Convert.ToBase64String("ann:pw"u8), headers["Authorization"]);
        Assert.Contains("filename=\"cat.png\"", body, StringComparison.Ordinal);
        Assert.Contains("not really", body, StringComparison.Ordinal);
        Assert.Contains("@home", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorIsPrintedAsItCameAndEndsWithOne()
    {
        _status = 404;
        _answer = """{"code":"gone"}""";
        var run = await CallAsync("readCard", "id=1", "kind=a", "--include");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("HTTP 404\n", run.Text, StringComparison.Ordinal);
        Assert.Contains("content-type: application/json\n", run.Text, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\n\n" + _answer, run.Text, StringComparison.Ordinal);
        Assert.Single(_seen);
    }

    [Fact]
    public async Task AnAnswerAsJsonHasStatusHeadersAndBody()
    {
        var line = Assert.Single((await CallAsync("readCard", "id=1", "kind=b", "--json")).Json);
        Assert.Equal((200, _answer), (line.GetProperty("status").GetInt32(), line.GetProperty("body").GetString()));
        Assert.Equal(JsonValueKind.Object, line.GetProperty("headers").ValueKind);
    }

    [Fact]
    public async Task ADryRunWritesTheRequestAndSendsNothing()
    {
        var run = await CommandRun.OfAsync(null, ["spec", "call", Path.Combine(Folder, "board.yaml"), "createCard", "title=Milk", "--dry-run"], environment: Environment);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("POST https://board.example.com/cards\n", run.Text, StringComparison.Ordinal);
        Assert.EndsWith("""{"title":"Milk"}""", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("k1", run.Text, StringComparison.Ordinal);
        Assert.Empty(_seen);
    }

    [Theory]
    [InlineData("readCard needs id=..., kind=...", "readCard")]
    [InlineData("'id' is a whole number, not 'x'", "readCard", "id=x", "kind=a")]
    [InlineData("readCard takes no 'tga'. Did you mean 'tag'?", "readCard", "id=1", "kind=a", "tga=x")]
    [InlineData("'area' is no JSON", "readCard", "id=1", "kind=a", "area={")]
    [InlineData("Board has no operation 'readcrd'. Did you mean 'readCard'?", "readcrd")]
    [InlineData("'loose' is no value: write name=value", "readCard", "loose")]
    [InlineData("The body of createCard needs title", "createCard", "size=3")]
    [InlineData("createCard needs a body: its members as name=value, or body=@file", "createCard")]
    [InlineData("There is no file 'nowhere'", "putBytes", "body=@nowhere")]
    [InlineData("'id' is given 2 times", "readCard", "id=1", "id=2", "kind=a")]
    public async Task ASlipIsToldBeforeAnythingIsSent(string says, params string[] arguments)
    {
        var run = await CallAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(_seen);
    }

    [Fact]
    public async Task MissingCredentialsAreNamedAndMayBeDoneWithout()
    {
        string[] call = ["spec", "call", Path.Combine(Folder, "board.yaml"), "readCard", "id=1", "kind=a", "--endpoint", _address];
        var run = await CommandRun.OfAsync(null, call);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("VIRGA_AUTH_TOKEN", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.OfAsync(null, [.. call, "--anonymous"])).ExitCode);
        Assert.False(Assert.Single(_seen).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task CredentialsGoToNoPlainHostThatIsNotAllowed()
    {
        var run = await CommandRun.OfAsync(null, ["spec", "call", Path.Combine(Folder, "board.yaml"), "readCard", "id=1", "kind=a", "--endpoint", "http://board.invalid"], environment: Environment);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("sesame", run.Error, StringComparison.Ordinal);
        Assert.Contains("http", run.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["VIRGA_AUTH_TOKEN"] = "sesame",
        ["VIRGA_AUTH_USERNAME"] = "ann",
        ["VIRGA_AUTH_PASSWORD"] = "pw",
        ["VIRGA_AUTH_KEY"] = "k1",
    };

    private Task<CommandRun> CallAsync(params string[] arguments) => CommandRun.OfAsync(null, ["spec", "call", Path.Combine(Folder, "board.yaml"), .. arguments, "--endpoint", _address], environment: Environment);

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _seen.Add(($"{context.Request.Method} {context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}", headers, body));
        context.Response.StatusCode = _status;
        if (_status == 204) return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(_answer, context.RequestAborted);
    }
}
