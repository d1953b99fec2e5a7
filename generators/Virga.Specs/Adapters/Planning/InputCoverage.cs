namespace Virga.Specs.Adapters;

/// <summary>
/// Proves that no input is dropped: each is bound, or its capability is off, or it is listed as unused.
/// The members of a parameter that is a class count one by one. Structs, and whatever stands inside a parameter, are one value each: reading any part reads it;
/// but where members carry capabilities they count one by one as well.
/// </summary>
internal sealed class InputCoverage(AdapterContext context, MethodShape method, HashSet<string> used, HashSet<string> tested)
{
    public void Check(AdapterEntry entry)
    {
        var unused = entry.Value.Find("unused")?.OneOrMany() ?? [];
        foreach (var node in unused) CheckEntry(node);
        foreach (var leaf in method.Parameters.Where(p => !p.IsToken).SelectMany(Leaves))
        {
            if (IsUsed(leaf.Path) || unused.Any(u => Covers(u.Text, leaf.Path))) continue;
            if (leaf.Capability is not null && !context.Capabilities.IsOn(leaf.Capability)) continue;
            var why = leaf.Capability is null ? "" : $" while the capability {leaf.Capability} is on";
            context.Faults.Error(AdapterIds.InputUnused, entry.KeyPosition, $"{method.Name} never uses its input '{leaf.Path}'{why}: bind it, or list it under 'unused'.");
        }
    }

    /// <summary>The inputs of one parameter.</summary>
    public IEnumerable<(string Path, string? Capability)> Leaves(ParameterShape parameter)
    {
        if (context.ShapeOf(parameter.Type) is not { IsEnum: false } shape) return [(parameter.Name, parameter.Capability)];
        if (parameter.Type.IsValueType) return MarkedOrWhole(parameter.Name, shape, parameter.Capability);
        return Inputs(shape).SelectMany(member => Inner(parameter.Name + "." + member.Name, member)).DefaultIfEmpty((parameter.Name, parameter.Capability));
    }

    private IEnumerable<(string Path, string? Capability)> Inner(string path, MemberShape member) =>
        context.ShapeOf(member.Type) is { IsEnum: false } shape ? MarkedOrWhole(path, shape, member.Capability) : [(path, member.Capability)];

    private static IEnumerable<(string Path, string? Capability)> MarkedOrWhole(string path, TypeShape shape, string? capability) =>
        shape.Members.Any(m => m.Capability is not null) ? Inputs(shape).Select(m => (path + "." + m.Name, m.Capability ?? capability)) : [(path, capability)];

    // What a constructor takes is the input; where none takes anything, what initializers set.
    private static IEnumerable<MemberShape> Inputs(TypeShape shape)
    {
        var constructor = shape.Constructors.OrderByDescending(c => c.Parameters.Count).FirstOrDefault();
        if (constructor is null || constructor.Parameters.Count == 0) return shape.Members.Where(m => m.CanWrite && m.CanRead);
        return constructor.Parameters.Select(p => shape.FindLoosely(p.Name)).OfType<MemberShape>();
    }

    private bool IsUsed(string leaf) => tested.Contains(leaf) || used.Any(u => Covers(u, leaf) || u.StartsWith(leaf + ".", StringComparison.Ordinal));

    private bool Exists(string path)
    {
        var parts = path.Split('.');
        var type = method.Parameters.FirstOrDefault(p => p.Name == parts[0])?.Type;
        foreach (var part in parts.Skip(1)) type = type is null ? null : context.ShapeOf(type)?.Find(part)?.Type;
        return type is not null;
    }

    private static bool Covers(string whole, string leaf) => whole == leaf || leaf.StartsWith(whole + ".", StringComparison.Ordinal);

    private void CheckEntry(AdapterNode node)
    {
        var leaves = method.Parameters.Where(p => !p.IsToken).SelectMany(Leaves).ToList();
        var covered = leaves.Where(l => Covers(node.Text, l.Path)).ToList();
        if (covered.Count == 0)
        {
            // A part of what counts as one value here.
            if (leaves.Exists(l => Covers(l.Path, node.Text)) && Exists(node.Text)) return;
            var names = leaves.Select(l => l.Path).Concat(method.Parameters.Where(p => !p.IsToken).Select(p => p.Name));
            context.Faults.Unknown(node.Position, $"{method.Name} has no such input: the name", node.Text, names);
            return;
        }

        if (covered.TrueForAll(l => IsUsed(l.Path))) context.Faults.Warning(AdapterIds.NeverUsed, node.Position, $"'{node.Text}' is listed as unused, and is used.");
        foreach (var leaf in covered.Where(l => !IsUsed(l.Path) && l.Capability is not null && context.Capabilities.IsOn(l.Capability)))
        {
            context.Dropped.Add(new DroppedOption(method, leaf.Path, leaf.Capability!, node.Position));
        }
    }
}
