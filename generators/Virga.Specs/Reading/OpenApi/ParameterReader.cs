using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>The parameters of an operation, those that its path item shares included.</summary>
internal sealed class ParameterReader(ReadingScope scope, SchemaReader schemas)
{
    private static readonly string[] Encodings = ["segment", "path", "none"];

    /// <summary>The styles of each place, the default first.</summary>
    private static readonly string[][] Styles =
    [
        ["simple", "label", "matrix"],
        ["form", "spaceDelimited", "pipeDelimited", "deepObject", "tabDelimited"],
        ["simple"],
        ["form"],
    ];

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
        if (list is null or { IsNull: true }) yield break;
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
        if (wireName is null || Location(node) is not { } location) return null;
        var name = names.Take(Words.Name(scope, node) ?? Identifiers.Pascal(wireName));
        var (schema, isJson) = Schema(node, wireName, operation + name);
        var prefix = scope.Values.Text(node, DialectKeys.HeaderPrefix) ?? Words.Text(node["x-ms-header-collection-prefix"]) ?? Words.Text(node["schema"]?["x-ms-header-collection-prefix"]);
        var required = location == ParameterLocation.Path || Words.IsTrue(node, "required");
        if (!Fits(node, location, schema, prefix)) return null;
        if (schema.Kind == SchemaKind.Binary || schema.Items?.Kind == SchemaKind.Binary)
        {
            scope.Faults.Info(DiagnosticIds.Unsupported, $"Bytes cannot be written into the {location.ToString().ToLowerInvariant()} as they are (give them contentEncoding: base64); '{wireName}' is a text that the caller writes.", node["name"]!.Position);
            schema = new SchemaModel { Kind = SchemaKind.String, Position = node.Position };
        }

        var style = isJson ? "json" : Style(node, wireName, location);
        return new ParameterModel
        {
            WireName = wireName,
            Name = name,
            In = location,
            Required = required,
            Schema = schema,
            Encoding = scope.Values.Choice(node, DialectKeys.Encoding, Encodings) ?? (Words.IsTrue(node, "x-ms-skip-url-encoding") ? "none" : "segment"),
            HeaderPrefix = prefix,
            Style = style,
            Explode = node["explode"]?.Scalar is { } explode ? explode == "true" : style is "form" or "deepObject",
            AllowReserved = location == ParameterLocation.Query && Words.IsTrue(node, "allowReserved"),
            IsFlag = location == ParameterLocation.Query && Words.IsTrue(node, "allowEmptyValue") && schema.Kind == SchemaKind.Boolean,
            From = ValueSources.Read(scope, node[DialectKeys.From]),
            IdempotencyToken = scope.Values.Flag(node, DialectKeys.IdempotencyToken) ?? false,
            Sensitive = schema.Sensitive || (scope.Values.Flag(node, DialectKeys.Sensitive) ?? false),
            Description = Words.Description(node) ?? schema.Description,
            Deprecated = Words.IsTrue(node, "deprecated"),
            Position = node["name"]!.Position,
        };
    }

    private ParameterLocation? Location(MarkedNode node)
    {
        switch (Words.Text(node["in"]))
        {
            case "path": return ParameterLocation.Path;
            case "query": return ParameterLocation.Query;
            case "header": return ParameterLocation.Header;
            case "cookie": return ParameterLocation.Cookie;
            default:
                if (node["in"] is { } place) scope.Values.Wrong("in", "one of 'path', 'query', 'header', 'cookie'", place);
                else scope.Values.Required(node, "in", "parameter", node.Position);
                return null;
        }
    }

    /// <summary>The schema of the value, and whether the value is a JSON document: that is what 'content' means.</summary>
    private (SchemaModel Schema, bool IsJson) Schema(MarkedNode node, string name, string place)
    {
        if (node["schema"] is { } schema) return (schemas.Read(schema, place), false);
        var media = node["content"] is { IsMapping: true, Entries.Count: > 0 } content ? content.Entries[0] : null;
        var kind = media is null ? MediaKind.Text : MediaTypes.KindOf(media.Key);
        if (kind == MediaKind.Json && scope.References.Follow(media!.Value) is { } json)
        {
            return (json["schema"] is { } inside ? schemas.Read(inside, place) : new SchemaModel { Kind = SchemaKind.Any, Position = node.Position }, true);
        }

        if (kind is not (MediaKind.Text or MediaKind.Json))
        {
            scope.Faults.Info(DiagnosticIds.Unsupported, $"A parameter with content is written as JSON or as a text; '{name}' ({media!.Key}) is a text that the caller writes.", media.KeyPosition);
        }

        return (new SchemaModel { Kind = SchemaKind.String, Position = node.Position }, false);
    }

    /// <summary>A prefix needs a header that is a map.</summary>
    private bool Fits(MarkedNode node, ParameterLocation location, SchemaModel schema, string? prefix)
    {
        if (prefix is null || (location == ParameterLocation.Header && schema.Kind == SchemaKind.Map)) return true;
        scope.Values.Wrong(DialectKeys.HeaderPrefix, "on a header whose schema is a map (type: object with additionalProperties)", node[DialectKeys.HeaderPrefix] ?? node);
        return false;
    }

    private string Style(MarkedNode node, string name, ParameterLocation location)
    {
        var styles = Styles[(int)location];
        if (Words.Text(node["style"]) is not { } style) return styles[0];
        if (Array.IndexOf(styles, style) >= 0) return style;
        scope.Faults.Info(DiagnosticIds.Unsupported, $"The style '{style}' is none of the {location.ToString().ToLowerInvariant()} ({string.Join(", ", styles)}); '{name}' is written in the style {styles[0]}.", node["style"]!.Position);
        return styles[0];
    }
}
