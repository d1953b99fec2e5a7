using System.Text.Json;
using System.Text.RegularExpressions;

namespace Virga.Specs.Tests;

/// <summary>As much of JSON Schema as specs/virga.schema.json uses; any other keyword is refused, so that none is skipped unseen.</summary>
internal sealed class SchemaValidator(JsonElement root)
{
    public IReadOnlyList<string> Validate(JsonElement value)
    {
        var faults = new List<string>();
        Check(root, value, "", faults);
        return faults;
    }

    private bool Fits(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        return faults.Count == 0;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            if (schema.ValueKind == JsonValueKind.False) faults.Add(at + ": not allowed");
            return;
        }

        foreach (var keyword in schema.EnumerateObject()) Check(schema, keyword, value, at, faults);
    }

    private void Check(JsonElement schema, JsonProperty keyword, JsonElement value, string at, List<string> faults)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "$ref": Check(root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value, at, faults); break;
            case "type":
                var types = rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(type => type.GetString()!) : [rule.GetString()!];
                if (!types.Any(type => IsOf(type, value))) faults.Add($"{at}: is {value.ValueKind}");
                break;
            case "const" when !JsonElement.DeepEquals(rule, value): faults.Add($"{at}: is not {rule}"); break;
            case "enum" when !rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)): faults.Add($"{at}: {value} is none of {rule}"); break;
            case "pattern" when value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, rule.GetString()!): faults.Add($"{at}: {value} does not match {rule}"); break;
            case "anyOf" when !rule.EnumerateArray().Any(one => Fits(one, value)): faults.Add($"{at}: {value} fits nothing"); break;
            case "if":
                if (Fits(rule, value)) Check(schema.GetProperty("then"), value, at, faults);
                else Check(schema.GetProperty("else"), value, at, faults);
                break;
            case "items" when value.ValueKind == JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Check(rule, item, at + "/-", faults);
                break;
            case "required" or "properties" or "additionalProperties" or "propertyNames":
                if (value.ValueKind == JsonValueKind.Object) CheckObject(schema, keyword, value, at, faults);
                break;
            case "const" or "enum" or "pattern" or "anyOf" or "items" or "then" or "else" or "description" or "title" or "default" or "$defs" or "$schema": break;
            default: throw new NotSupportedException(keyword.Name);
        }
    }

    private void CheckObject(JsonElement schema, JsonProperty keyword, JsonElement value, string at, List<string> faults)
    {
        foreach (var name in keyword.Name == "required" ? keyword.Value.EnumerateArray().Select(name => name.GetString()!) : [])
        {
            if (!value.TryGetProperty(name, out _)) faults.Add($"{at}: lacks {name}");
        }

        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}/{member.Name}";
            var isDeclared = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out _);
            if (keyword.Name == "properties" && isDeclared) Check(keyword.Value.GetProperty(member.Name), member.Value, place, faults);
            if (keyword.Name == "additionalProperties" && !isDeclared) Check(keyword.Value, member.Value, place, faults);
            if (keyword.Name == "propertyNames" && !Regex.IsMatch(member.Name, keyword.Value.GetProperty("pattern").GetString()!)) faults.Add($"{place}: no such key here");
        }
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new NotSupportedException(type),
    };
}
