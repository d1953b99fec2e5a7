using Microsoft.CodeAnalysis;

namespace Virga.Generators.Tests;

public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n", "VS012", 3, 1)]
    [InlineData("openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200': { $ref: '#/components/responses/Gone' }\n", "VS002", 8, 24)]
    [InlineData("openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths:\n  /a/{b:\n    get: { operationId: a, responses: { '204': { description: x } } }\n", "VS009", 4, 6)]
    [InlineData("openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths:\n  /a: { get: { operationId: a, responses: { '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Row' } } } } } } }\ncomponents:\n  schemas:\n    Row:\n      type: object\n      x-virga-row: true\n      properties:\n        inner: { $ref: '#/components/schemas/Row' }\n", "VS008", 11, 9)]
    [InlineData("title: nothing\n", "VS013", 1, 1)]
    [InlineData("openapi: 9.0.0\ninfo: { title: A, version: '1' }\npaths: {}\n", "VS014", 1, 10)]
    public void AFaultOfASpecStandsAtItsLineAndColumn(string text, string id, int line, int column)
    {
        var diagnostic = Assert.Single(GeneratorRun.Of(new SpecFile("specs/a.yaml", text)).Diagnostics, found => found.Id == id);

        var span = diagnostic.Location.GetLineSpan();
        Assert.Equal("specs/a.yaml", span.Path);
        Assert.Equal((line, column), (span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
    }

    [Theory]
    [InlineData("{ items: body.none, next: body.next, into: cursor }", "items of x-virga-pageable")]
    [InlineData("{ items: body.items, next: body.items, into: cursor }", "next of x-virga-pageable")]
    [InlineData("{ items: body.items, next: body.next, into: nothing }", "x-virga-pageable.into")]
    [InlineData("{ items: body.items, next: body.next, into: cursor, more: body.next }", "more of x-virga-pageable")]
    public void PagingThatLeadsNowhereIsAnErrorAtItsKey(string pageable, string message)
    {
        var text = $$"""
            openapi: 3.1.0
            info: { title: Feed, version: "1" }
            servers: [{ url: https://feed.example.com }]
            paths:
              /items:
                get:
                  operationId: listItems
                  parameters: [{ name: cursor, in: query, schema: { type: string } }]
                  x-virga-pageable: {{pageable}}
                  responses:
                    "200": { description: A page., content: { application/json: { schema: { type: object, title: FeedPage, properties: { next: { type: string }, items: { type: array, items: { type: string } } } } } } }
            """;

        var diagnostic = Assert.Single(GeneratorRun.Of(new SpecFile("feed.yaml", text)).Diagnostics);

        Assert.Equal("VS008", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(8, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void BytesInTheQueryAreToldAtTheParameter()
    {
        var text = """
            openapi: 3.1.0
            info: { title: Feed, version: "1" }
            servers: [{ url: https://feed.example.com }]
            paths:
              /items:
                get:
                  operationId: listItems
                  parameters:
                    - { name: filter, in: query, schema: { type: string, format: binary } }
                  responses: { "204": { description: Done. } }
            """;

        var diagnostic = Assert.Single(GeneratorRun.Of(new SpecFile("feed.yaml", text)).Diagnostics);

        Assert.Equal("VS006", diagnostic.Id);
        Assert.Equal(8, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void TwoSpecsThatEmitOneTypeAreToldApart()
    {
        var text = """
            openapi: 3.1.0
            info: { title: Feed, version: "1" }
            servers: [{ url: https://feed.example.com }]
            paths: { /items: { get: { operationId: listItems, responses: { "204": { description: Done. } } } } }
            """;

        var diagnostic = Assert.Single(GeneratorRun.Of(new SpecFile("a/feed.yaml", text), new SpecFile("B/feed.yaml", text)).Diagnostics);

        Assert.Equal("VS010", diagnostic.Id);
        Assert.Contains("Namespace", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryDescriptorHasARowInTheDialectsPage()
    {
        var rows = File.ReadAllLines(Repository.Path("specs", "README.md")).Where(line => line.StartsWith("| VS", StringComparison.Ordinal) || line.StartsWith("| VA", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

        Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id), rows);
    }

    [Fact]
    public void ARequiredParameterThatHasNoTextIsWrittenByTheCaller()
    {
        var text = """
            openapi: 3.1.0
            info: { title: Feed, version: "1" }
            servers: [{ url: https://feed.example.com }]
            paths:
              /items:
                get:
                  operationId: listItems
                  parameters:
                    - { name: X-Filter, in: header, required: true, schema: { type: string, format: binary } }
                  responses: { "204": { description: Done. } }
            """;

        var run = GeneratorRun.Of(new SpecFile("feed.yaml", text));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("VS006", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.DefaultSeverity));
        Assert.Contains("ListItemsAsync(string xFilter, ", run.AllText(), StringComparison.Ordinal);
        Assert.Empty(run.CompilerFaults());
    }

    [Fact]
    public void ASessionWhoseBodyNobodyFillsSaysHowTo()
    {
        var text = """
            openapi: 3.1.0
            info: { title: Gate, version: "1" }
            servers: [{ url: https://gate.example.com }]
            x-virga-sessions: { entry: { operation: signIn, keep: { Token: body.token } } }
            paths:
              /sign-in:
                post:
                  operationId: signIn
                  requestBody: { required: true, content: { application/json: { schema: { type: object, required: [user], properties: { user: { type: string } } } } } }
                  responses: { "200": { description: In., content: { application/json: { schema: { type: object, properties: { token: { type: string } } } } } } }
            """;

        var diagnostic = Assert.Single(GeneratorRun.Of(new SpecFile("gate.yaml", text)).Diagnostics);

        Assert.Equal("VS008", diagnostic.Id);
        Assert.Equal(3, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains("x-virga-from", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type: array, items: { type: string }, x-virga-from: client.Names")]
    [InlineData("type: object, x-virga-idempotency-token: true")]
    public void AMemberThatCannotBeFilledIsToldAtItsKey(string schema)
    {
        var text = $$"""
            openapi: 3.1.0
            info: { title: Gate, version: "1" }
            servers: [{ url: https://gate.example.com }]
            paths:
              /sign-in:
                post:
                  operationId: signIn
                  requestBody: { content: { application/json: { schema: { type: object, properties: {
                    names: { {{schema}} } } } } } }
                  responses: { "204": { description: In. } }
            """;

        var diagnostic = Assert.Single(GeneratorRun.Of(new SpecFile("gate.yaml", text)).Diagnostics);

        Assert.Equal("VS008", diagnostic.Id);
        Assert.Equal((8, 8), (diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic.Location.GetLineSpan().StartLinePosition.Character));
    }

    [Fact]
    public void ANamespaceThatIsNoneIsMadeOne()
    {
        var text = """
            openapi: 3.1.0
            info: { title: Feed, version: "1" }
            servers: [{ url: https://feed.example.com }]
            paths: { /items: { get: { operationId: listItems, responses: { "204": { description: Done. } } } } }
            """;

        var run = GeneratorRun.Of(new Dictionary<string, string> { ["Namespace"] = "My-App.1st.class", ["ClientName"] = "feed client" }, new SpecFile("feed.yaml", text));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFaults());
    }

    [Fact]
    public void EveryDescriptorIsInTheReleaseNotes()
    {
        var notes = File.ReadAllText(Repository.Path("generators", "Virga.Generators", "AnalyzerReleases.Unshipped.md"));

        Assert.All(Descriptors.All, descriptor => Assert.Contains(descriptor.Id + " | ", notes, StringComparison.Ordinal));
        Assert.Equal(31, Descriptors.All.Count);
    }
}
