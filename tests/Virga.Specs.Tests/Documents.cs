using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

/// <summary>The documents beside the tests, and short ways to read them.</summary>
internal static class Documents
{
    public static readonly string[] Corpus = ["notes.yaml", "notes.json", "library-3.0.yaml", "files-xml.yaml", "session.yaml", "archive.yaml", "garage-2.0.yaml"];

    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);

    public static SpecText Text(string name) => new(name, File.ReadAllText(Path.Combine(Folder("documents"), name)));

    public static ReadingResult Read(string yaml, string path = "spec.yaml") => SpecReader.Read(new SpecText(path, yaml), CancellationToken.None);

    public static ServiceModel Model(string name)
    {
        var result = SpecReader.Read(Text(name), CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }

    /// <summary>A model of a spec that must have no fault.</summary>
    public static ServiceModel Clean(string yaml)
    {
        var result = Read(yaml);
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }

    /// <summary>One operation around what a test is about.</summary>
    public static string Spec(string operation, string components = "", string root = "") => $$"""
        openapi: 3.1.0
        info: { title: Sample, version: "1" }
        {{root}}
        paths:
          /things/{id}:
            get:
              operationId: getThing
              parameters:
                - { name: id, in: path, required: true, schema: { type: string } }
                - { name: limit, in: query, schema: { type: integer } }
        {{Indent(operation, 6)}}
        components:
        {{(components.Length == 0 ? "  schemas: {}" : Indent(components, 2))}}
        """;

    public static string Schemas(string schemas) => Spec(
        "responses: { \"200\": { description: ok, content: { application/json: { schema: { $ref: \"#/components/schemas/Thing\" } } } } }",
        "schemas:\n" + Indent(schemas, 2));

    private static string Indent(string text, int spaces) => string.Join('\n', text.Split('\n').Select(line => new string(' ', spaces) + line));
}
