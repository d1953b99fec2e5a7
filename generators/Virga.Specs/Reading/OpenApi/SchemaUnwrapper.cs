namespace Virga.Specs.Reading.OpenApi;

/// <summary>Looks through $ref, allOf of one, and anyOf or oneOf with null.</summary>
internal sealed class SchemaUnwrapper(ReadingScope scope)
{
    private static readonly HashSet<string> ShapeKeys = new(StringComparer.Ordinal)
    {
        "type", "properties", "items", "enum", "const", "allOf", "anyOf", "oneOf", "additionalProperties", "required", "format", "contentEncoding", "contentMediaType",
        "patternProperties", "prefixItems",
    };

    public SchemaUse Unwrap(MarkedNode node)
    {
        var words = new List<MarkedNode>();
        var nullable = false;
        var visited = new HashSet<MarkedNode>();
        while (visited.Add(node))
        {
            nullable |= words.Count > 0 && AddsNull(words[words.Count - 1]);
            if (Inner(node, ref nullable, out var lost) is { } inner)
            {
                words.Add(node);
                node = inner;
                continue;
            }

            if (lost) return new SchemaUse(null, nullable, [.. words, node]);
            return new SchemaUse(node, nullable, words);
        }

        scope.Faults.Error(DiagnosticIds.ReferenceNotFound, "This schema leads back to itself and says nothing of its own.", node.Position);
        return new SchemaUse(null, nullable, words);
    }

    /// <summary>Whether the node says something of the shape beside the given key.</summary>
    public static bool HasShape(MarkedNode node, string except) => node.Entries.Any(entry => entry.Key != except && ShapeKeys.Contains(entry.Key));

    private static bool AddsNull(MarkedNode node) => node["nullable"]?.Scalar == "true" || node["x-nullable"]?.Scalar == "true";

    /// <summary>What the node wraps; null when it is a schema of its own.</summary>
    private MarkedNode? Inner(MarkedNode node, ref bool nullable, out bool lost)
    {
        lost = false;
        if (References.Reference(node) is not null)
        {
            // Of 3.1 on, what stands beside a reference holds too; a shape there makes the node a schema of its own.
            if (HasShape(node, "$ref") && !scope.IsVersion30(node)) return null;
            var target = scope.References.Step(node);
            lost = target is null;
            return target;
        }

        foreach (var key in new[] { "allOf", "anyOf", "oneOf" })
        {
            if (node[key] is not { IsSequence: true } list || HasShape(node, key)) continue;
            var branches = list.Items.Where(item => key == "allOf" || !IsNullSchema(item)).ToList();
            if (branches.Count != 1) continue;
            nullable |= branches.Count < list.Items.Count;
            return branches[0];
        }

        return null;
    }

    /// <summary>Whether null is all that a schema allows.</summary>
    public static bool IsNullSchema(MarkedNode node) => node["const"] is { IsNull: true } || node["enum"] is { IsSequence: true, Items.Count: > 0 } values && values.Items.All(item => item.IsNull) || node["type"] is { } type && (type.IsNull || type.Scalar == "null" || (type.IsSequence && type.Items.Count == 1 && type.Items[0].Scalar == "null"));
}
