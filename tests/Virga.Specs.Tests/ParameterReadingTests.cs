using Virga.Specs.Model;

namespace Virga.Specs.Tests;

public class ParameterReadingTests
{
    [Theory]
    [InlineData("in: query", "form", true)]
    [InlineData("in: query, style: form, explode: false", "form", false)]
    [InlineData("in: query, style: spaceDelimited", "spaceDelimited", false)]
    [InlineData("in: query, style: pipeDelimited, explode: true", "pipeDelimited", true)]
    [InlineData("in: query, style: deepObject", "deepObject", true)]
    [InlineData("in: header", "simple", false)]
    [InlineData("in: header, explode: true", "simple", true)]
    [InlineData("in: cookie", "form", true)]
    [InlineData("in: header, style: form", "simple", false)]
    public void StyleAndExplodeHaveTheDefaultsOfThePlace(string words, string style, bool explode)
    {
        var parameter = Parameter($"{{ name: a, {words}, schema: {{ type: array, items: {{ type: string }} }} }}");
        Assert.Equal((style, explode), (parameter.Style, parameter.Explode));
    }

    [Fact]
    public void ContentOfJsonIsASchemaAndAnythingElseAText()
    {
        var json = Parameter("{ name: a, in: query, content: { application/vnd.x+json: { schema: { type: object, properties: { b: { type: string } } } } } }");
        Assert.Equal(("json", SchemaKind.Object), (json.Style, json.Schema.Kind));
        var text = Parameter("{ name: a, in: query, content: { text/plain: { schema: { type: string } } } }");
        Assert.Equal(("form", SchemaKind.String), (text.Style, text.Schema.Kind));
    }

    [Fact]
    public void ReservedCharactersStayInAQueryOnly()
    {
        Assert.True(Parameter("{ name: a, in: query, allowReserved: true, schema: { type: string } }").AllowReserved);
        Assert.False(Parameter("{ name: a, in: header, allowReserved: true, schema: { type: string } }").AllowReserved);
    }

    private static ParameterModel Parameter(string text) => Documents.Read($$"""
        openapi: 3.1.0
        info: { title: Sample, version: "1" }
        paths: { /things: { get: { operationId: findThings, parameters: [{{text}}], responses: { "204": { description: ok } } } } }
        """).Model!.Operations[0].Parameters[0];
}
