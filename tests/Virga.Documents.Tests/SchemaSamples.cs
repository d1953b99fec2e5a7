using System.Globalization;
using System.Text.Json.Nodes;

namespace Virga.Documents.Tests;

/// <summary>Values that a schema allows, made from its examples where it has some, else from what it says. One of <paramref name="isFull"/> has every optional member, the other none.</summary>
internal sealed class SchemaSamples(JsonObject root, bool isFull)
{
    private const int Deepest = 5;

    /// <summary>A value for a request, which read-only members are no part of.</summary>
    public JsonNode? Make(JsonNode? schema, int depth = 0)
    {
        if (Follow(schema) is not JsonObject own) return new JsonObject();
        if (Given(own) is { } given) return WithoutReadOnly(own, given.DeepClone());
        var merged = Merge(own, 0);
        if (Given(merged) is { } inherited) return WithoutReadOnly(merged, inherited.DeepClone());
        if ((merged["oneOf"] ?? merged["anyOf"]) is JsonArray { Count: > 0 } choices)
        {
            var choice = Merge(Choice(choices, depth), 0);
            if (Given(choice) is { } chosen && merged["properties"] is null) return WithoutReadOnly(choice, chosen.DeepClone());
            var discriminator = merged["discriminator"]?["propertyName"]?.GetValue<string>();
            var made = Make(Merge(new JsonObject { ["allOf"] = new JsonArray(WithoutChoices(merged), choice.DeepClone()) }, 0), depth);
            if (discriminator is not null && made is JsonObject named && !named.ContainsKey(discriminator)) named[discriminator] = "";
            return made;
        }

        if (merged["enum"] is JsonArray { Count: > 0 } values && values.All(value => value is null)) return null;
        return Type(merged) switch
        {
            "object" => Object(merged, depth),
            "array" => Array(merged, depth),
            "integer" or "number" => Number(merged),
            "boolean" => true,
            "null" => null,
            _ => Text(merged),
        };
    }

    /// <summary>A node with its references followed.</summary>
    public JsonNode? Follow(JsonNode? node)
    {
        for (var hops = 0; hops < 50 && node is JsonObject item && item["$ref"]?.GetValue<string>() is { } reference && reference.StartsWith("#/", StringComparison.Ordinal); hops++)
        {
            node = reference[2..].Split('/').Select(part => Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
                .Aggregate<string, JsonNode?>(root, (at, key) => at is JsonArray list && int.TryParse(key, CultureInfo.InvariantCulture, out var index) ? list[index] : (at as JsonObject)?[key]);
        }

        return node;
    }

    private static JsonNode? Given(JsonObject schema)
    {
        if (schema["const"] is { } constant) return constant;
        if (schema["example"] is { } example) return example;
        if (schema["examples"] is JsonArray { Count: > 0 } examples && examples[0] is { } first) return first;
        if (schema["default"] is { } preset && schema["enum"] is null && preset is not JsonArray { Count: 0 }) return preset;
        return (schema["enum"] as JsonArray)?.FirstOrDefault(value => value is not null);
    }

    private JsonNode WithoutReadOnly(JsonObject schema, JsonNode value)
    {
        if (value is JsonObject members && Merge(schema, 0)["properties"] is JsonObject properties)
        {
            foreach (var key in members.Select(member => member.Key).ToArray())
            {
                if (Follow(properties[key]) is not JsonObject property) continue;
                if (IsReadOnly(property)) members.Remove(key);
                else if (members[key] is { } inner) members[key] = WithoutReadOnly(property, inner.DeepClone());
            }
        }

        if (value is JsonArray items && Follow(schema["items"]) is JsonObject item)
        {
            for (var i = 0; i < items.Count; i++) items[i] = items[i] is { } inner ? WithoutReadOnly(item, inner.DeepClone()) : null;
        }

        return value;
    }

    private JsonObject Merge(JsonObject schema, int depth)
    {
        if (schema["allOf"] is not JsonArray parts || depth > 20) return schema;
        var merged = new JsonObject();
        foreach (var part in parts.Select(Follow).OfType<JsonObject>().Select(part => Merge(part, depth + 1)).Append(schema))
        {
            foreach (var (key, value) in part)
            {
                if (key == "allOf") continue;
                if (key == "properties" && merged[key] is JsonObject known)
                {
                    foreach (var (name, property) in value!.AsObject()) known[name] = property?.DeepClone();
                }
                else if (key == "required" && merged[key] is JsonArray required)
                {
                    foreach (var name in value!.AsArray()) required.Add(name!.DeepClone());
                }
                else
                {
                    merged[key] = value?.DeepClone();
                }
            }
        }

        return merged;
    }

    private JsonObject Choice(JsonArray choices, int depth)
    {
        var found = choices.Select(Follow).OfType<JsonObject>().Where(choice => Type(choice) != "null").ToArray();
        return (depth >= Deepest ? found.FirstOrDefault(choice => Type(Merge(choice, 0)) is not ("object" or "array")) : null) ?? found.FirstOrDefault() ?? [];
    }

    private static JsonObject WithoutChoices(JsonObject schema)
    {
        var copy = schema.DeepClone().AsObject();
        foreach (var key in (string[])["oneOf", "anyOf", "discriminator"]) copy.Remove(key);
        return copy;
    }

    private JsonObject Object(JsonObject schema, int depth)
    {
        var made = new JsonObject();
        var required = (schema["required"] as JsonArray)?.Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (Follow(property) is not JsonObject item || IsReadOnly(item) || (property as JsonObject)?["readOnly"]?.ToString() == "true") continue;
            if (required.Contains(name) || (isFull && depth < Deepest - 2)) made[name] = Make(property, depth + 1);
        }

        if (made.Count == 0 && schema["properties"] is null && schema["additionalProperties"] is JsonObject values && depth < Deepest) made["key"] = Make(values, depth + 1);
        return made;
    }

