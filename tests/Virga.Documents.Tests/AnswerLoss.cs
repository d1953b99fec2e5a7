using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Virga.Specs.Planning;

namespace Virga.Documents.Tests;

/// <summary>Looks whether everything that an answer said, as far as its schema names it, is in what was read of it.</summary>
internal sealed class AnswerLoss(ClientPlan plan)
{
    private readonly Dictionary<string, ObjectPlan> _objects = plan.Objects.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);
    private readonly Dictionary<string, UnionPlan> _unions = plan.Unions.ToDictionary(item => item.Type.CSharp, StringComparer.Ordinal);

    /// <summary>Where something was lost; null when nothing was.</summary>
    public string? Find(TypePlan type, JsonNode? json, object? value, string at)
    {
        if (json is null) return null;
        if (value is null) return at;
        if (value is JsonElement element) return JsonNode.DeepEquals(json, JsonNode.Parse(element.GetRawText())) ? null : at;
        return type.Kind switch
        {
            TypeKind.Object => Members(_objects[type.CSharp], json as JsonObject, value, at),
            TypeKind.List => Items(type.Element!, json as JsonArray, [.. ((IEnumerable)value).Cast<object?>()], at),
            TypeKind.Map => Entries(type.Element!, json as JsonObject, value, at),
            TypeKind.Union => Variant(type, json, value.GetType().GetProperty("Value")!.GetValue(value), at),
            _ => Scalar(json, value) ? null : $"{at} ({json} became {Convert.ToString(value, CultureInfo.InvariantCulture)})",
        };
    }

    /// <summary>The same of items that were read one by one.</summary>
    public string? FindItems(TypePlan type, JsonNode? json, IList items, string at) => Items(type, json as JsonArray, [.. items.Cast<object?>()], at);

    private string? Members(ObjectPlan item, JsonObject? json, object value, string at)
    {
        foreach (var (name, node) in json ?? [])
        {
            if (item.Members.FirstOrDefault(member => member.WireName == name) is not { } member) continue;
            if (Find(member.Type, node, value.GetType().GetProperty(member.Property.TrimStart('@'))!.GetValue(value), $"{at}.{name}") is { } lost) return lost;
        }

        return json is null ? at : null;
    }

    private string? Items(TypePlan type, JsonArray? json, object?[] items, string at)
    {
        if (json is null || json.Count != items.Length) return at;
        return json.Select((node, index) => Find(type, node, items[index], $"{at}[{index}]")).FirstOrDefault(lost => lost is not null);
    }

    private string? Entries(TypePlan type, JsonObject? json, object map, string at)
    {
        var entries = ((IEnumerable)map).Cast<object>().ToDictionary(pair => (string)pair.GetType().GetProperty("Key")!.GetValue(pair)!, pair => pair.GetType().GetProperty("Value")!.GetValue(pair), StringComparer.Ordinal);
        foreach (var (name, node) in json ?? [])
        {
            if (Find(type, node, entries.GetValueOrDefault(name), $"{at}.{name}") is { } lost) return lost;
        }

        return json is null ? at : null;
    }

    private string? Variant(TypePlan type, JsonNode json, object? value, string at)
    {
        if (value is null) return at;
        if (value is JsonElement) return Find(type with { Kind = TypeKind.Any }, json, value, at);
        var variant = _unions[type.CSharp].Variants.FirstOrDefault(candidate => candidate.Type.Kind switch
        {
            TypeKind.List => value is IEnumerable and not string,
            TypeKind.Map => value is IEnumerable and not string,
            _ => RandomValues.IsOf(candidate.Type, value.GetType()),
        });
        return variant is null ? at : Find(variant.Type, json, value, at);
    }

    private static bool Scalar(JsonNode json, object value)
    {
        var text = json.GetValueKind() == JsonValueKind.String ? json.GetValue<string>() : json.ToJsonString();
        return value switch
        {
            string own => own == text,
            bool flag => flag == (text == "true"),
            DateTimeOffset time => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var came) ? came == time : long.TryParse(text, CultureInfo.InvariantCulture, out _),
            DateOnly day => day == DateOnly.Parse(text, CultureInfo.InvariantCulture),
            TimeOnly or TimeSpan => true,
            Guid id => id == Guid.Parse(text),
            Uri uri => uri.OriginalString == text,
            ReadOnlyMemory<byte> bytes => Convert.ToBase64String(bytes.Span).TrimEnd('=') == text.TrimEnd('='),
            int or long or decimal => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == Convert.ToDecimal(value, CultureInfo.InvariantCulture),
            float or double => double.TryParse(text, CultureInfo.InvariantCulture, out var real) && Math.Abs(real - Convert.ToDouble(value, CultureInfo.InvariantCulture)) <= Math.Abs(real) * 1e-6,
            Enum closed => closed.ToString().Length > 0,
            _ => value.ToString() == text,
        };
    }
}
