using Virga.Specs.Model;

namespace Virga.Specs.Tests;

public class RequestBodyReadingTests
{
    [Theory]
    [InlineData("application/json: {}", RequestKind.Json)]
    [InlineData("application/vnd.x+json: {}", RequestKind.Json)]
    [InlineData("text/xml: {}", RequestKind.Xml)]
    [InlineData("text/csv: {}", RequestKind.Text)]
    [InlineData("application/yaml: { schema: { type: string } }", RequestKind.Text)]
    [InlineData("application/yaml: {}", RequestKind.Bytes)]
    [InlineData("application/octet-stream: { schema: { type: string } }", RequestKind.Bytes)]
    [InlineData("image/*: { schema: { type: string } }", RequestKind.Bytes)]
    [InlineData("application/json: { schema: { type: string, format: binary } }", RequestKind.Bytes)]
    [InlineData("\"*/*\": { schema: { type: object, properties: { a: { type: string } } } }", RequestKind.Json)]
    [InlineData("multipart/form-data: { schema: { type: object, properties: { a: { type: string } } } }", RequestKind.Form)]
    [InlineData("multipart/mixed: { schema: { type: object, properties: { a: { type: string } } } }", RequestKind.Bytes)]
    [InlineData("application/x-www-form-urlencoded: { schema: { type: object } }", RequestKind.UrlEncoded)]
    public void TheKindFollowsFromMediaTypeAndSchema(string content, RequestKind kind) => Assert.Equal(kind, Body(content).Kind);

    [Fact]
    public void ABodyIsOptionalUnlessItSaysOtherwise() => Assert.False(Body("application/json: {}").Required);

    [Fact]
    public void EachShapeIsABodyOfItsOwn()
    {
        const string Object = "{ schema: { type: object, properties: { a: { type: string } } } }";
        var body = Body($"application/json: {Object}, text/json: {Object}, application/xml: {Object}, application/x-www-form-urlencoded: {Object}, application/x.b+json: {{ schema: {{ type: integer }} }}");
        Assert.Equal(RequestKind.Json, body.Kind);
        Assert.Equal(["XBJson", "Form", "Xml"], body.Others.Select(other => other.Variant));
        Assert.Same(body.Schema, body.Others[2].Schema);
    }

    [Fact]
    public void TheCallerSaysWhichOfSeveralMediaTypesBytesHave()
    {
        Assert.True(Body("image/png: {}, image/jpeg: {}").IsMediaTypeOpen);
        Assert.True(Body("image/*: {}").IsMediaTypeOpen);
        Assert.True(Body("multipart/mixed: {}").IsMediaTypeOpen);
        Assert.False(Body("image/png: {}").IsMediaTypeOpen);
        Assert.False(Body("application/json: {}, text/json: {}").IsMediaTypeOpen);
    }

    [Fact]
    public void AnEncodingIsRead()
    {
        var body = Body("multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { contentType: \"image/*, image/png\", style: deepObject, explode: false, allowReserved: true, headers: { X-A: { required: true }, content-type: {} } } } }");
        var encoding = Assert.Single(body.Encodings).Value;
        Assert.Equal(("image/png", "deepObject", false, true), (encoding.ContentType, encoding.Style, encoding.Explode, encoding.AllowReserved));
        Assert.Equal("X-A", Assert.Single(encoding.Headers).WireName);
    }

    private static BodyModel Body(string content)
    {
        var result = Documents.Read($$"""
            openapi: 3.1.0
            info: { title: Sample, version: "1" }
            paths: { /things: { post: { operationId: addThing, requestBody: { content: { {{content}} } }, responses: { "204": { description: ok } } } } }
            """);
        Assert.Empty(result.Diagnostics);
        return result.Model!.Operations[0].Body!;
    }
}
