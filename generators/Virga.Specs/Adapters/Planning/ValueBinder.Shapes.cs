namespace Virga.Specs.Adapters;

/// <summary>Lays the names of a map out flat: its own, and those of its shapes.</summary>
internal sealed partial class ValueBinder
{
    /// <summary>Null when a shape is faulty.</summary>
    public List<Binding>? Bindings(AdapterNode node, Value? subject, Value? guard = null)
    {
        var bindings = new List<Binding>();
        var isGood = true;
        foreach (var entry in node.Entries)
        {
            if (entry.Key == "$shape") isGood &= AddShapes(bindings, entry.Value, subject, guard);
            else bindings.Add(new Binding(entry.Key, entry.KeyPosition, entry.Value, subject, guard));
        }

        foreach (var twice in bindings.GroupBy(b => b.Name).Where(g => g.Count() > 1))
        {
            _context.Faults.Error(AdapterIds.UnknownName, twice.Last().Position, $"'{twice.Key}' is bound twice here.");
            isGood = false;
        }

        return isGood ? bindings : null;
    }

    private bool AddShapes(List<Binding> bindings, AdapterNode node, Value? subject, Value? guard)
    {
        switch (node.Kind)
        {
            case AdapterNodeKind.Scalar:
                return AddShape(bindings, node.Text, node, subject, guard);
            case AdapterNodeKind.List:
                return node.Items.Select(item => AddShapes(bindings, item, subject, guard)).ToList().TrueForAll(good => good);
            default:
                var isGood = true;
                foreach (var entry in node.Entries)
                {
                    var name = AdapterNode.Scalar(entry.Key, true, entry.KeyPosition);
                    var inner = Source(entry.Value, subject, isSubjectOnly: true);
                    isGood &= inner is not null && AddShape(bindings, entry.Key, name, inner, inner.Type.IsNullable ? inner : guard);
                }

                return isGood;
        }
    }

    private bool AddShape(List<Binding> bindings, string name, AdapterNode at, Value? subject, Value? guard)
    {
        var shape = _context.Document.Shapes.FirstOrDefault(s => s.Key == name);
        if (shape is null)
        {
            _context.Faults.Unknown(at.Position, "The shape", name, _context.Document.Shapes.Select(s => s.Key));
            return false;
        }

        _context.UsedShapes.Add(name);
        if (!_openShapes.Add(name))
        {
            _context.Faults.Error(AdapterIds.UnknownName, at.Position, $"The shape '{name}' uses itself.");
            return false;
        }

        var inner = Bindings(shape.Value, subject, guard);
        _openShapes.Remove(name);
        if (inner is null) return false;
        bindings.AddRange(inner);
        return true;
    }

    /// <summary>Binds one name; with a guard the value is null when the shape's subject is.</summary>
    public Value? BindEntry(Binding binding, Target target)
    {
        if (binding.Guard is not { } guard) return Bind(binding.Node, target, binding.Subject);
        if (Bind(binding.Node, target, binding.Subject) is not { } value) return null;
        var isNullWithSubject = binding.Node.Kind == AdapterNodeKind.Scalar && binding.Node.Text.Contains("{.");
        if (isNullWithSubject || !target.Type.IsNullable) return value;
        return new Value($"({guard.Operand} is null ? default({target.Type.Full}) : {value.Code})", target.Type);
    }
}
