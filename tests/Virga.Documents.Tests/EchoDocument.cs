using System.Text.Json.Nodes;

namespace Virga.Documents.Tests;

/// <summary>The schemas of a document, each behind an operation that takes a value and gives it back: whatever is emitted for a schema can then be written and read through the client.</summary>
internal static class EchoDocument
{
    // Values of these keys are about operations that are no longer there, or let a request say something other than the value.
    private static readonly string[] Dropped =
        ["security", "x-virga-sessions", "x-virga-error", "x-virga-endpoint", "x-virga-retry", "x-virga-from", "x-virga-idempotency-token", "x-virga-server-version", "x-ms-paths", "webhooks", "readOnly", "writeOnly", "securitySchemes", "securityDefinitions"];

    /// <summary>Makes it; null where a document has no schema that is a body in this media type.</summary>
    public static SpecDocument? Of(SpecDocument document, string mediaType)
    {
        var root = JsonNode.Parse(document.Json)!.AsObject();
        var isSwagger = root.ContainsKey("swagger");
        var schemas = Schemas(root, isSwagger);
        Hoist(root, schemas, mediaType, isSwagger);
        Drop(root);
        var paths = new JsonObject();
        var prefix = isSwagger ? "#/definitions/" : "#/components/schemas/";
        foreach (var (key, number) in schemas.Select((schema, number) => (schema.Key, number)))
        {
            var reference = new JsonObject { ["$ref"] = prefix + Uri.EscapeDataString(key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)) };
            paths[$"/echo/{number}"] = new JsonObject { ["post"] = isSwagger ? Swagger(number, reference) : Operation(number, reference, mediaType) };
        }

        if (paths.Count == 0) return null;
        root["paths"] = paths;
        if (isSwagger) root["host"] = "echo.example.com";
        else root["servers"] = new JsonArray(new JsonObject { ["url"] = "https://echo.example.com" });
        return document with { Files = [new SpecFile(document.Main.Path, root.ToJsonString()), .. document.Files.Skip(1)] };
    }

    private static JsonObject Operation(int number, JsonObject reference, string mediaType) => new()
    {
        ["operationId"] = $"echo{number}",
        ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = reference } } },
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "What came.", ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = reference.DeepClone() } } } },
    };

    private static JsonObject Swagger(int number, JsonObject reference) => new()
    {
        ["operationId"] = $"echo{number}",
        ["consumes"] = new JsonArray("application/json"),
        ["produces"] = new JsonArray("application/json"),
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "value", ["in"] = "body", ["required"] = true, ["schema"] = reference }),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "What came.", ["schema"] = reference.DeepClone() } },
    };

    private static JsonObject Schemas(JsonObject root, bool isSwagger)
    {
        if (isSwagger) return Child(root, "definitions");
        return Child(Child(root, "components"), "schemas");
    }

    private static JsonObject Child(JsonObject parent, string key)
    {
        if (parent[key] is not JsonObject) parent[key] = new JsonObject();
        return parent[key]!.AsObject();
    }

    /// <summary>Schemas that stand in place in bodies become components, so that each has an operation.</summary>
    private static void Hoist(JsonObject root, JsonObject schemas, string mediaType, bool isSwagger)
    {
        var found = new List<JsonObject>();
        Find(root["paths"], found, mediaType, isSwagger);
        foreach (var schema in found) schemas[$"Inline{schemas.Count}"] = schema.DeepClone();
    }

    private static void Find(JsonNode? node, List<JsonObject> found, string mediaType, bool isSwagger)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) Find(item, found, mediaType, isSwagger);
        }

        if (node is not JsonObject members) return;
        foreach (var (key, value) in members)
        {
            var isBody = isSwagger ? key == "schema" : key.StartsWith(mediaType, StringComparison.Ordinal);
            if (isBody && (isSwagger ? value : value?["schema"]) is JsonObject schema && !schema.ContainsKey("$ref") && schema["type"]?.ToString() is "object" or "array") found.Add(schema);
            else Find(value, found, mediaType, isSwagger);
        }
    }

    private static void Drop(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) Drop(item);
        }

        if (node is not JsonObject members) return;
        // A member of a schema may be called like one of these keys; its value is a schema then, which no such key has.
        foreach (var key in Dropped.Where(key => members[key] is { } value && !(value is JsonObject && key is "security" or "readOnly" or "writeOnly" or "webhooks"))) members.Remove(key);
        foreach (var (_, value) in members.ToArray()) Drop(value);
    }
}
