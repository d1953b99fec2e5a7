using Virga.Specs.Model;

namespace Virga.Specs.Reading.Swagger;

/// <summary>The path items of one document. Parameters, responses and items that stand elsewhere are put in their place: in 3.0 some of them are something else.</summary>
internal sealed class SwaggerOperations(MarkedNode root, References references, SwaggerParameters parameters, SwaggerBodies bodies, ICollection<SpecDiagnostic> diagnostics)
{
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal) { "get", "put", "post", "delete", "options", "head", "patch", "trace" };
    private readonly Dictionary<(MarkedNode Response, string Types), MarkedNode> _responses = [];

    public MarkedNode Paths(MarkedNode paths)
    {
        var made = new MappingBuilder(paths.Position);
        foreach (var path in paths.Entries) made.Add(path with { Value = path.Key.StartsWith("x-", StringComparison.Ordinal) ? path.Value : Item(path.Value) });
        return made.Build();
    }

    public MarkedNode Response(MarkedNode written, IReadOnlyList<string> produces)
    {
        if (Target(written) is not { } node) return written;
        var key = (node, string.Join("\n", produces));
        if (!_responses.TryGetValue(key, out var made)) _responses.Add(key, made = bodies.Response(node, produces));
        return made;
    }

    public IReadOnlyList<string> Types(string key, MarkedNode? operation = null)
    {
        var list = operation?[key] ?? root[key];
        var given = (list is { IsScalar: true } ? [list] : list?.Items ?? []).Select(item => item.Scalar?.Trim() ?? "").Where(type => type.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return given;
    }

    private MarkedNode Item(MarkedNode written)
    {
        if (Target(written) is not { IsMapping: true } item) return written;
        var shared = List(item["parameters"]);
        var made = new MappingBuilder(item.Position);
        foreach (var entry in item.Entries)
        {
            if (Methods.Contains(entry.Key) && entry.Value.IsMapping) made.Add(entry with { Value = Operation(entry.Value, shared) });
            else if (entry.Key != "parameters") made.Add(entry);
            else made.Add(entry with { Value = Kept(entry.Value, shared) });
        }

        return made.Build();
    }

    private MarkedNode Operation(MarkedNode node, IReadOnlyList<MarkedNode> shared)
    {
        var own = List(node["parameters"]);
        var made = new MappingBuilder(node.Position);
        foreach (var entry in node.Entries)
        {
            switch (entry.Key)
            {
                case "parameters": made.Add(entry with { Value = Kept(entry.Value, own) }); break;
                case "responses" when entry.Value.IsMapping: made.Add(entry with { Value = Responses(entry.Value, Types("produces", node)) }); break;
                case "consumes" or "produces" or "schemes": break;
                default: made.Add(entry); break;
            }
        }

        return made.Add("requestBody", RequestBody(own, Types("consumes", node)) ?? RequestBody(shared, Types("consumes", node))).Add("servers", SwaggerServers.OfOperation(root, node)).Build();
    }

    private MarkedNode Responses(MarkedNode responses, IReadOnlyList<string> produces)
    {
        var made = new MappingBuilder(responses.Position);
        foreach (var entry in responses.Entries) made.Add(entry.Key.StartsWith("x-", StringComparison.Ordinal) ? entry : entry with { Value = Response(entry.Value, produces) });
        return made.Build();
    }

    private MarkedNode? RequestBody(IReadOnlyList<MarkedNode> list, IReadOnlyList<string> consumes)
    {
        var whole = list.Where(node => Place(node) == "body").ToList();
        var form = list.Where(node => Place(node) == "formData").ToList();
        if (whole.Count + (form.Count > 0 ? 1 : 0) > 1)
        {
            var second = whole.Count > 1 ? whole[1] : form[0];
            diagnostics.Add(new SpecDiagnostic(DiagnosticIds.Unsupported, SpecSeverity.Warning, "An operation has one body: a single parameter with 'in: body', or those with 'in: formData'. The first with 'in: body' is used.", second["in"]!.Position));
        }

        return whole.Count > 0 ? bodies.Body(whole[0], consumes) : form.Count > 0 ? bodies.Form(form, consumes) : null;
    }

    /// <summary>The list without what became the body. A list that is none is left for the reader to tell.</summary>
    private MarkedNode Kept(MarkedNode written, IReadOnlyList<MarkedNode> list) => written.IsSequence
        ? MarkedNode.OfSequence([.. list.Where(node => Place(node) is not ("body" or "formData")).Select(parameters.Upgrade)], written.Position)
        : written;

    private IReadOnlyList<MarkedNode> List(MarkedNode? written) => [.. (written?.Items ?? []).Select(item => Target(item) ?? item)];

    private MarkedNode? Target(MarkedNode node) => References.Reference(node) is null ? node : references.Follow(node);

    private static string? Place(MarkedNode node) => node["in"]?.Scalar;
}
