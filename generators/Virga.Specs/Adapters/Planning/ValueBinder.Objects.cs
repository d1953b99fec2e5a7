using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Builds objects from names: those of the interface by their best constructor, those of the spec by initializers.</summary>
internal sealed partial class ValueBinder
{
    private Value? BindObject(AdapterNode node, Target target, Value? subject)
    {
        foreach (var word in node.Entries.Where(e => e.Key.StartsWith("$", StringComparison.Ordinal) && e.Key != "$shape"))
        {
            _context.Faults.Unknown(word.KeyPosition, "The word", word.Key, ["$first", "$map", "$each", "$shape"]);
            return null;
        }

        return Bindings(node, subject) is { } bindings ? BuildObject(node.Position, bindings, target) : null;
    }

    public Value? BuildObject(SourcePosition position, List<Binding> bindings, Target target)
    {
        if (_context.ObjectOf(target.Type) is { } plan) return BuildSpecObject(position, plan, bindings, target);
        if (_context.ShapeOf(target.Type) is { IsEnum: false } shape) return BuildContractObject(position, shape, bindings, target);
        if (target.Type.Kind == TypeKind.Map) return BuildMap(bindings, target);
        _context.Faults.Error(AdapterIds.NoConversion, position, $"Names do not fit {target.Name}, which wants {target.Type.Display}.");
        return null;
    }

    private Value? BuildMap(List<Binding> bindings, Target target)
    {
        var entries = new List<string>();
        foreach (var binding in bindings)
        {
            if (BindEntry(binding, new Target(target.Type.Element!, $"'{binding.Name}'")) is not { } value) return null;
            entries.Add($"[{CSharpText.Literal(binding.Name)}] = {value.Code}");
        }

        return new Value($"new global::System.Collections.Generic.Dictionary<string, {target.Type.Element!.Full}> {{ {string.Join(", ", entries)} }}", target.Type.NotNull()) { IsPrimary = false };
    }

    private Value? BuildSpecObject(SourcePosition position, ObjectPlan plan, List<Binding> bindings, Target target)
    {
        var sets = new List<(string Property, Value Value)>();
        var isGood = true;
        foreach (var binding in bindings)
        {
            var member = plan.Members.FirstOrDefault(m => m.WireName == binding.Name);
            if (member is null || member.ReadOnly)
            {
                _context.Faults.Unknown(binding.Position, $"{plan.Name} has no such member to fill: the name", binding.Name, plan.Members.Where(m => !m.ReadOnly).Select(m => m.WireName));
                isGood = false;
                continue;
            }

            var isOptional = !member.IsRequired;
            var type = TypeRef.From(member.Type, member.IsNullable);
            var wanted = new Target(type, $"'{binding.Name}' of {plan.Name}") { CanBeLeftOut = isOptional, Default = DefaultOf(member, type) };
            var value = BindEntry(binding, wanted);
            if (value is null) isGood = false;
            else sets.Add((member.Property, value));
        }

        foreach (var member in plan.Members.Where(m => m.IsRequired && !m.IsNullable && m.Default is null && !m.ReadOnly && bindings.All(b => b.Name != m.WireName)))
        {
            _context.Faults.Error(AdapterIds.NotFilled, position, $"'{member.WireName}' of {plan.Name} is required and not filled.");
            isGood = false;
        }

        if (!isGood) return null;
        var code = $"new {target.Type.CSharp} {{ {string.Join(", ", sets.Select(s => $"{s.Property} = {s.Value.Code}"))} }}";
        var canVanish = target.CanBeLeftOut && target.Type.IsNullable && sets.TrueForAll(s => s.Value.Type.IsNullable);
        if (!canVanish) return new Value(code, target.Type.NotNull()) { IsPrimary = false };
        if (sets.Count == 0) return new Value("null", target.Type) { IsPrimary = false };
        var test = string.Join(" && ", sets.Select(s => $"{s.Value.Operand} is null"));
        return new Value($"({test} ? null : {code})", target.Type);
    }

