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

    [Theory]
    [InlineData("/a?size={size}", "size:Query:True", "")]
    [InlineData("/a?api-version=1&n={size}", "n:Query:True", "api-version=1")]
    [InlineData("/a{?size,page*}", "size:Path:False|page:Query:False", "")]
    public void WhatTheQueryOfAPathAsksForIsAQueryParameter(string path, string expected, string query)
    {
        var declared = expected.Contains("Path", StringComparison.Ordinal) ? "query" : "path";
        var operation = Assert.Single(Documents.Read($$"""
            openapi: 3.1.0
            info: { title: Sample, version: "1" }
            paths: { "{{path}}": { get: { operationId: find, parameters: [{ name: size, in: {{declared}}, schema: { type: integer } }], responses: { "204": { description: ok } } } } }
            """).Model!.Operations);
        Assert.Equal(query, operation.ConstantQuery);
        Assert.Equal(expected.Replace("Path", "Query", StringComparison.Ordinal), string.Join('|', operation.Parameters.Select(parameter => $"{parameter.WireName}:{parameter.In}:{parameter.Required}")));
    }

    [Theory]
    [InlineData("3.1.0", 0)]
    [InlineData("3.0.3", 1)]
    public void WithoutResponsesEverySuccessIsOneWithoutABody(string version, int remarks)
    {
        var result = Documents.Read($"openapi: {version}\ninfo: {{ title: Sample, version: \"1\" }}\npaths: {{ /a: {{ get: {{ operationId: find }} }} }}");
        Assert.All(result.Diagnostics, found => Assert.Equal(SpecSeverity.Info, found.Severity));
        Assert.Equal(remarks, result.Diagnostics.Count);
        Assert.True(Assert.Single(Assert.Single(result.Model!.Operations).Responses).IsDefault);
    }

    private static ParameterModel Parameter(string text) => Documents.Read($$"""
        openapi: 3.1.0
        info: { title: Sample, version: "1" }
        paths: { /things: { get: { operationId: findThings, parameters: [{{text}}], responses: { "204": { description: ok } } } } }
        """).Model!.Operations[0].Parameters[0];
}
