using Virga.Specs.Model;
using Virga.Specs.Reading;
using Virga.Specs.Reading.Files;

namespace Virga.Specs.Tests;

/// <summary>Text that is broken at any place: one fault says so, where it is, and nothing is thrown.</summary>
public class BrokenTextTests
{
    private const string Yaml = """
        # A document that uses what YAML has.
        openapi: 3.1.0
        info: { title: "Torn \u00e9", version: '1' }
        x-base: &base { type: object, properties: { id: { type: integer, format: int64 } } }
        paths:
          /things/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: string } }
            get:
              operationId: getThing
              description: |-
                Two
                lines.
              responses:
                "200":
                  description: >
                    Folded
                    text.
                  content:
                    application/json:
                      schema: { $ref: "#/components/schemas/Thing" }
        components:
          schemas:
            Thing:
              <<: *base
              ? description
              : !!str 12
            Other: *base

        """;

    private static readonly string Json = TreeJson.Of(new SpecText("spec.yaml", Yaml)).GetRawText();

    [Theory]
    [InlineData("spec.yaml")]
    [InlineData("spec.json")]
    public void ATextThatEndsAnywhereIsOneFaultAtMost(string path)
    {
        var text = path.EndsWith(".json", StringComparison.Ordinal) ? Json : Yaml;
        for (var end = 0; end < text.Length; end++) Check(path, text[..end]);
    }

    [Theory]
    [InlineData("spec.yaml")]
    [InlineData("spec.json")]
    public void ATextThatIsChangedAnywhereIsOneFaultAtMost(string path)
    {
        var text = path.EndsWith(".json", StringComparison.Ordinal) ? Json : Yaml;
        const string Odd = "\t\n\r \"'{}[]:,-?&*!|>%@`#\\\0\u0085\u2028\uFEFF\uD83D~0a<";
        var random = new Random(20261127);
        for (var at = 0; at < text.Length; at++)
        {
            var odd = Odd[random.Next(Odd.Length)];
            Check(path, text.Remove(at, 1));
            Check(path, text.Remove(at, 1).Insert(at, odd.ToString()));
            Check(path, text.Insert(at, odd.ToString()));
            Check(path, text.Remove(at, Math.Min(random.Next(40), text.Length - at)));
        }
    }

    private static void Check(string path, string text)
    {
        var result = SpecReader.Read(new SpecText(path, text), CancellationToken.None);
        var broken = result.Diagnostics.Where(found => found.Id == DiagnosticIds.Unreadable).ToList();
        Assert.True(broken.Count <= 1, text);
        if (broken.Count == 1) Assert.Null(result.Model);
        var lines = text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028') + 1;
        Assert.All(result.Diagnostics, found => Assert.InRange(found.Position.Line, 0, lines));
        _ = DocumentLinks.Read(new SpecText(path, text), CancellationToken.None);
    }

    [Fact]
    public void AKeyThatStandsTwiceIsARemarkAndTheClientIsThereAllTheSame()
    {
        var result = Documents.Read(Documents.Schemas("Thing: { type: object, type: object, properties: { a: { type: string }, a: { type: integer } } }"));

        Assert.Equal([("VS011", SpecSeverity.Info), ("VS011", SpecSeverity.Info)], result.Diagnostics.Select(found => (found.Id, found.Severity)));
        Assert.Equal(SchemaKind.String, Assert.Single(result.Model!.Schemas[0].Properties).Schema.Kind);
    }

    [Fact]
    public void MergeKeysAreFollowedAndOwnEntriesWin()
    {
        var model = Documents.Clean(Documents.Schemas("""
            Base: &base { type: object, description: base, properties: { a: { type: string } } }
            More: &more { description: more, required: [a], properties: { b: { type: string } } }
            Thing: { <<: *base, description: own }
            Both: { <<: [*base, *more] }
            Nested: { <<: { <<: *more, type: object } }
            """));

        var byKey = model.Schemas.ToDictionary(schema => schema.Key!);
        Assert.Equal(("own", "a"), (byKey["Thing"].Description, byKey["Thing"].Properties[0].WireName));
        Assert.Equal(("base", "a", true), (byKey["Both"].Description, byKey["Both"].Properties[0].WireName, byKey["Both"].Properties[0].Required));
        Assert.Equal(("more", "b"), (byKey["Nested"].Description, byKey["Nested"].Properties[0].WireName));
    }