    private static bool IsReadOnly(JsonObject schema) => schema["readOnly"]?.ToString() == "true";

    private JsonArray Array(JsonObject schema, int depth)
    {
        var least = (int?)schema["minItems"]?.GetValue<double>() ?? 0;
        var made = new JsonArray();
        for (var count = Math.Max(least, depth < Deepest ? 1 : 0); count > 0; count--) made.Add(Make(schema["items"], depth + 1));
        return made;
    }

    private static JsonNode Number(JsonObject schema)
    {
        double? At(string key) => schema[key] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
        var step = At("multipleOf") ?? 1;
        var least = At("exclusiveMinimum") is { } above ? above + step : At("minimum") is { } from ? schema["exclusiveMinimum"]?.ToString() == "true" ? from + step : from : Math.Min(1, At("maximum") ?? 1);
        var value = Math.Ceiling(least / step) * step;
        return Type(schema) == "integer" ? JsonValue.Create((long)value) : JsonValue.Create(value);
    }

    private static string Text(JsonObject schema)
    {
        if (schema["pattern"]?.GetValue<string>() is { } pattern && PatternText.Make(pattern) is { } matching) return matching;
        var text = schema["format"]?.ToString() switch
        {
            "date-time" => "2026-01-02T03:04:05Z",
            "date" => "2026-01-02",
            "time" => "03:04:05Z",
            "duration" => "PT1H",
            "uuid" => "0f8fad5b-d9cb-469f-a165-70867728950e",
            "uri" or "url" => "https://example.com/a",
            "email" => "someone@example.com",
            "hostname" => "host.example.com",
            "ipv4" => "192.0.2.1",
            "ipv6" => "2001:db8::1",
            "byte" => "AAEC",
            "http-date" => "Fri, 02 Jan 2026 03:04:05 GMT",
            "int64" or "int32" => "12",
            _ => "text",
        };
        if (schema["contentEncoding"]?.ToString() == "base64") text = "AAEC";
        var (least, most) = ((int?)schema["minLength"]?.GetValue<double>() ?? 0, (int?)schema["maxLength"]?.GetValue<double>() ?? int.MaxValue);
        return text.Length < least ? text.PadRight(least, 'x') : text.Length > most ? text[..most] : text;
    }

    private static string? Type(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null") ?? "null",
        JsonValue one => one.GetValue<string>(),
        _ => schema["properties"] is not null || schema["additionalProperties"] is not null ? "object" : schema["items"] is not null ? "array" : null,
    };
}
