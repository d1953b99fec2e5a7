using System.Text;

namespace Virga.Generators.Tests;

/// <summary>Emitted files are read by people: none of a large service is unwieldy.</summary>
public sealed class FileSizeTests
{
    private const int MaxLines = 4_000;
    private const int MaxCharacters = 200_000;

    [Fact]
    public void SevenHundredOperationsAreSplitIntoFilesThatEditorsTake()
    {
        var spec = new StringBuilder("openapi: 3.1.0\ninfo: { title: Wide, version: \"1\" }\nservers: [{ url: https://wide.example.com }]\npaths:\n");
        for (var i = 0; i < 700; i++)
        {
            spec.Append($"  /things{i}/{{id}}:\n    put:\n      operationId: putThing{i}\n      summary: Writes thing {i}.\n");
            spec.Append("      parameters: [{ name: id, in: path, required: true, schema: { type: string } }, { name: dry, in: query, schema: { type: boolean } }]\n");
            spec.Append($"      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/Thing{i}\" }} }} }} }}\n");
            spec.Append($"      responses: {{ \"200\": {{ description: The thing., content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/Thing{i}\" }} }} }} }} }}\n");
        }

        spec.Append("components:\n  schemas:\n");
        for (var i = 0; i < 700; i++) spec.Append($"    Thing{i}: {{ type: object, required: [id], properties: {{ id: {{ type: string }}, size{i}: {{ type: integer }}, made: {{ type: string, format: date-time }}, mood: {{ type: string, enum: [merry, grave] }}, next: {{ $ref: \"#/components/schemas/Thing{(i + 1) % 700}\" }} }} }}\n");

        var run = GeneratorRun.Of(new SpecFile("wide.yaml", spec.ToString()));

        Assert.Empty(run.Diagnostics);
        Assert.Contains("PutThing699Async", run.AllText(), StringComparison.Ordinal);
        Assert.All(run.Result.GeneratedSources, source =>
        {
            Assert.InRange(source.SourceText.Lines.Count, 1, MaxLines);
            Assert.InRange(source.SourceText.Length, 1, MaxCharacters);
        });
    }
}
