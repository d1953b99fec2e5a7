using System.Text.Json.Nodes;

namespace Virga.Documents.Tests;

/// <summary>Several documents of one version in one, each below a path of its own name, since one Prism starts as slowly as ten answer.</summary>
internal static class MergedDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static string Of(string version, IEnumerable<SpecDocument> documents)
    {
        var paths = new JsonObject();
        var components = new JsonObject();
        var number = 0;
        foreach (var document in documents)
        {
            var prefix = $"D{number++}_";
            var root = JsonNode.Parse(document.Json)!.AsObject();
            Rename(root, prefix);
            foreach (var (kind, entries) in root["components"] as JsonObject ?? [])
            {
                if (entries is not JsonObject named || kind.StartsWith("x-", StringComparison.Ordinal)) continue;
                if (components[kind] is null) components[kind] = new JsonObject();
                foreach (var (name, entry) in named) components[kind]![prefix + name] = entry?.DeepClone();
            }

            foreach (var (path, item) in root["paths"] as JsonObject ?? [])
            {
                if (item is not JsonObject || !path.StartsWith('/')) continue;
                paths[PathOf(document) + path] = WithSecurity(item.DeepClone().AsObject(), root["security"]);
            }
        }

        return new JsonObject { ["openapi"] = version, ["info"] = new JsonObject { ["title"] = "Merged", ["version"] = "1" }, ["paths"] = paths, ["components"] = components }.ToJsonString();
    }

    public static string PathOf(SpecDocument document) => "/" + document.Name.Replace('.', '-');

    private static JsonObject WithSecurity(JsonObject item, JsonNode? security)
    {
        item.Remove("servers");
        foreach (var operation in Methods.Select(method => item[method]).OfType<JsonObject>())
        {
            operation.Remove("servers");
            // Two documents may have operations of one id.
            operation.Remove("operationId");
            operation.Remove("callbacks");
            if (operation["security"] is null && security is not null) operation["security"] = security.DeepClone();
        }

        return item;
    }

    /// <summary>Gives references, discriminators and names of security schemes the prefix of their document.</summary>
    private static void Rename(JsonNode? node, string prefix)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) Rename(item, prefix);
        }

        if (node is not JsonObject members) return;
        foreach (var (key, value) in members.ToArray())
        {
            if (key == "$ref" && value is JsonValue) members[key] = Reference(value.ToString(), prefix);
            else if (key == "mapping" && value is JsonObject mapping && members.ContainsKey("propertyName")) Map(mapping, prefix);
            else if (key == "security" && value is JsonArray security) members[key] = new JsonArray([.. security.Select(choice => (JsonNode)new JsonObject(choice!.AsObject().Select(scheme => KeyValuePair.Create(prefix + scheme.Key, scheme.Value?.DeepClone()))))]);
            else Rename(value, prefix);
        }
    }

    private static void Map(JsonObject mapping, string prefix)
    {
        foreach (var (key, value) in mapping.ToArray()) mapping[key] = value!.ToString().StartsWith('#') ? Reference(value.ToString(), prefix) : prefix + value;
    }

    private static string Reference(string reference, string prefix)
    {
        var parts = reference.Split('/');
        if (parts.Length > 3 && parts[0] == "#" && parts[1] == "components") parts[3] = prefix + parts[3];
        return string.Join('/', parts);
    }
}
