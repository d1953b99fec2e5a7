using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>The parameters of an operation, those that its path item shares included.</summary>
internal sealed class ParameterReader(ReadingScope scope, SchemaReader schemas)
{
    private static readonly string[] Encodings = ["segment", "path", "none"];

    public IReadOnlyList<ParameterModel> Read(MarkedNode? shared, MarkedNode? own, string operation)
    {
        var nodes = new List<MarkedNode>();
        var places = new Dictionary<(string?, string?), int>();
        foreach (var node in Resolved(shared).Concat(Resolved(own)))
        {
            // An operation's parameter replaces the shared one of the same name and place.
            var key = (Words.Text(node["in"]), Words.Text(node["name"]));
            if (places.TryGetValue(key, out var same))
            {
                nodes[same] = node;
                continue;
            }

            places.Add(key, nodes.Count);
            nodes.Add(node);
        }

        var names = new UniqueNames();
        return [.. nodes.Select(node => Parameter(node, operation, names)).Where(parameter => parameter is not null).Select(parameter => parameter!)];
    }

    private IEnumerable<MarkedNode> Resolved(MarkedNode? list)
    {
        if (list is null) yield break;
        if (!list.IsSequence)
        {
            scope.Values.Wrong("parameters", "a list", list);
            yield break;
        }

        foreach (var item in list.Items)
        {
            if (scope.References.Follow(item) is { } node) yield return node;
        }
    }

    private ParameterModel? Parameter(MarkedNode node, string operation, UniqueNames names)
    {
        scope.Spend(1, node.Position);
        scope.Values.CheckPlace(node, DialectPlace.Parameter);
        var wireName = scope.Values.Required(node, "name", "parameter", node.Position);
        if (wireName is null || Location(node, wireName) is not { } location) return null;
        var name = names.Take(Words.Name(scope, node) ?? Identifiers.Pascal(wireName));
        var schema = Schema(node, wireName, operation + name);
        var prefix = scope.Values.Text(node, DialectKeys.HeaderPrefix) ?? Words.Text(node["x-ms-header-collection-prefix"]) ?? Words.Text(node["schema"]?["x-ms-header-collection-prefix"]);
        var required = location == ParameterLocation.Path || Words.IsTrue(node, "required");
        if (!Fits(node, wireName, location, schema, prefix, required) && !required) return null;
        return new ParameterModel
        {
            WireName = wireName,
            Name = name,
            In = location,
            Required = required,
            Schema = schema,
            Encoding = scope.Values.Choice(node, DialectKeys.Encoding, Encodings) ?? (Words.IsTrue(node, "x-ms-skip-url-encoding") ? "none" : "segment"),
            HeaderPrefix = prefix,
            Explode = Explode(node, location),
            IsFlag = location == ParameterLocation.Query && Words.IsTrue(node, "allowEmptyValue") && schema.Kind == SchemaKind.Boolean,
            From = ValueSources.Read(scope, node[DialectKeys.From]),
            IdempotencyToken = scope.Values.Flag(node, DialectKeys.IdempotencyToken) ?? false,
            Sensitive = schema.Sensitive || (scope.Values.Flag(node, DialectKeys.Sensitive) ?? false),
            Description = Words.Description(node) ?? schema.Description,
            Deprecated = Words.IsTrue(node, "deprecated"),
            Position = node["name"]!.Position,
        };
    }

    private ParameterLocation? Location(MarkedNode node, string name)
    {
        switch (Words.Text(node["in"]))
        {
            case "path": return ParameterLocation.Path;
            case "query": return ParameterLocation.Query;
            case "header": return ParameterLocation.Header;
            case "cookie":
                scope.Faults.Warn(DiagnosticIds.Unsupported, $"Cookies are not supported; the parameter '{name}' is left out.", node["in"]!.Position);
                return null;
            default:
                if (node["in"] is { } place) scope.Values.Wrong("in", "one of 'path', 'query', 'header'", place);
                else scope.Values.Required(node, "in", "parameter", node.Position);
                return null;
        }
    }

    private SchemaModel Schema(MarkedNode node, string name, string place)
    {
        if (node["schema"] is { } schema) return schemas.Read(schema, place);
        if (node.Entry("content") is { } content)
        {
            scope.Faults.Warn(DiagnosticIds.Unsupported, $"'content' of a parameter is not supported; '{name}' is sent as the text that the caller gives.", content.KeyPosition);
        }

        return new SchemaModel { Kind = SchemaKind.String, Position = node.Position };
    }

    /// <summary>Whether the value can be written into this place. If not, an optional parameter is left out.</summary>
    private bool Fits(MarkedNode node, string name, ParameterLocation location, SchemaModel schema, string? prefix, bool required)
    {
        if (prefix is not null)
        {
            if (location == ParameterLocation.Header && schema.Kind == SchemaKind.Map) return true;
            scope.Values.Wrong(DialectKeys.HeaderPrefix, "on a header whose schema is a map (type: object with additionalProperties)", node[DialectKeys.HeaderPrefix] ?? node);
            return false;
        }

        var flat = schema.Kind == SchemaKind.Array ? schema.Items!.Kind : schema.Kind;
        if (flat is SchemaKind.Object or SchemaKind.Map or SchemaKind.Array or SchemaKind.Binary || (schema.Kind == SchemaKind.Array && location == ParameterLocation.Path))
        {
            scope.Faults.Warn(DiagnosticIds.Unsupported, $"A value of this shape cannot be written into the {location.ToString().ToLowerInvariant()}; {(required ? $"'{name}' is a text that the caller writes" : $"the parameter '{name}' is left out")}.", node["name"]!.Position);
            return false;
        }

        if (Words.Text(node["style"]) is { } style && style != (location == ParameterLocation.Query ? "form" : "simple"))
        {
            scope.Faults.Warn(DiagnosticIds.Unsupported, $"The style '{style}' is not supported; '{name}' is written in the default style.", node["style"]!.Position);
        }

        return true;
    }

    private static bool Explode(MarkedNode node, ParameterLocation location) =>
        location == ParameterLocation.Query && (node["explode"]?.Scalar is { } explode ? explode == "true" : Words.Text(node["style"]) is null or "form");
}
