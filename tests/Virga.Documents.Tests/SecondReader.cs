using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using System.Text.Json.Nodes;

namespace Virga.Documents.Tests;

/// <summary>Microsoft.OpenApi, which knows JSON only, not x-ms-paths, and no other files unless it may load them.</summary>
internal static class SecondReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static (int Operations, int Schemas) Count(SpecDocument document)
    {
        var (operations, schemas) = (0, 0);
        foreach (var file in document.Files)
        {
            if (JsonNode.Parse(SpecDocument.JsonOf(file)) is not JsonObject root || !(root.ContainsKey("openapi") || root.ContainsKey("swagger"))) continue;
            foreach (var path in (root["paths"] as JsonObject ?? []).ToArray())
            {
                if (path.Value is JsonObject value && value["$ref"]?.GetValue<string>() is { } beside && Beside(document, file, beside) is { } item) root["paths"]![path.Key] = item;
            }

            // Counting needs no validation, which wants to follow references into files.
            var settings = new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetEmptyRuleSet() };
            var read = OpenApiDocument.Parse(root.ToJsonString(), "json", settings).Document ?? throw new InvalidOperationException($"Microsoft.OpenApi does not read {file.Path}");
            operations += read.Paths.Sum(path => path.Value.Operations?.Count ?? 0) + XmsPaths(root);
            schemas += read.Components?.Schemas?.Count ?? 0;
        }

        return (operations, schemas);
    }

    private static JsonNode? Beside(SpecDocument document, SpecFile from, string reference)
    {
        var path = new Uri(new Uri("file:///" + from.Path), reference).AbsolutePath.TrimStart('/');
        return document.Files.FirstOrDefault(file => file.Path == path) is { } found ? JsonNode.Parse(SpecDocument.JsonOf(found)) : null;
    }

    private static int XmsPaths(JsonObject root) =>
        (root["x-ms-paths"] as JsonObject)?.Sum(path => (path.Value as JsonObject)?.Count(entry => Methods.Contains(entry.Key)) ?? 0) ?? 0;
}
