using Virga.Specs.Model;

namespace Virga.Specs.Reading.Swagger;

/// <summary>Parameters and headers: what 2.0 says of their type on them stands in a schema of their own in 3.0, and collectionFormat is a style.</summary>
internal sealed class SwaggerParameters(SwaggerSchemas schemas, ICollection<SpecDiagnostic> diagnostics)
{
    private static readonly HashSet<string> SchemaKeys = new(StringComparer.Ordinal)
    {
        "type", "format", "items", "default", "enum", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern",
        "maxItems", "minItems", "uniqueItems", "multipleOf", "x-nullable", "x-enum-varnames", "x-enum-descriptions", "x-ms-enum", DialectKeys.Enum,
    };

    private readonly Dictionary<MarkedNode, MarkedNode> _made = [];

    /// <summary>A parameter in path, query or header, or a header of a response. One that has a schema already is as it is.</summary>
    public MarkedNode Upgrade(MarkedNode node)
    {
        if (!node.IsMapping || References.Reference(node) is not null) return node;
        if (_made.TryGetValue(node, out var known)) return known;
        var made = new MappingBuilder(node.Position);
        foreach (var entry in node.Entries.Where(entry => !SchemaKeys.Contains(entry.Key) && entry.Key is not ("collectionFormat" or "schema"))) made.Add(entry);
        made.Add("schema", node["schema"] is { } schema ? schemas.Upgrade(schema) : Prefixed(node) ?? Schema(node));
        if (node["type"]?.Scalar == "array") AddStyle(made, node);
        return _made[node] = made.Build();
    }

    /// <summary>A part of a form, as a property.</summary>
    public MarkedNode Part(MarkedNode node)
    {
        if (node["schema"] is { } schema) return schemas.Upgrade(schema);
        var made = new MappingBuilder(node.Position);
        foreach (var entry in Schema(node).Entries) made.Add(entry);
        foreach (var entry in node.Entries.Where(entry => entry.Key is "description" or DialectKeys.Name or DialectKeys.Sensitive or DialectKeys.From or "x-ms-client-name" or "x-example" or "example")) made.Add(entry);
        return made.Build();
    }

    /// <summary>How the items of a part of a form are written; null where OpenAPI's own way is meant.</summary>
    public MarkedNode? Encoding(MarkedNode node) => node["type"]?.Scalar == "array" ? AddStyle(new MappingBuilder(node.Position), node).Build() : null;

    private MarkedNode Schema(MarkedNode node)
    {
        var made = new MappingBuilder(node.Position);
        foreach (var entry in node.Entries.Where(entry => SchemaKeys.Contains(entry.Key))) made.Add(entry);
        if (node["items"]?["collectionFormat"] is { } nested) Remark("Lists within a list are not written by 'collectionFormat'; the inner lists are written in the default way.", nested.Position);
        return schemas.Upgrade(made.Build());
    }

    /// <summary>x-ms-header-collection-prefix stands on a text in documents of 2.0, and means a map of them.</summary>
    private static MarkedNode? Prefixed(MarkedNode node)
    {
        if ((node["x-ms-header-collection-prefix"] ?? node[DialectKeys.HeaderPrefix]) is null || node["type"]?.Scalar is "object") return null;
        var text = new MappingBuilder(node.Position).Add("type", "string").Build();
        return new MappingBuilder(node.Position).Add("type", "object").Add("additionalProperties", text).Build();
    }

    private MappingBuilder AddStyle(MappingBuilder made, MarkedNode node)
    {
        var format = node["collectionFormat"];
        var isQuery = node["in"]?.Scalar is "query" or "formData";
        switch (format?.Scalar ?? "csv")
        {
            case "csv": return made.Add("style", isQuery ? "form" : "simple").Add("explode", false);
            case "multi" when isQuery: return made.Add("style", "form").Add("explode", true);
            case "ssv" when isQuery: return made.Add("style", "spaceDelimited").Add("explode", false);
            case "pipes" when isQuery: return made.Add("style", "pipeDelimited").Add("explode", false);
            case "tsv" when isQuery: return made.Add("style", TabDelimited).Add("explode", false);
        }

        var shown = format!.Scalar is { Length: < 40 } text ? $"'{text}'" : "This";
        Remark($"{shown} is no collectionFormat that can stand here; the items are separated by commas.", format.Position);
        return made.Add("style", isQuery ? "form" : "simple").Add("explode", false);
    }

    /// <summary>tsv has no word in 3.0.</summary>
    private const string TabDelimited = "tabDelimited";

    private void Remark(string message, SourcePosition at) => diagnostics.Add(new SpecDiagnostic(DiagnosticIds.Unsupported, SpecSeverity.Info, message, at));
}