    // A list of the spec is empty when it is left out, not null.
    private static string? DefaultOf(MemberPlan member, TypeRef type)
    {
        if (type.IsNullable) return null;
        if (member.Default is not null) return member.Default;
        return type.Kind == TypeKind.List && !member.IsRequired ? "[]" : null;
    }

    private Value? BuildContractObject(SourcePosition position, TypeShape shape, List<Binding> bindings, Target target)
    {
        var display = target.Type.NotNull().Display;
        if (bindings.FirstOrDefault(b => !Fills(shape, b.Name)) is { } unknown)
        {
            _context.Faults.Unknown(unknown.Position, $"{display} has no member to fill: the name", unknown.Name, shape.Members.Where(m => m.CanWrite).Select(m => m.Name).Concat(shape.Constructors.SelectMany(c => c.Parameters.Select(p => p.Name))));
            return null;
        }

        if (Best(shape, bindings) is not { } constructor)
        {
            var needed = shape.Constructors.OrderBy(c => c.Parameters.Count).Select(c => string.Join(", ", c.Parameters.Where(p => !p.HasDefault && !Has(bindings, p.Name)).Select(p => p.Name))).FirstOrDefault();
            _context.Faults.Error(AdapterIds.NotFilled, position, needed is null ? $"{display} has no constructor that can be called." : $"{display} is not made: {needed} is required and not filled.");
            return null;
        }

        var arguments = new List<string>();
        var sets = new List<string>();
        var isGood = true;
        foreach (var binding in bindings)
        {
            var parameter = constructor.Parameters.FirstOrDefault(p => Same(p.Name, binding.Name));
            var member = parameter is null ? shape.FindLoosely(binding.Name) : null;
            var type = parameter?.Type ?? member!.Type;
            var wanted = new Target(type, $"{binding.Name} of {display}") { CanBeLeftOut = true, Default = parameter is { HasDefault: true, Type.IsNullable: false } ? parameter.Default ?? "default" : null };
            if (BindEntry(binding, wanted) is not { } value) isGood = false;
            else if (parameter is not null) arguments.Add($"{CSharpNames.Escape(parameter.Name)}: {value.Code}");
            else sets.Add($"{CSharpNames.Escape(member!.Name)} = {value.Code}");
        }

        if (!constructor.SetsRequiredMembers)
        {
            foreach (var member in shape.Members.Where(m => m.IsRequired && !Has(bindings, m.Name)))
            {
                _context.Faults.Error(AdapterIds.NotFilled, position, $"{member.Name} of {display} is required and not filled.");
                isGood = false;
            }
        }

        if (!isGood) return null;
        var initializer = sets.Count == 0 ? "" : $" {{ {string.Join(", ", sets)} }}";
        return new Value($"new {target.Type.CSharp}({string.Join(", ", arguments)}){initializer}", target.Type.NotNull()) { IsPrimary = false };
    }

    private static bool Fills(TypeShape shape, string name) =>
        shape.FindLoosely(name) is { CanWrite: true } || shape.Constructors.Any(c => c.Parameters.Any(p => Same(p.Name, name)));

    /// <summary>The constructor that takes the most of what is given, of those that want nothing else; initializers must be able to set the rest.</summary>
    private static ConstructorShape? Best(TypeShape shape, List<Binding> bindings) =>
        shape.Constructors
            .Where(c => c.Parameters.All(p => p.HasDefault || Has(bindings, p.Name)))
            .Where(c => bindings.TrueForAll(b => c.Parameters.Any(p => Same(p.Name, b.Name)) || shape.FindLoosely(b.Name) is { CanWrite: true }))
            .OrderByDescending(c => c.Parameters.Count(p => Has(bindings, p.Name)))
            .ThenBy(c => c.Parameters.Count)
            .FirstOrDefault();

    private static bool Has(List<Binding> bindings, string name) => bindings.Exists(b => Same(b.Name, name));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
