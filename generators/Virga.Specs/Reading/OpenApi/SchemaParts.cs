namespace Virga.Specs.Reading.OpenApi;

/// <summary>A schema with its allOf flattened: the nodes that together say what it is, bases first.</summary>
internal sealed class SchemaParts
{
    private readonly ReadingScope _scope;
    private readonly MarkedNode _root;
    private readonly List<MarkedNode> _nodes = [];
    private readonly HashSet<MarkedNode> _visited = [];
    private readonly List<SchemaChoice> _choices = [];
    private bool _addsNull;

    public SchemaParts(ReadingScope scope, MarkedNode node)
    {
        _scope = scope;
        _root = node;
        Collect(node, 0);
    }

    public IReadOnlyList<MarkedNode> Nodes => _nodes;

    /// <summary>What is left to choose between. A choice that leads back here is that of a base which lists its own children, and is none.</summary>
    public IEnumerable<SchemaChoice> Choices => _choices
        .Select(choice => choice.Holder == _root ? choice with { Branches = [.. choice.Branches.Where(branch => Follow(branch) != _root)] } : choice)
        .Where(choice => choice.Branches.Count > 0 && (choice.Holder == _root || !choice.Branches.Any(branch => _visited.Contains(Follow(branch)))));

    /// <summary>Whether a node is one of the parts.</summary>
    public bool Contains(MarkedNode node) => _visited.Contains(node);

    /// <summary>A key as the most derived part has it.</summary>
    public MarkedNode? Key(string key)
    {
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            if (_nodes[i][key] is { } value) return value;
        }

        return null;
    }

    public IEnumerable<MarkedEntry> Entries(string key) => _nodes.Select(node => node[key]).Where(value => value is not null).SelectMany(value => value!.Entries);

    public HashSet<string> Required() =>
        new(_nodes.Select(node => node["required"]).Where(value => value is { IsSequence: true }).SelectMany(value => value!.Items).Select(item => item.Scalar ?? ""), StringComparer.Ordinal);

    /// <summary>The types that are named, without null, and whether null is among them.</summary>
    public (IReadOnlyList<string> Types, bool IsNullable) Types()
    {
        var nullable = _addsNull || Key("nullable")?.Scalar == "true" || Key("x-nullable")?.Scalar == "true";
        nullable |= Key("const") is { IsNull: true } || Key("enum") is { IsSequence: true } values && values.Items.Any(item => item.IsNull);
        var type = Key("type");
        if (type is null) return ([], nullable);
        var names = (type.IsSequence ? type.Items : [type]).Select(item => item.IsNull ? "null" : item.Scalar ?? "").ToList();
        return ([.. names.Where(name => name != "null").Distinct()], nullable || (names.Contains("null") && names.Count > 1));
    }

    private void Collect(MarkedNode node, int depth)
    {
        if (!_visited.Add(node)) return;
        if (depth > ReadingLimits.MaxDepth)
        {
            _scope.Faults.Error(DiagnosticIds.TooLarge, $"allOf leads through more than {ReadingLimits.MaxDepth} schemas. Flatten it.", node.Position);
            return;
        }

        if (References.Reference(node) is not null)
        {
            if (_scope.References.Step(node) is { } target) Collect(target, depth + 1);
            if (_scope.IsVersion30(node)) return;
        }

        if (node["allOf"] is { IsSequence: true } bases)
        {
            foreach (var item in bases.Items) Collect(item, depth + 1);
        }

        Choose(node, "oneOf", depth);
        Choose(node, "anyOf", depth);
        _nodes.Add(node);
    }

    /// <summary>A choice of one is that one; null beside it only adds null.</summary>
    private void Choose(MarkedNode node, string key, int depth)
    {
        if (node[key] is not { IsSequence: true } list) return;
        var branches = list.Items.Where(item => !SchemaUnwrapper.IsNullSchema(item)).ToList();
        _addsNull |= branches.Count < list.Items.Count;
        if (branches.Count == 1) Collect(branches[0], depth + 1);
        else if (branches.Count > 1) _choices.Add(new SchemaChoice(node, branches));
    }

    private MarkedNode Follow(MarkedNode node) => References.Reference(node) is null ? node : _scope.References.Follow(node) ?? node;
}
