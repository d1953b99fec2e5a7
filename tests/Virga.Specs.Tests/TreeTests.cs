using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

public class TreeTests
{
    [Theory]
    [InlineData("1", ScalarKind.Number, "1")]
    [InlineData("-1.5e3", ScalarKind.Number, "-1.5e3")]
    [InlineData("0x1F", ScalarKind.Number, "31")]
    [InlineData("true", ScalarKind.Boolean, "true")]
    [InlineData("True", ScalarKind.Boolean, "true")]
    [InlineData("yes", ScalarKind.String, "yes")]
    [InlineData("on", ScalarKind.String, "on")]
    [InlineData("12:30", ScalarKind.String, "12:30")]
    [InlineData("2026-01-01", ScalarKind.String, "2026-01-01")]
    [InlineData("1.2.3", ScalarKind.String, "1.2.3")]
    [InlineData("'1'", ScalarKind.String, "1")]
    [InlineData("\"true\"", ScalarKind.String, "true")]
    [InlineData("!!str 1", ScalarKind.String, "1")]
    [InlineData("~", ScalarKind.Null, null)]
    [InlineData("", ScalarKind.Null, null)]
    [InlineData("null", ScalarKind.Null, null)]
    [InlineData("'null'", ScalarKind.String, "null")]
    [InlineData("-", ScalarKind.String, "-", true)]
    public void ScalarsAreThoseOfTheCoreSchema(string written, ScalarKind kind, string? text, bool isQuoted = false)
    {
        var node = Tree("spec.yaml", "key: " + (isQuoted ? $"\"{written}\"" : written))["key"]!;
        Assert.Equal((kind, text), (node.ScalarKind, node.Scalar));
    }

    [Fact]
    public void NodesOfYamlKnowWhereTheyStand()
    {
        var root = Tree("spec.yaml", "# comment\na: 'x y'\nlist:\n  - { b: 12 }\n  - |\n    text\n");
        Assert.Equal(new SourcePosition("spec.yaml", 1, 0, 1), root.Entry("a")!.KeyPosition);
        Assert.Equal(new SourcePosition("spec.yaml", 1, 3, 5), root["a"]!.Position);
        var list = root["list"]!;
        Assert.Equal(new SourcePosition("spec.yaml", 3, 4, 1), list.Items[0].Position);
        Assert.Equal(new SourcePosition("spec.yaml", 3, 9, 2), list.Items[0]["b"]!.Position);
        Assert.Equal(new SourcePosition("spec.yaml", 4, 4, 1), list.Items[1].Position);
    }

    [Fact]
    public void NodesOfJsonKnowWhereTheyStand()
    {
        var root = Tree("spec.json", "{\r\n  \"a\": \"x\\u0041\",\r\n  \"b\": [ 1, null ]\r\n}");
        Assert.Equal(new SourcePosition("spec.json", 1, 2, 3), root.Entry("a")!.KeyPosition);
        Assert.Equal(new SourcePosition("spec.json", 1, 7, 9), root["a"]!.Position);
        Assert.Equal("xA", root["a"]!.Scalar);
        Assert.Equal(new SourcePosition("spec.json", 2, 12, 4), root["b"]!.Items[1].Position);
        Assert.True(root["b"]!.Items[1].IsNull);
    }

    [Fact]
    public void AnAliasIsTheNodeOfItsAnchor()
    {
        var root = Tree("spec.yaml", "a: &x { b: 1 }\nc: *x\n");
        Assert.Same(root["a"], root["c"]);
    }

    [Fact]
    public void TheFirstOfTwoEqualKeysCounts()
    {
        var found = new List<SpecDiagnostic>();
        var root = DocumentReader.Read(new SpecText("spec.yaml", "a: 1\nb: 2\na: 3\n"), found, CancellationToken.None)!;
        Assert.Equal("1", root["a"]!.Scalar);
        Assert.Equal(("VS011", 2, 0), (found.Single().Id, found.Single().Position.Line, found.Single().Position.Column));
    }

    [Theory]
    [InlineData("openapi: 3.1.0\n", DocumentKind.OpenApi)]
    [InlineData("# note\n---\n\"openapi\": 3.1.0\n", DocumentKind.OpenApi)]
    [InlineData("\uFEFFvirga-adapter: 1\nspec: openapi.yaml\n", DocumentKind.Adapter)]
    [InlineData("{ \"info\": { \"swagger\": 1 }, \"openapi\": \"3.1.0\" }", DocumentKind.OpenApi)]
    [InlineData("{ openapi: 3.1.0 }", DocumentKind.OpenApi)]
    [InlineData("swagger: \"2.0\"", DocumentKind.OpenApi)]
    [InlineData("{ virga-adapter: 1 }", DocumentKind.Adapter)]
    [InlineData("info:\n  openapi: 3\n", DocumentKind.Unknown)]
    [InlineData("a: [", DocumentKind.Unknown)]
    [InlineData("", DocumentKind.Unknown)]
    public void ADocumentSaysWhatItIs(string text, DocumentKind kind) => Assert.Equal(kind, SpecReader.Sniff(new SpecText("spec", text)));

    private static MarkedNode Tree(string path, string text)
    {
        var found = new List<SpecDiagnostic>();
        var root = DocumentReader.Read(new SpecText(path, text), found, CancellationToken.None);
        Assert.Empty(found);
        return root!;
    }
}
