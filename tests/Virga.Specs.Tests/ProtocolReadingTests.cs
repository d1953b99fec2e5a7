using Virga.Specs.Model;

namespace Virga.Specs.Tests;

public class ProtocolReadingTests
{
    private const string Operations = """
        paths:
          /#Do:
            post:
              operationId: Do
              requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { A: { type: array, xml: { wrapped: false }, items: { type: string } } } } } } }
              responses: { "200": { description: ok } }
        """;

    [Theory]
    [InlineData("{ name: aws-json, target: T }", ProtocolKind.AwsJson, "1.0", "T")]
    [InlineData("{ name: aws-json, version: 1.1, target: T }", ProtocolKind.AwsJson, "1.1", "T")]
    [InlineData("{ name: aws-query, version: 2026-01-01 }", ProtocolKind.AwsQuery, "2026-01-01", "")]
    public void AProtocolOfCallsHasVersionAndTarget(string protocol, ProtocolKind kind, string version, string target)
    {
        var read = Documents.Clean($"openapi: 3.1.0\ninfo: {{ title: S, version: \"1\" }}\nx-virga-protocol: {protocol}\n" + (kind == ProtocolKind.AwsJson ? Operations.Replace("application/x-www-form-urlencoded", "application/json", StringComparison.Ordinal) : Operations)).Protocol;
        Assert.Equal((kind, version, target, true), (read.Kind, read.Version, read.Target, read.IsCall));
    }

    [Fact]
    public void AFormOfAQueryKeepsItsSchemaAndWhatIsFlat()
    {
        var body = Documents.Clean("openapi: 3.1.0\ninfo: { title: S, version: \"1\" }\nx-virga-protocol: { name: aws-query, version: \"1\" }\n" + Operations).Operations[0].Body!;
        Assert.Equal((SchemaKind.Object, false), (body.Schema!.Kind, body.IsBinary));
        Assert.True(body.Schema.Properties[0].Xml!.IsFlat);
    }

    [Theory]
    [InlineData("application/x-amz-json-1.0", MediaKind.Json)]
    [InlineData("application/x-ndjson", MediaKind.Bytes)]
    public void JsonOfAVersionIsJson(string mediaType, MediaKind kind) => Assert.Equal(kind, MediaTypes.KindOf(mediaType));

    [Fact]
    public void MapsNameTheirEntries()
    {
        var map = Documents.Clean(Documents.Schemas("Thing: { type: object, properties: { m: { type: object, x-virga-map: { key: Name }, additionalProperties: { type: string } } } }")).Schemas[0].Properties[0].Schema;
        Assert.Equal(new MapNamesModel("entry", "Name", "value"), map.MapNames);
    }

    [Theory]
    [InlineData("minProperties: 1, maxProperties: 1", true)]
    [InlineData("minProperties: 1, maxProperties: 2", false)]
    [InlineData("minProperties: 1, maxProperties: 1, required: [a]", false)]
    public void AnObjectOfOneMemberIsSeen(string words, bool isSingle) =>
        Assert.Equal(isSingle, Documents.Clean(Documents.Schemas($"Thing: {{ type: object, {words}, properties: {{ a: {{ type: string }}, b: {{ type: string }} }} }}")).Schemas[0].IsSingle);
}
