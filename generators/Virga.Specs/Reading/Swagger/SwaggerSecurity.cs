namespace Virga.Specs.Reading.Swagger;

/// <summary>securityDefinitions as securitySchemes.</summary>
internal static class SwaggerSecurity
{
    public static MarkedNode Upgrade(MarkedNode definitions)
    {
        var made = new MappingBuilder(definitions.Position);
        foreach (var entry in definitions.Entries) made.Add(entry with { Value = Scheme(entry.Value) });
        return made.Build();
    }

    private static MarkedNode Scheme(MarkedNode node) => node["type"]?.Scalar switch
    {
        "basic" => Basic(node),
        "oauth2" => OAuth(node),
        _ => node,
    };

    private static MarkedNode Basic(MarkedNode node)
    {
        var made = new MappingBuilder(node.Position).Add("type", MarkedNode.OfScalar("http", ScalarKind.String, node["type"]!.Position)).Add("scheme", "basic");
        foreach (var entry in node.Entries) made.Add(entry);
        return made.Build();
    }

    private static MarkedNode OAuth(MarkedNode node)
    {
        var made = new MappingBuilder(node.Position);
        var flow = new MappingBuilder(node.Position);
        foreach (var entry in node.Entries)
        {
            if (entry.Key is "authorizationUrl" or "tokenUrl" or "scopes") flow.Add(entry);
            else if (entry.Key != "flow") made.Add(entry);
        }

        flow.Add("scopes", MarkedNode.OfMapping([], node.Position));
        var name = node["flow"]?.Scalar switch
        {
            "application" => "clientCredentials",
            "accessCode" => "authorizationCode",
            { } other => other,
            null => "implicit",
        };
        var at = node.Entry("flow")?.KeyPosition ?? node.Position;
        return made.Add("flows", new MappingBuilder(at).Add(name, flow.Build()).Build(), at).Build();
    }
}
