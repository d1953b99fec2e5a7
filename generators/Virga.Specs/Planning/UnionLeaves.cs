using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>A variant of a union that is no union itself.</summary>
internal sealed record UnionLeaf(SchemaModel Schema, IReadOnlyList<string> Keys);

/// <summary>The variants of a union with those of unions inside it in their place, each once. So no union can lead to itself.</summary>
internal static class UnionLeaves
{
    public static IReadOnlyList<UnionLeaf> Of(SchemaModel union)
    {
        var leaves = new List<UnionLeaf>();
        Collect(union, [], union.Discriminator, [], leaves);
        var byWhat = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new Dictionary<SchemaModel, int>();
        var distinct = new List<UnionLeaf>();
        foreach (var leaf in leaves)
        {
            var what = What(leaf.Schema, numbers, 0);
            if (byWhat.TryGetValue(what, out var index))
            {
                distinct[index] = distinct[index] with { Keys = [.. distinct[index].Keys.Concat(leaf.Keys).Distinct(StringComparer.Ordinal)] };
                continue;
            }

            byWhat.Add(what, distinct.Count);
            distinct.Add(leaf);
        }

        return distinct;
    }

    /// <summary>Whether the values of a schema have a text that stands for them: a closed enum has one only beside its codec.</summary>
    public static bool IsText(SchemaModel schema) => ScalarTypes.For(schema) is var type
        && type.Format.Length == 0
        && type.Kind is not (TypeKind.Any or TypeKind.Stream or TypeKind.ContentRange)
        && schema.Kind is SchemaKind.String or SchemaKind.Integer or SchemaKind.Number or SchemaKind.Boolean
        && (schema.Enum.Count == 0 || schema.IsOpenEnum);

    private static void Collect(SchemaModel union, IReadOnlyList<string> keys, string? member, HashSet<SchemaModel> met, List<UnionLeaf> leaves)
    {
        if (!met.Add(union)) return;
        foreach (var variant in union.Variants)
        {
            var schema = variant.Schema.Original ?? variant.Schema;
            // The keys of a union inside count where both look at the same member.
            IReadOnlyList<string> all = union.Discriminator == member || member is null ? [.. keys.Concat(variant.Keys).Distinct(StringComparer.Ordinal)] : keys;
            if (schema.Kind == SchemaKind.Union) Collect(schema, all, member, met, leaves);
            else if (schema.Kind != SchemaKind.Any) leaves.Add(new UnionLeaf(schema, all));
        }
    }

    /// <summary>Equal for schemas of which one type comes.</summary>
    private static string What(SchemaModel schema, Dictionary<SchemaModel, int> numbers, int depth)
    {
        schema = schema.Original ?? schema;
        if (depth < 8 && schema is { Kind: SchemaKind.Array, Items: { } items }) return "a" + (items.Nullable ? "?" : "") + What(items, numbers, depth + 1);
        if (depth < 8 && schema is { Kind: SchemaKind.Map, AdditionalProperties: { } values }) return "m" + (values.Nullable ? "?" : "") + What(values, numbers, depth + 1);
        if (schema.Enum.Count == 0 && schema.Kind is not (SchemaKind.Object or SchemaKind.Array or SchemaKind.Map or SchemaKind.Union))
        {
            var type = ScalarTypes.For(schema);
            return type.Kind == TypeKind.Stream ? ScalarTypes.Text.CSharp : type.CSharp;
        }

        if (!numbers.TryGetValue(schema, out var number)) numbers.Add(schema, number = numbers.Count);
        return "#" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
