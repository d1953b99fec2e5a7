using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>Whether two schemas say the same, as those do that a document repeats under each media type.</summary>
internal static class SchemaShapes
{
    // Deeper ones are taken for different: a second type is right, if not nice.
    private const int Depth = 6;

    public static bool Same(SchemaModel? a, SchemaModel? b) => Same(a, b, Depth);

    private static bool Same(SchemaModel? a, SchemaModel? b, int depth)
    {
        if (ReferenceEquals(a, b)) return true;
        if (a is null || b is null || depth == 0 || a.Key != b.Key || a.Kind != b.Kind || a.Format != b.Format || a.Nullable != b.Nullable || !Equals(a.Xml, b.Xml)) return false;
        if (a.KeepUnknown != b.KeepUnknown || !Equals(a.Const, b.Const) || !a.Enum.Select(value => value.Value).SequenceEqual(b.Enum.Select(value => value.Value))) return false;
        return a.Kind is SchemaKind.Any or SchemaKind.Object or SchemaKind.Map or SchemaKind.Array or SchemaKind.String or SchemaKind.Integer or SchemaKind.Number or SchemaKind.Boolean or SchemaKind.Binary
            && Same(a.Items, b.Items, depth - 1)
            && Same(a.AdditionalProperties, b.AdditionalProperties, depth - 1)
            && a.Properties.Count == b.Properties.Count
            && a.Properties.Zip(b.Properties, (x, y) => x.WireName == y.WireName && x.Required == y.Required && x.Nullable == y.Nullable && Equals(x.Xml, y.Xml) && Same(x.Schema, y.Schema, depth - 1)).All(same => same);
    }
}
