using System.Globalization;
using System.Text;
using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>
/// Inline schemas that are written again and again get one type: where they stand under the same name and say the same, the documentation of their members included, the later
/// ones become copies of the first. What the spec names itself keeps its own type, and so do the variants of unions, which are told apart by their types.
/// </summary>
internal sealed class SameSchemas
{
    // Far below, schemas are told apart by identity: a chain that long is no habit of writing.
    private const int MaxDepth = 64;

    private readonly Dictionary<SchemaModel, int> _shapes = [];
    private readonly Dictionary<string, int> _shapesByText = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Shape, string Place), SchemaModel> _firsts = [];
    private readonly HashSet<SchemaModel> _begun = [];
    private readonly HashSet<SchemaModel> _met = [];
    private readonly HashSet<SchemaModel> _variants = [];
    private readonly List<SchemaModel> _twins = [];
    private readonly Stack<(SchemaModel Schema, string Place)> _open = new();
    private int _depth;
    private int _count;

    public static void Join(IReadOnlyList<OperationModel> operations)
    {
        var same = new SameSchemas();
        same.Walk(operations, same.FindVariants);
        same._met.Clear();
        same.Walk(operations, same.Join);
        foreach (var twin in same._twins) twin.Original = twin.Original!.Original ?? twin.Original;
    }

    private void FindVariants(SchemaModel schema, string place)
    {
        foreach (var variant in schema.Variants) _variants.Add(variant.Schema.Original ?? variant.Schema);
    }

    private void Join(SchemaModel schema, string place)
    {
        if (schema.Original is not null) _twins.Add(schema);
        else if (IsInline(schema))
        {
            var key = (Shape(schema), schema.Title ?? place);
            if (_firsts.TryGetValue(key, out var first)) schema.Original = first;
            else _firsts.Add(key, schema);
        }
    }

    private bool IsInline(SchemaModel schema) =>
        schema is { Key: null, IsNamed: false, TypeName: not null, IsRow: false, Kind: not SchemaKind.Union } && !_variants.Contains(schema);

    private void Walk(IReadOnlyList<OperationModel> operations, Action<SchemaModel, string> visit)
    {
        foreach (var operation in operations)
        {
            var tag = operation.Tags.Count > 0 ? operation.Tags[0] : operation.Id;
            foreach (var parameter in operation.Parameters) Walk(parameter.Schema, parameter.Name, visit);
            foreach (var body in operation.Body is { } main ? main.Others.Prepend(main) : []) Walk(body.Schema, $"{tag}/{body.Kind}", visit);
            foreach (var response in operation.Responses)
            {
                foreach (var header in response.Headers) Walk(header.Schema, header.Name, visit);
                foreach (var content in response.Contents) Walk(content.Schema, $"{tag}/{content.MediaType}", visit);
            }
        }
    }

    private void Walk(SchemaModel? start, string root, Action<SchemaModel, string> visit)
    {
        if (start is null) return;
        _open.Push((start, root));
        while (_open.Count > 0)
        {
            var (schema, place) = _open.Pop();
            if (!_met.Add(schema)) continue;
            visit(schema, place);
            if (schema.Original is { } original) _open.Push((original, place));
            if (schema.AdditionalProperties is { } values) _open.Push((values, place + "Entry"));
            if (schema.Items is { } items) _open.Push((items, place + "Item"));
            for (var i = schema.Variants.Count - 1; i >= 0; i--) _open.Push((schema.Variants[i].Schema, place));
            for (var i = schema.Properties.Count - 1; i >= 0; i--) _open.Push((schema.Properties[i].Schema, schema.Properties[i].Name));
        }
    }

    /// <summary>A number that equal schemas share.</summary>
    private int Shape(SchemaModel schema)
    {
        schema = schema.Original ?? schema;
        if (_shapes.TryGetValue(schema, out var shape)) return shape;
        if (schema.Key is not null || schema.IsNamed || schema.Kind == SchemaKind.Union || _variants.Contains(schema)) return _shapes[schema] = ++_count;
        if (_depth >= MaxDepth || !_begun.Add(schema)) return _shapes[schema] = ++_count;
        _depth++;
        var text = Text(schema);
        _depth--;
        _begun.Remove(schema);

        // One that holds itself has got its number by now.
        if (_shapes.TryGetValue(schema, out shape)) return shape;
        if (!_shapesByText.TryGetValue(text, out shape)) _shapesByText.Add(text, shape = ++_count);
        return _shapes[schema] = shape;
    }

    private string Text(SchemaModel schema)
    {
        var text = new StringBuilder();
        Add(text, schema.Kind, schema.Format, schema.MediaType, schema.Title, schema.IsOpenEnum, schema.Default, schema.Const, schema.KeepUnknown, schema.IsRow, schema.IsSingle);
        Add(text, schema.Xml, schema.Sensitive, schema.MinLength, schema.MaxLength, schema.Deprecated, schema.MapNames, schema.ItemsXml);
        foreach (var alias in schema.RootAliases) Add(text, "root", alias);
        foreach (var value in schema.Enum) Add(text, value);
        foreach (var property in schema.Properties)
        {
            Add(text, property.WireName, property.Name, property.Required, property.Xml, property.Default, property.Nullable, property.From, property.IdempotencyToken);
            Add(text, property.ReadOnly, property.WriteOnly, property.Deprecated, property.Description ?? property.Schema.Description, Use(property.Schema));
            foreach (var alias in property.Aliases) Add(text, "alias", alias);
        }

        if (schema.Items is { } items) Add(text, "items", Use(items), items.Xml);
        if (schema.AdditionalProperties is { } values) Add(text, "values", Use(values));
        return text.ToString();
    }

    private string Use(SchemaModel schema) => Shape(schema).ToString(CultureInfo.InvariantCulture) + (schema.Nullable ? "?" : "");

    /// <summary>Each with its length before it, so that no text can stand for two others.</summary>
    private static void Add(StringBuilder text, params object?[] values)
    {
        foreach (var value in values)
        {
            var part = Convert.ToString(value, CultureInfo.InvariantCulture);
            text.Append(value is null ? -1 : part!.Length).Append(':').Append(part);
        }
    }
}
