using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

/// <summary>Operations that are chosen by their names and tags; the others are as if they were not there.</summary>
public class OperationSelectionTests
{
    private const string Spec = """
        openapi: 3.1.0
        info: { title: Shelf, version: "1" }
        x-virga-sessions: { door: { operation: openDoor, keep: { Token: header.X-Token } } }
        paths:
          /a: { get: { operationId: books_list, tags: [books, read], responses: { "204": { description: ok } } } }
          /b: { get: { operationId: books_add, tags: [books], responses: { "204": { description: ok } } } }
          /c: { get: { operationId: lamps_list, tags: [lamps, read], responses: { "204": { description: ok } } } }
          /d: { get: { operationId: broken, tags: [old], responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/nowhere" } } } } } } }
          /door: { get: { operationId: openDoor, responses: { "204": { description: ok, headers: { X-Token: { schema: { type: string } } } } } } }
        """;

    [Theory]
    [InlineData("books_list", null, "books_list")]
    [InlineData("books_*", null, "books_list books_add")]
    [InlineData("*_list ; books_add", null, "books_list books_add lamps_list")]
    [InlineData(null, "books", "books_list books_add")]
    [InlineData(null, "read;!lamps", "books_list")]
    [InlineData("!broken", null, "books_list books_add lamps_list")]
    [InlineData("lamps_list", "books", "books_list books_add lamps_list")]
    [InlineData("!*_add|!broken", "b*|lamps", "books_list lamps_list")]
    [InlineData(" ; ", null, "books_list books_add lamps_list broken")]
    public void PatternsIncludeAndLeaveOut(string? operations, string? tags, string expected)
    {
        var result = Read(operations, tags);

        Assert.Equal((expected + " openDoor").Split(' '), result.Model!.Operations.Select(operation => operation.Id));
        Assert.Equal(expected.Contains("broken", StringComparison.Ordinal), result.Diagnostics.Count > 0);
    }

    [Theory]
    [InlineData("books_lst", null, SpecSeverity.Error, "'Operations' of this ServiceSpec item names 'books_lst', and the spec has no such operation. Did you mean 'books_list'?")]
    [InlineData("books_list;!brokn", null, SpecSeverity.Warning, "Did you mean 'broken'?")]
    [InlineData("books_list", "bock", SpecSeverity.Error, "'Tags' of this ServiceSpec item names 'bock', and the spec has no such tag. Did you mean 'books'?")]
    public void APatternOfNothingIsTold(string? operations, string? tags, SpecSeverity severity, string message)
    {
        var found = Assert.Single(Read(operations, tags).Diagnostics);

        Assert.Equal((DiagnosticIds.WrongValue, severity, "spec.yaml"), (found.Id, found.Severity, found.Position.Path));
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    private static ReadingResult Read(string? operations, string? tags) =>
        SpecReader.Read(new SpecText("spec.yaml", Spec), CancellationToken.None, selection: OperationSelection.Parse(operations, tags));
}
