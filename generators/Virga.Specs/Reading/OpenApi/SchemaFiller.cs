using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>Fills the model of one schema from its parts.</summary>
internal sealed class SchemaFiller(ReadingScope scope, TypeNames names, SchemaReader schemas)
{
    private readonly EnumReader _enums = new(scope);
    private readonly PropertyReader _properties = new(scope, schemas);
    private readonly OpenShapeReader _patterns = new();
    private readonly UnionReader _unions = new(scope, names, schemas);

    public void Fill(MarkedNode node, SchemaModel model, string place)
    {
        if (!node.IsMapping)
        {
            // 3.1 allows true (anything) and false (nothing) as schemas; null says nothing.
            if (node is not ({ ScalarKind: ScalarKind.Boolean, IsScalar: true } or { IsNull: true })) scope.Values.Wrong("schema", "a mapping", node);
            model.Kind = SchemaKind.Any;
            return;
        }

        scope.Values.CheckPlace(node, DialectPlace.Schema | DialectPlace.Member);
        var parts = new SchemaParts(scope, node);
        var (types, nullable) = parts.Types();
        model.Nullable = nullable;
        model.Description = Words.Text(parts.Key("description")) ?? Sentence(node["title"]);
        model.Deprecated = parts.Key("deprecated")?.Scalar == "true";
        model.Sensitive = Words.IsSensitive(parts.Key);
        model.Xml = Words.Xml(parts.Key("xml"));
        model.Default = Words.Literal(parts.Key("default"));
        model.Const = Words.Literal(parts.Key("const"));
        model.MinLength = Words.Count(parts.Key("minLength"));
        model.MaxLength = Words.Count(parts.Key("maxLength"));
        FillKind(node, model, place, parts, types);
        if (model.Kind is SchemaKind.Object || model.Enum.Count > 0) names.Name(model, node, place);
    }

    /// <summary>A title of several words says something; one word is the name again.</summary>
    private static string? Sentence(MarkedNode? title) => title is { IsScalar: true, Scalar: { } text } && text.Trim().IndexOf(' ') > 0 ? text : null;

    private void FillKind(MarkedNode node, SchemaModel model, string place, SchemaParts parts, IReadOnlyList<string> types)
    {
        if (_enums.TryUnion(parts, model) || _unions.TryFill(node, model, place, parts, types)) return;
        if (Unsupported(parts) is { } entry)
        {
            model.Kind = SchemaKind.Any;
            scope.Faults.Info(DiagnosticIds.Unsupported, $"'{entry.Key}' is not supported here; values of this schema are read as any JSON value.", entry.KeyPosition);
            return;
        }

        switch (types.Count == 1 ? types[0] : Infer(parts))
        {
            case "object": FillObject(model, place, parts); break;
            case "array": FillArray(model, place, parts); break;
            case "string": FillString(model, parts); break;
            case "integer": FillNumber(model, parts, SchemaKind.Integer); break;
            case "number": FillNumber(model, parts, SchemaKind.Number); break;
            case "boolean": model.Kind = SchemaKind.Boolean; break;
            case "": model.Kind = SchemaKind.Any; break;
            case "file":
                model.Kind = SchemaKind.Binary;
                model.MediaType = Words.Text(parts.Key("contentMediaType"));
                break;
            default:
                scope.Faults.Info(DiagnosticIds.Unsupported, "A type is one of 'string', 'integer', 'number', 'boolean', 'object', 'array', 'null'; values of this schema are read as any JSON value.", (parts.Key("type") ?? node).Position);
                model.Kind = SchemaKind.Any;
                break;
        }
    }

    private static MarkedEntry? Unsupported(SchemaParts parts)
    {
        foreach (var node in parts.Nodes)
        {
            var entry = node.Entry("$dynamicRef");
            if (entry is not null) return entry;
        }

        return null;
    }

    /// <summary>The type that the other words speak of; empty when there are none.</summary>
    public static string Infer(SchemaParts parts)
    {
        if (parts.Key("properties") is not null || parts.Key("additionalProperties") is not null || parts.Key("patternProperties") is not null || parts.Key("unevaluatedProperties") is { IsMapping: true }) return "object";
        if (parts.Key("items") is not null || parts.Key("prefixItems") is not null) return "array";
        if (parts.Key("contentEncoding") is not null || parts.Key("contentMediaType") is not null || parts.Key("minLength") is not null || parts.Key("maxLength") is not null || parts.Key("pattern") is not null) return "string";
        if (parts.Key("const") is { IsScalar: true } constant) return OfLiteral(constant);
        if (parts.Key("enum") is { IsSequence: true } values && values.Items.FirstOrDefault(item => !item.IsNull) is { } first) return OfLiteral(first);
        return parts.Key("format")?.Scalar switch
        {
            "int32" or "int64" => "integer",
            "float" or "double" or "decimal" => "number",
            { } format when Formats.IsText(format) => "string",
            _ => "",
        };
    }

