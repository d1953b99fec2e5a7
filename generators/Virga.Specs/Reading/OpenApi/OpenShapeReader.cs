namespace Virga.Specs.Reading.OpenApi;

/// <summary>What stands in an object under names that the schema does not list, and in an array whose places have schemas of their own.</summary>
internal sealed class OpenShapeReader
{
    private readonly Dictionary<MarkedNode, MarkedNode> _made = [];

    /// <summary>The schema of members without a name of their own: additionalProperties, with the patterns in front of it; null when nothing is said.</summary>
    public MarkedNode? Values(SchemaParts parts)
    {
        var others = parts.Key("additionalProperties") ?? parts.Key("unevaluatedProperties");
        if (parts.Key("patternProperties") is not { IsMapping: true, Entries.Count: > 0 } patterns) return others;
        var schemas = patterns.Entries.Select(entry => entry.Value).Where(value => value.Scalar != "false").ToList();
        if (others is { IsMapping: true }) schemas.Add(others);
        return others?.Scalar == "true" || schemas.Count == 0 ? others : Either(patterns, schemas);
    }

    /// <summary>The schema of the items: of tuples, any of the places.</summary>
    public MarkedNode? Items(SchemaParts parts)
    {
        var items = parts.Key("items");
        var places = parts.Key("prefixItems") ?? (items is { IsSequence: true } ? items : null);
        if (places is not { IsSequence: true, Items.Count: > 0 }) return items;
        var schemas = places.Items.ToList();
        if (items is { IsMapping: true }) schemas.Add(items);
        return Either(places, schemas);
    }

    // A node is read once, so the same choice must be the same node.
    private MarkedNode Either(MarkedNode at, List<MarkedNode> schemas)
    {
        if (schemas.Count == 1) return schemas[0];
        if (_made.TryGetValue(at, out var made)) return made;
        made = MarkedNode.OfMapping([new("anyOf", at.Position, MarkedNode.OfSequence(schemas, at.Position))], at.Position);
        _made.Add(at, made);
        return made;
    }
}
