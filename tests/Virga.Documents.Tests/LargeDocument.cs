using System.Text.Json.Nodes;

namespace Virga.Documents.Tests;

/// <summary>A document of many operations, made without chance: every number of operations gives one text.</summary>
internal static class LargeDocument
{
    private static readonly string[] Nouns =
        ["account", "order", "invoice", "parcel", "ticket", "sensor", "vehicle", "route", "permit", "lesson", "recipe", "shelf", "meter", "contract", "garden", "berth", "filter", "wallet", "signal", "archive"];

    private static readonly string[] Scalars =
        ["string", "string:date-time", "integer:int32", "integer:int64", "number:double", "boolean", "string:uuid", "string:date", "string:uri", "string:byte", "number:decimal", "string:duration"];

    public static string Json(int operations)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject { ["Problem"] = Problem() };
        for (var resource = 0; operations > 0; resource++)
        {
            var name = Nouns[resource % Nouns.Length] + (resource < Nouns.Length ? "" : (resource / Nouns.Length).ToString());
            var type = char.ToUpperInvariant(name[0]) + name[1..];
            schemas[type] = Resource(type, resource);
            var collection = new JsonObject { ["get"] = List(type), ["post"] = Body("create", type, "201") };
            var item = new JsonObject
            {
                ["parameters"] = new JsonArray(Parameter("id", "path", Scalar("string"), true)),
                ["get"] = Get(type),
                ["put"] = Body("replace", type, "200"),
                ["delete"] = Delete(type),
            };
            operations -= Take(paths, $"/{name}s", collection, operations);
            if (operations > 0) operations -= Take(paths, $"/{name}s/{{id}}", item, operations);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Large", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://large.example.com/v1" }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        }.ToJsonString();
    }

    /// <summary>Adds as many operations of a path as are still wanted, and says how many.</summary>
    private static int Take(JsonObject paths, string path, JsonObject item, int wanted)
    {
        foreach (var method in item.Select(entry => entry.Key).Where(key => key != "parameters").Skip(wanted).ToArray()) item.Remove(method);
        paths[path] = item;
        return item.Count(entry => entry.Key != "parameters");
    }

    private static JsonObject Resource(string type, int number)
    {
        var members = new JsonObject { ["id"] = Scalar("string") };
        for (var i = 0; i < 4 + (number % 9); i++) members[$"member_{(char)('a' + i)}"] = Scalar(Scalars[(number + (i * 5)) % Scalars.Length]);
        members["state"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("new", "open", $"closed-{number % 3}") };
        members["tags"] = new JsonObject { ["type"] = "array", ["items"] = Scalar("string") };
        members["labels"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Scalar("string") };
        members["parts"] = new JsonObject { ["type"] = "array", ["items"] = Reference(type) };
        members["origin"] = new JsonObject { ["type"] = "object", ["description"] = $"Where the {type} comes from.", ["required"] = new JsonArray("place"), ["properties"] = new JsonObject { ["place"] = Scalar("string"), ["since"] = Scalar("string:date-time") } };
        return new JsonObject { ["type"] = "object", ["description"] = $"A {type} & what belongs to it.", ["required"] = new JsonArray("id", "state"), ["properties"] = members };
    }

    private static JsonObject List(string type) => new()
    {
        ["operationId"] = $"list{type}s",
        ["summary"] = $"Lists every {type}.",
        ["tags"] = new JsonArray(type),
        ["parameters"] = new JsonArray(
            Parameter("page", "query", Scalar("integer:int32"), false),
            Parameter("sort", "query", new JsonObject { ["type"] = "array", ["items"] = Scalar("string") }, false),
            Parameter("X-Trace", "header", Scalar("string:uuid"), false)),
        ["responses"] = new JsonObject { ["200"] = Response(new JsonObject { ["type"] = "array", ["items"] = Reference(type) }), ["default"] = Response(Reference("Problem")) },
    };

    private static JsonObject Get(string type) => new()
    {
        ["operationId"] = $"get{type}",
        ["tags"] = new JsonArray(type),
        ["responses"] = new JsonObject { ["200"] = Response(Reference(type)), ["404"] = Response(Reference("Problem")) },
    };

    private static JsonObject Body(string verb, string type, string status) => new()
    {
        ["operationId"] = verb + type,
        ["description"] = $"Takes a {type} and gives it back as stored.",
        ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(Reference(type)) },
        ["responses"] = new JsonObject { [status] = Response(Reference(type)), ["4XX"] = Response(Reference("Problem")) },
    };

    private static JsonObject Delete(string type) => new()
    {
        ["operationId"] = "delete" + type,
        ["responses"] = new JsonObject { ["204"] = new JsonObject { ["description"] = "Gone." } },
    };

    private static JsonObject Problem() => new() { ["type"] = "object", ["properties"] = new JsonObject { ["code"] = Scalar("string"), ["message"] = Scalar("string") } };

    private static JsonObject Response(JsonObject schema) => new() { ["description"] = "The answer.", ["content"] = Content(schema) };

    private static JsonObject Content(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(string type) => new() { ["$ref"] = "#/components/schemas/" + type };

    private static JsonObject Parameter(string name, string location, JsonObject schema, bool required) => new() { ["name"] = name, ["in"] = location, ["required"] = required, ["schema"] = schema };

    private static JsonObject Scalar(string type)
    {
        var parts = type.Split(':');
        var schema = new JsonObject { ["type"] = parts[0] };
        if (parts.Length > 1) schema["format"] = parts[1];
        return schema;
    }
}