    public static string OfLiteral(MarkedNode literal) => literal.ScalarKind switch
    {
        _ when !literal.IsScalar => "",
        ScalarKind.String => "string",
        ScalarKind.Boolean => "boolean",
        ScalarKind.Number => literal.Scalar!.All(c => char.IsDigit(c) || c == '-') ? "integer" : "number",
        _ => "",
    };

    private void FillObject(SchemaModel model, string place, SchemaParts parts)
    {
        var stem = model.Key is null ? place : Identifiers.Pascal(model.Key);
        var unknown = _patterns.Values(parts);
        model.Properties = _properties.Read(parts, stem);
        var isOpen = unknown is { IsMapping: true } or { Scalar: "true" };
        if (model.Properties.Count == 0 && unknown?.Scalar != "false")
        {
            model.Kind = SchemaKind.Map;
            model.AdditionalProperties = Unknown(unknown, stem + "Value");
            model.MapNames = MapNames(parts);
            return;
        }

        model.Kind = SchemaKind.Object;
        if (parts.Key(DialectKeys.Aliases) is { } aliases) model.RootAliases = scope.Values.TextsOf(aliases, DialectKeys.Aliases);
        model.IsRow = Words.Flag(scope, parts.Key(DialectKeys.Row), DialectKeys.Row) ?? false;
        model.IsSingle = !isOpen && model.Properties.Count > 1 && Words.Count(parts.Key("minProperties")) == 1 && Words.Count(parts.Key("maxProperties")) == 1 && model.Properties.All(property => !property.Required && property.From is null && !property.IdempotencyToken);
        model.KeepUnknown = Words.Flag(scope, parts.Key(DialectKeys.KeepUnknown), DialectKeys.KeepUnknown) ?? isOpen;
        if (model.KeepUnknown) model.AdditionalProperties = Unknown(unknown, stem + "Value");
    }

    private MapNamesModel? MapNames(SchemaParts parts)
    {
        if (parts.Nodes.LastOrDefault(node => node[DialectKeys.Map] is not null) is not { } node) return null;
        if (scope.Values.Mapping(node, DialectKeys.Map, "entry", "key", "value") is not { } names) return null;
        return new MapNamesModel(Named("entry"), Named("key"), Named("value"));

        string Named(string key) => scope.Values.Text(names, key, $"{DialectKeys.Map}.{key}") ?? key;
    }

    private SchemaModel Unknown(MarkedNode? unknown, string place) =>
        unknown is { IsMapping: true, Entries.Count: > 0 } ? schemas.Read(unknown, place) : new SchemaModel { Kind = SchemaKind.Any, Position = unknown?.Position ?? new SourcePosition("", 0, 0, 0) };

    private void FillArray(SchemaModel model, string place, SchemaParts parts)
    {
        model.Kind = SchemaKind.Array;
        var stem = model.Key is null ? place : Identifiers.Pascal(model.Key);
        var items = _patterns.Items(parts);
        if (items is { IsMapping: true }) model.ItemsXml = Words.Xml(schemas.Unwrap(items).OwnKey("xml"));
        model.Items = items is { IsMapping: true } ? schemas.Read(items, Identifiers.Singular(stem)) : new SchemaModel { Kind = SchemaKind.Any, Position = model.Position };
    }

    private void FillString(SchemaModel model, SchemaParts parts)
    {
        model.Kind = SchemaKind.String;
        model.Format = Formats.OfString(parts.Key("format")?.Scalar, parts.Key("contentEncoding")?.Scalar, parts.Key("contentMediaType")?.Scalar);
        if (model.Format != "binary")
        {
            _enums.Fill(parts, model, isInteger: false);
            return;
        }

        model.Kind = SchemaKind.Binary;
        model.MediaType = Words.Text(parts.Key("contentMediaType"));
    }

    private void FillNumber(SchemaModel model, SchemaParts parts, SchemaKind kind)
    {
        model.Kind = kind;
        model.Format = Formats.OfNumber(parts.Key("format")?.Scalar);
        if (kind == SchemaKind.Integer) _enums.Fill(parts, model, isInteger: true);
    }
}
