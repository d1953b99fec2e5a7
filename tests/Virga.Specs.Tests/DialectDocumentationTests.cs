using System.Text.Json;
using System.Text.RegularExpressions;
using Virga.Specs.Model;
using Virga.Specs.Reading;
using Virga.Specs.Reading.Files;

namespace Virga.Specs.Tests;

/// <summary>The table of keys in code, specs/README.md and specs/virga.schema.json say the same.</summary>
public partial class DialectDocumentationTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Documents.Folder("specs"), "README.md"));
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Documents.Folder("specs"), "virga.schema.json"))).RootElement;

    private static readonly Dictionary<DialectPlace, string> PlaceNames = new()
    {
        [DialectPlace.Root] = "spec", [DialectPlace.ServerVariable] = "serverVariable", [DialectPlace.SecurityScheme] = "securityScheme", [DialectPlace.Operation] = "operation",
        [DialectPlace.Parameter] = "parameter", [DialectPlace.MediaType] = "mediaType", [DialectPlace.Response] = "response", [DialectPlace.ResponseHeader] = "header",
    };

    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Match match in Fence().Matches(Readme)) data.Add(match.Groups[1].Value, match.Groups[2].Value);
            return data;
        }
    }

    public static TheoryData<string> ShippedDocuments => [.. ShippedPaths];

    private static IEnumerable<string> ShippedPaths =>
        Directory.GetFiles(Documents.Folder("specs"), "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Documents.Folder("specs"), path)).Order(StringComparer.Ordinal);

    public static TheoryData<string> SampleSpecs => [.. Documents.Corpus];

    [Fact]
    public void EveryKeyHasARowAndAnExample()
    {
        var examples = string.Concat(Fence().Matches(Readme).Select(match => match.Groups[2].Value));
        Assert.All(DialectKeys.All, key =>
        {
            var row = Assert.Single(Readme.Split('\n'), line => line.StartsWith($"| [`{key.Name}`]", StringComparison.Ordinal));
            Assert.Equal(!key.HasEffect, row.Contains("without effect yet", StringComparison.Ordinal));
            Assert.Contains(key.Name + ":", examples, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void TheReadmeNamesNoKeyThatIsNotRead() =>
        Assert.All(KeyName().Matches(Readme).Select(match => match.Value).Where(name => name != "x-virga-"), name => Assert.NotNull(DialectKeys.Find(name)));

    [Fact]
    public void TheSchemaHasEachKeyAtItsPlaces()
    {
        var places = PlaceNames.Append(new(DialectPlace.Schema | DialectPlace.Member, "schema"));
        Assert.All(places, place =>
        {
            var inSchema = Schema.GetProperty("$defs").GetProperty(place.Value).GetProperty("properties").EnumerateObject().Select(member => member.Name).Where(name => name.StartsWith(DialectKeys.Prefix, StringComparison.Ordinal));
            var inCode = DialectKeys.All.Where(key => (key.Places & place.Key) != 0).Select(key => key.Name);
            Assert.Equal(inCode.Order(StringComparer.Ordinal), inSchema.Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void TheSchemaKnowsAllErrorKinds()
    {
        var kinds = Schema.GetProperty("$defs").GetProperty("x-virga-error").GetProperty("properties").GetProperty("kinds").GetProperty("items").GetProperty("properties").GetProperty("kind").GetProperty("enum");
        Assert.Equal(ErrorKinds.All, kinds.EnumerateArray().Select(kind => kind.GetString()));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void EveryExampleIsRead(string place, string example)
    {
        if (place == "overlay")
        {
            var shelf = Documents.Spec("responses: { \"204\": { description: ok } }\n", root: "x-old: { deprecated: true }");
            var laid = SpecReader.Read(new SpecText("files.yaml", shelf), CancellationToken.None, [new SpecText("overlay.yaml", example)]);
            Assert.Equal("FindThing", laid.Model!.Operations[0].Name);
            Assert.DoesNotContain(laid.Diagnostics, found => found.Severity == SpecSeverity.Error);
            return;
        }

        var text = new SpecText("example.yaml", place is "adapter" or "call-protocol" ? example : Whole(place, example));
        Assert.Empty(new SchemaValidator(Schema).Validate(TreeJson.Of(text)));
        if (place != "adapter") Assert.Empty(SpecReader.Read(text, CancellationToken.None).Diagnostics);
    }

    [Theory]
    [MemberData(nameof(SampleSpecs))]
    public void SampleDocumentsFitTheSchema(string name) => Assert.Empty(new SchemaValidator(Schema).Validate(TreeJson.Of(Documents.Text(name))));

    [Theory]
    [MemberData(nameof(ShippedDocuments))]
    public void ShippedDocumentsFitTheSchemaAndAreReadWithoutAFault(string path)
    {
        Assert.Empty(new SchemaValidator(Schema).Validate(TreeJson.Of(Shipped(path))));
        var services = ServiceGrouping.Of(ShippedPaths.Select(Shipped).Where(text => SpecReader.Sniff(text) != DocumentKind.Adapter).Select(text => DocumentLinks.Read(text, CancellationToken.None)));
        Assert.Empty(services.Diagnostics);
        if (services.Services.FirstOrDefault(service => service.Main == path) is { } files)
            Assert.Empty(SpecReader.Read(Shipped(path), CancellationToken.None, [.. files.Others.Select(Shipped)]).Diagnostics);
    }

    [Theory]
    [InlineData("vs007-unknown-keys.yaml", 4)]
    [InlineData("vs008-operation.yaml", 6)]
    [InlineData("vs010-names.yaml", 2)]
    public void WhatIsRefusedDoesNotFitTheSchema(string file, int faults)
    {
        var text = File.ReadAllText(Path.Combine(Documents.Folder("Faults"), file));
        Assert.Equal(faults, new SchemaValidator(Schema).Validate(TreeJson.Of(new SpecText(file, text))).Count);
    }

    [Theory]
    [InlineData("virga-adapter: 2\nadapts: A\nspec: b\nclass: C\n")]
    [InlineData("virga-adapter: 1\nadapts: A\nspec: b\n")]
    [InlineData("virga-adapter: 1\nadapts: A\nspec: b\nclass: C\nmembrs: {}\n")]
    [InlineData("virga-adapter: 1\nadapts: A\nspec: b\nclass: C\nmembers: { X: { call: y, with: { a: { $eech: b } } } }\n")]
    public void WrongAdaptersDoNotFitTheSchema(string yaml) => Assert.NotEmpty(new SchemaValidator(Schema).Validate(TreeJson.Of(new SpecText("a.yaml", yaml))));

    private static SpecText Shipped(string path) => new(path, File.ReadAllText(Path.Combine(Documents.Folder("specs"), path)));

    private static string Whole(string place, string example)
    {
        const string Ok = "responses: { \"200\": { description: ok } }";
        return place switch
        {
            "root" => Documents.Spec(Ok, root: example),
            "operation" => Documents.Spec(Ok + "\n" + example).Replace("        - { name: limit", "        - { name: after, in: query, schema: { type: string } }\n        - { name: version, in: query, schema: { type: string } }\n        - { name: limit", StringComparison.Ordinal),
            "response" => Documents.Spec("responses:\n  \"404\":\n" + Indented(example, 4)),
            "parameter" => Documents.Spec(Ok).Replace("        - { name: limit", "        -\n" + Indented(example, 10) + "\n        - { name: limit", StringComparison.Ordinal),
            "server-variable" => Documents.Spec(Ok, root: "servers:\n  - url: \"{base}\"\n    variables:\n      base:\n" + Indented(example, 8)),
            "security-scheme" => Documents.Spec(Ok, "securitySchemes:\n  own:\n" + Indented(example, 4)),
            "schema" => Documents.Schemas("Thing:\n" + Indented(example, 2)),
            "member" => Documents.Schemas("Thing:\n  type: object\n  properties:\n    it:\n" + Indented(example, 6)),
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, "No such place."),
        };
    }

    private static string Indented(string text, int spaces) => string.Join('\n', text.TrimEnd().Split('\n').Select(line => new string(' ', spaces) + line));

    [GeneratedRegex("^```yaml ([a-z-]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("x-virga-[a-z-]*")]
    private static partial Regex KeyName();
}
