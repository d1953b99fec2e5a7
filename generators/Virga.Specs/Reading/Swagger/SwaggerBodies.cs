using Virga.Specs.Model;

namespace Virga.Specs.Reading.Swagger;

/// <summary>Parameters in body and formData as a requestBody, and the schemas of responses as their content.</summary>
internal sealed class SwaggerBodies(SwaggerSchemas schemas, SwaggerParameters parameters)
{
    private const string Multipart = "multipart/form-data";
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private static readonly string[] Json = ["application/json"];
    private static readonly string[] Bytes = ["application/octet-stream"];

    /// <summary>in: body.</summary>
    public MarkedNode Body(MarkedNode parameter, IReadOnlyList<string> consumes)
    {
        var made = new MappingBuilder(parameter.Position);
        foreach (var entry in parameter.Entries.Where(entry => entry.Key is "description" or "required" || entry.Key.StartsWith("x-", StringComparison.Ordinal))) made.Add(entry);
        var types = consumes.Where(type => !IsForm(type)).ToList();
        return made.Add("content", Content(parameter["schema"], types.Count > 0 ? types : consumes, null, parameter)).Build();
    }

    /// <summary>in: formData, all of an operation.</summary>
    public MarkedNode Form(IReadOnlyList<MarkedNode> parts, IReadOnlyList<string> consumes)
    {
        var at = parts[0].Position;
        var properties = new MappingBuilder(at);
        var encoding = new MappingBuilder(at);
        var required = new List<MarkedNode>();
        foreach (var part in parts)
        {
            if (part["name"] is not { IsScalar: true, Scalar: { } name } node) continue;
            properties.Add(name, parameters.Part(part), node.Position);
            if (part["required"]?.Scalar == "true") required.Add(node);
            if (parameters.Encoding(part) is { } written) encoding.Add(name, written, node.Position);
        }

        var schema = new MappingBuilder(at).Add("type", "object").Add("properties", properties.Build());
        if (required.Count > 0) schema.Add("required", MarkedNode.OfSequence(required, at));
        var type = parts.Any(part => SwaggerSchemas.IsFile(part)) ? Multipart : consumes.FirstOrDefault(IsForm) ?? UrlEncoded;
        var media = new MappingBuilder(at).Add("schema", schema.Build());
        if (!encoding.IsEmpty && MediaTypes.KindOf(type) != MediaKind.Form) media.Add("encoding", encoding.Build());
        return new MappingBuilder(at).Add("required", required.Count > 0).Add("content", new MappingBuilder(at).Add(type, media.Build()).Build()).Build();
    }

    public MarkedNode Response(MarkedNode node, IReadOnlyList<string> produces)
    {
        if (!node.IsMapping) return node;
        var made = new MappingBuilder(node.Position);
        foreach (var entry in node.Entries)
        {
            switch (entry.Key)
            {
                case "schema": made.Add("content", Content(entry.Value, produces, node["examples"], node), entry.KeyPosition); break;
                case "headers" when entry.Value.IsMapping: made.Add(entry with { Value = Headers(entry.Value) }); break;
                case "examples" or DialectKeys.Stream: break;
                default: made.Add(entry); break;
            }
        }

        return made.Build();
    }

    private MarkedNode Headers(MarkedNode node)
    {
        var made = new MappingBuilder(node.Position);
        foreach (var entry in node.Entries) made.Add(entry with { Value = parameters.Upgrade(entry.Value) });
        return made.Build();
    }

    private MarkedNode Content(MarkedNode? schema, IReadOnlyList<string> types, MarkedNode? examples, MarkedNode owner)
    {
        var at = schema?.Position ?? owner.Position;
        var upgraded = schema is null ? null : schemas.Upgrade(schema);
        var content = new MappingBuilder(at);
        foreach (var type in types.Count > 0 ? types : SwaggerSchemas.IsFile(schema) ? Bytes : Json)
        {
            var media = new MappingBuilder(at).Add("schema", upgraded);
            if (examples?.Entry(type) is { } example) media.Add("example", example.Value, example.KeyPosition);
            if (owner.Entry(DialectKeys.Stream) is { } stream) media.Add(stream);
            content.Add(type, media.Build());
        }

        return content.Build();
    }

    private static bool IsForm(string type) => MediaTypes.KindOf(type) == MediaKind.Form || type.TrimStart().StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase);
}
