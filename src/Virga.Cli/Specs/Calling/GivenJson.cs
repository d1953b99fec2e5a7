using System.Globalization;
using System.Text.Json;
using Virga.Specs.Model;

namespace Virga.Cli.Specs.Calling;

/// <summary>Texts of a command line as JSON in the shape of a schema.</summary>
internal sealed class GivenJson(IReadOnlyList<GivenValue> values, Stream input)
{
    public JsonElement Of(SchemaModel schema)
    {
        var first = values[0];
        if (schema.Kind != SchemaKind.Array) return One(first.Name, first.Read(input), schema);
        if (values.Count == 1 && first.Read(input) is var text && text.TrimStart().StartsWith('[')) return Parsed(first.Name, text);
        return Made(writer =>
        {
            writer.WriteStartArray();
            foreach (var value in values) One(value.Name, value.Read(input), schema.Items!).WriteTo(writer);
            writer.WriteEndArray();
        });
    }

    private static JsonElement One(string name, string text, SchemaModel schema)
    {
        if (schema.Nullable && text == "null") return Parsed(name, text);
        switch (schema.Kind)
        {
            case SchemaKind.String or SchemaKind.Binary:
                if (schema.Enum.Count > 0 && !schema.IsOpenEnum && schema.Enum.All(value => value.Value != text)) throw new UsageException($"'{name}' is one of {string.Join(", ", schema.Enum.Select(value => value.Value))}, not '{text}'.{Help.Nearest.Hint(text, schema.Enum.Select(value => value.Value))}");
                return Made(writer => writer.WriteStringValue(text));
            case SchemaKind.Integer:
                return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? Parsed(name, text) : throw new UsageException($"'{name}' is a whole number, not '{text}'.");
            case SchemaKind.Number:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Parsed(name, text) : throw new UsageException($"'{name}' is a number, not '{text}'.");
            case SchemaKind.Boolean:
                return text is "true" or "false" ? Parsed(name, text) : throw new UsageException($"'{name}' is true or false, not '{text}'.");
            case SchemaKind.Object or SchemaKind.Map or SchemaKind.Array:
                return Parsed(name, text);
            default:
                return IsJson(text) ? Parsed(name, text) : Made(writer => writer.WriteStringValue(text));
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement Parsed(string name, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new UsageException($"'{name}' is no JSON: {e.Message}");
        }
    }

    private static JsonElement Made(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) write(writer);
        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }
}
