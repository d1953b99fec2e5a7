using Virga.Specs.Model;

namespace Virga.Specs.Reading.Swagger;

/// <summary>One document of 2.0 as a tree in the shape of 3.0. Every node keeps the place where its text stands.</summary>
internal static class SwaggerDocument
{
    public static bool Is(MarkedNode root) => root["openapi"] is null && root["swagger"] is { IsScalar: true, Scalar: "2.0" or "2" };

    public static MarkedNode Upgrade(MarkedNode root, References references, SwaggerSchemas schemas, ICollection<SpecDiagnostic> diagnostics)
    {
        schemas.Learn(root["definitions"], references);
        var parameters = new SwaggerParameters(schemas, diagnostics);
        var operations = new SwaggerOperations(root, references, parameters, new SwaggerBodies(schemas, parameters), diagnostics);
        var made = new MappingBuilder(root.Position);
        foreach (var entry in root.Entries)
        {
            switch (entry.Key)
            {
                case "swagger": made.Add("openapi", MarkedNode.OfScalar("3.0.3", ScalarKind.String, entry.Value.Position), entry.KeyPosition); break;
                case "paths" or "x-ms-paths": made.Add(entry with { Value = operations.Paths(entry.Value) }); break;
                case "host" or "basePath" or "schemes" or "consumes" or "produces" or "definitions" or "parameters" or "responses" or "securityDefinitions": break;
                default: made.Add(entry); break;
            }
        }

        return made.Add("servers", SwaggerServers.Of(root, root["schemes"])).Add("components", Components(root, schemas, parameters, operations)).Build();
    }

    private static MarkedNode Components(MarkedNode root, SwaggerSchemas schemas, SwaggerParameters parameters, SwaggerOperations operations)
    {
        var made = new MappingBuilder(root.Position);
        Add("schemas", "definitions", schemas.Upgrade);
        Add("parameters", "parameters", parameters.Upgrade, node => node["in"]?.Scalar is not ("body" or "formData"));
        Add("responses", "responses", node => operations.Response(node, operations.Types("produces")));
        if (root.Entry("securityDefinitions") is { } security) made.Add("securitySchemes", SwaggerSecurity.Upgrade(security.Value), security.KeyPosition);
        return made.Build();

        void Add(string key, string from, Func<MarkedNode, MarkedNode> upgrade, Func<MarkedNode, bool>? isKept = null)
        {
            if (root.Entry(from) is not { } section) return;
            var entries = section.Value.Entries.Where(entry => isKept?.Invoke(entry.Value) ?? true).Select(entry => entry with { Value = upgrade(entry.Value) });
            made.Add(key, MarkedNode.OfMapping([.. entries], section.Value.Position), section.KeyPosition);
        }
    }
}