    [Fact]
    public void MergeKeysSpendTheBudgetOfAliases()
    {
        var text = new System.Text.StringBuilder("openapi: 3.1.0\nx: &x0 { ").AppendJoin(", ", Enumerable.Range(0, 1000).Select(i => $"k{i}: [a, b, c, d]")).Append(" }\n");
        for (var i = 1; i < 2000; i++) text.Append($"y{i}: &x{i} {{ <<: *x{i - 1}, z{i}: 1 }}\n");

        Assert.Equal(DiagnosticIds.TooLarge, Assert.Single(Documents.Read(text.ToString()).Diagnostics).Id);
    }

    [Fact]
    public void AMergeKeyOfSomethingElseIsToldAndLeftOut()
    {
        var found = Assert.Single(Documents.Read(Documents.Spec("<<: text\nresponses: { \"204\": { description: ok } }")).Diagnostics);
        Assert.Equal((DiagnosticIds.Unsupported, SpecSeverity.Warning), (found.Id, found.Severity));
    }

    [Theory]
    [InlineData("3.1", 0)]
    [InlineData("3.0", 0)]
    [InlineData("3.2.0", 1)]
    public void AVersionMayBeANumberAndOf32ThereIsARemark(string version, int remarks)
    {
        var result = Documents.Read(Documents.Spec("responses: { \"204\": { description: ok } }").Replace("openapi: 3.1.0", "openapi: " + version, StringComparison.Ordinal));

        Assert.Equal(Enumerable.Repeat(("VS014", SpecSeverity.Info), remarks), result.Diagnostics.Select(found => (found.Id, found.Severity)));
        Assert.Single(result.Model!.Operations);
    }

    [Fact]
    public void TheVersionMayStandBelowAllElse()
    {
        var filler = string.Concat(Enumerable.Range(0, 5000).Select(i => $"# remark {i}\n"));
        var text = Documents.Spec("responses: { \"204\": { description: ok } }").Replace("openapi: 3.1.0\n", "", StringComparison.Ordinal) + "\n" + filler + "openapi: 3.1.0\n";

        Assert.Equal(DocumentKind.OpenApi, SpecReader.Sniff(new SpecText("spec.yaml", text)));
        Assert.Single(Documents.Clean(text).Operations);
    }

    [Fact]
    public void PointersWithEscapesLeadToPathItemsParametersAndFilesBeside()
    {
        var result = SpecReader.Read(
            new SpecText("api/spec.yaml", """
                openapi: 3.1.0
                info: { title: Sample, version: "1" }
                paths:
                  /a/{id}: { get: { operationId: a, parameters: [{ $ref: "../shared/types.yaml#/odd~1name~0/0" }], responses: { "204": { description: ok } } } }
                  /b/{id}: { $ref: "#/paths/~1c~1%7Bid%7D" }
                  /c/{id}: { parameters: [{ $ref: "./../shared/types.yaml#/odd~1name~0/0" }] }
                  /d/{id}: { $ref: "../shared/with%20space.yaml" }
                """),
            CancellationToken.None,
            [
                new SpecText("shared/types.yaml", "odd/name~: [{ name: id, in: path, required: true, schema: { type: string } }]"),
                new SpecText("shared/with space.yaml", "put: { operationId: d, parameters: [{ $ref: 'types.yaml#/odd~1name~0/0' }], responses: { '204': { description: ok } } }"),
            ]);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["a", "d"], result.Model!.Operations.Select(operation => operation.Id));
        Assert.All(result.Model.Operations, operation => Assert.Equal("id", Assert.Single(operation.Parameters).WireName));
    }
}
