namespace Virga.Specs.Reading.OpenApi;

/// <summary>Which value of a discriminator stands for which schema: by mapping, by the constant of the schema's own member, or by its name.</summary>
internal sealed class DiscriminatorReader(ReadingScope scope, TypeNames names)
{
    private readonly Dictionary<MarkedNode, MarkedNode> _plain = [];
    private readonly Dictionary<MarkedNode, MarkedNode> _originals = [];
    private Dictionary<MarkedNode, List<MarkedNode>>? _children;

    /// <summary>A branch with its keys.</summary>
    public sealed record Branch(MarkedNode Node, IReadOnlyList<string> Keys);

    /// <summary>The member that discriminates, and the branches; schemas that the mapping alone names come last.</summary>
    public (string? Member, IReadOnlyList<Branch> Branches) Read(MarkedNode? discriminator, IReadOnlyList<MarkedNode> branches, bool isInherited)
    {
        var member = Words.Text(discriminator?["propertyName"]) ?? (discriminator is { IsScalar: true } ? discriminator.Scalar : null);
        if (member is null || discriminator is null) return (null, [.. branches.Select(branch => new Branch(branch, []))]);
        var mapped = Mapped(discriminator);
        var found = new List<Branch>();
        var met = new HashSet<MarkedNode>();
        foreach (var branch in branches)
        {
            var target = Target(branch);
            met.Add(target);
            found.Add(new Branch(branch, mapped.TryGetValue(target, out var keys) ? keys : Implicit(branch, target, member)));
        }

        foreach (var pair in mapped) if (!isInherited && met.Add(pair.Key)) found.Add(new Branch(pair.Key, pair.Value));
        return (member, found);
    }

    /// <summary>The schemas that extend a base, those that its mapping names first; the base itself only when that names it.</summary>
    public IReadOnlyList<MarkedNode> Family(MarkedNode node, MarkedNode discriminator)
    {
        var mapped = Mapped(discriminator).Keys.ToList();
        var found = new List<MarkedNode>();
        var met = new HashSet<MarkedNode> { node };
        foreach (var child in mapped.Concat(Descendants(node))) if (met.Add(child)) found.Add(child);
        if (found.Count > 0 && mapped.Contains(node)) found.Add(node);
        return [.. found.Select(Plain)];
    }

    /// <summary>A schema without its discriminator: itself rather than one of its children.</summary>
    private MarkedNode Plain(MarkedNode node)
    {
        if (node["discriminator"] is not { } discriminator || (Descendants(node).Count == 0 && discriminator["mapping"] is null)) return node;
        if (_plain.TryGetValue(node, out var plain)) return plain;
        plain = MarkedNode.OfMapping([.. node.Entries.Where(entry => entry.Key is not ("discriminator" or "title" or DialectKeys.Name))], node.Position);
        _plain.Add(node, plain);
        _originals.Add(plain, node);
        return plain;
    }

    private MarkedNode Target(MarkedNode branch)
    {
        var target = References.Reference(branch) is null ? branch : scope.References.Follow(branch) ?? branch;
        return _originals.TryGetValue(target, out var original) ? original : target;
    }

    /// <summary>The values that a schema allows its discriminator, unless its name is among them; else its name.</summary>
    private IReadOnlyList<string> Implicit(MarkedNode branch, MarkedNode target, string member)
    {
        var name = names.ComponentKey(target) ?? scope.References.NameOf(target);
        var own = new SchemaParts(scope, branch).Entries("properties").LastOrDefault(entry => entry.Key == member)?.Value;
        if (own is not null)
        {
            var parts = new SchemaParts(scope, own);
            var values = parts.Key("const") is { IsScalar: true, Scalar: not null } constant ? [constant.Scalar]
                : parts.Key("enum")?.Items.Where(item => item is { IsScalar: true, Scalar: not null }).Select(item => item.Scalar!).Distinct().ToList() ?? [];
            if (values.Count > 0 && (name is null || !values.Contains(name))) return values;
        }

        return name is null ? [] : [name];
    }

    private Dictionary<MarkedNode, List<string>> Mapped(MarkedNode discriminator)
    {
        var mapped = new Dictionary<MarkedNode, List<string>>();
        foreach (var entry in discriminator["mapping"]?.Entries ?? [])
        {
            if (entry.Value.Scalar is not { } text || Named(text, entry.Value) is not { } target) continue;
            if (!mapped.TryGetValue(target, out var keys)) mapped.Add(target, keys = []);
            keys.Add(entry.Key);
        }

        return mapped;
    }

    /// <summary>A mapping names a schema of components, or refers to one.</summary>
    private MarkedNode? Named(string text, MarkedNode at)
    {
        if (names.Component(text) is { } component) return component;
        if (text.IndexOf('#') >= 0 || text.IndexOf('/') >= 0 || text.EndsWith(".yaml", StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.Ordinal))
        {
            var reference = MarkedNode.OfMapping([new("$ref", at.Position, at)], at.Position);
            return scope.References.Follow(reference);
        }

        // What could be no key of components, such as 'some value', is an example of a mapping rather than one.
        if (!text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_')) return null;
        scope.Faults.Info(DiagnosticIds.ReferenceNotFound, $"The mapping names a schema '{text}', and components have none of that name.{NearestName.Offer(text, names.Keys)}", at.Position);
        return null;
    }

    private List<MarkedNode> Descendants(MarkedNode node)
    {
        _children ??= Children();
        var found = new List<MarkedNode>();
        var met = new HashSet<MarkedNode> { node };
        var open = new Queue<MarkedNode>();
        open.Enqueue(node);
        while (open.Count > 0)
        {
            if (!_children.TryGetValue(open.Dequeue(), out var children)) continue;
            foreach (var child in children)
            {
                if (!met.Add(child)) continue;
                found.Add(child);
                open.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>By base, the components whose allOf refers to it. Names are looked up here rather than followed, so that what nothing reaches tells no fault.</summary>
    private Dictionary<MarkedNode, List<MarkedNode>> Children()
    {
        const string Prefix = "#/components/schemas/";
        var children = new Dictionary<MarkedNode, List<MarkedNode>>();
        foreach (var child in names.Components)
        {
            if (child["allOf"] is not { IsSequence: true } bases) continue;
            foreach (var item in bases.Items)
            {
                if (References.Reference(item)?.Scalar is not { } reference || reference.IndexOf(Prefix, StringComparison.Ordinal) < 0) continue;
                if (names.Component(reference.Substring(reference.IndexOf(Prefix, StringComparison.Ordinal) + Prefix.Length)) is not { } parent) continue;
                if (!children.TryGetValue(parent, out var list)) children.Add(parent, list = []);
                list.Add(child);
            }
        }

        return children;
    }
}
