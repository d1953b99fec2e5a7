using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Fills the interface's capability record with literals, and says how a profile turns each of them off.</summary>
internal sealed class CapabilityPlanner(AdapterContext context, PropertyShape property)
{
    private readonly Dictionary<string, AdapterNode> _claims = new(StringComparer.Ordinal);
    private readonly List<TurnOffPlan> _turnOff = [];

    public CapabilityPlan? Plan()
    {
        if (context.ShapeOf(property.Type) is not { IsEnum: false } shape) return null;
        var node = context.Document.Capabilities?.Value;
        var code = node is null ? $"new {property.Type.CSharp}()" : Object(node, property.Type, shape, "");
        context.Capabilities = new CapabilityValues(_claims);
        var canTurnOff = AddTurnOff(shape, property.Type, "", "all", _ => "");
        if (code is null) return null;
        CheckProfiles();
        return new CapabilityPlan(property.Name, property.Type.CSharp, code, canTurnOff, new(_turnOff));
    }

    private string? Object(AdapterNode node, TypeRef type, TypeShape shape, string path)
    {
        if (node.Kind != AdapterNodeKind.Map)
        {
            context.Faults.Error(AdapterIds.NoConversion, node.Position, $"{type.Display} is filled by names, not by '{node.Text}'.");
            return null;
        }

        var sets = new List<string>();
        var isGood = true;
        foreach (var entry in node.Entries)
        {
            if (shape.Find(entry.Key) is not { CanWrite: true } member)
            {
                context.Faults.Unknown(entry.KeyPosition, $"{type.Display} has no capability: the name", entry.Key, shape.Members.Where(m => m.CanWrite).Select(m => m.Name));
                isGood = false;
                continue;
            }

            var name = path + member.Name;
            _claims[name] = entry.Value;
            var code = context.ShapeOf(member.Type) is { IsEnum: false } inner ? Object(entry.Value, member.Type.NotNull(), inner, name + ".")
                : member.Type is { Kind: TypeKind.List, Element: { } element } ? List(entry.Value, element)
                : Literal(entry.Value, member.Type.NotNull());
            if (code is null) isGood = false;
            else sets.Add($"{CSharpNames.Escape(member.Name)} = {code}");
        }

        return isGood ? sets.Count == 0 ? $"new {type.CSharp}()" : $"new {type.CSharp} {{ {string.Join(", ", sets)} }}" : null;
    }

    private string? List(AdapterNode node, TypeRef element)
    {
        var items = new List<string>();
        foreach (var item in node.OneOrMany())
        {
            if (Literal(item, element) is not { } code) return null;
            items.Add(code);
        }

        return $"[{string.Join(", ", items)}]";
    }

    private string? Literal(AdapterNode node, TypeRef type)
    {
        if (node.Kind == AdapterNodeKind.Scalar && LiteralBinder.Code(node, type, context) is { } code) return code;
        if (context.ShapeOf(type) is { IsEnum: true } shape) context.Faults.Unknown(node.Position, $"{type.Display} has no member: the name", node.Text, shape.EnumMembers);
        else context.Faults.Error(AdapterIds.NoConversion, node.Position, $"'{node.Text}' is no {type.Display}{(type.Kind == TypeKind.Duration ? ": write 15m, 12h or 7d" : type.Kind is TypeKind.Int64 or TypeKind.Int32 ? ": write a number, or a size such as 5MiB" : "")}.");
        return null;
    }

    // Only records and structs can be copied with one member changed.
    private bool AddTurnOff(TypeShape shape, TypeRef type, string path, string reader, Func<string, string> wrap)
    {
        if (!shape.IsRecord && !shape.IsValueType) return false;
        foreach (var member in shape.Members.Where(m => m.CanWrite && m.CanRead))
        {
            var name = CSharpNames.Escape(member.Name);
            string With(string value) => path.Length == 0 ? $"all with {{ {name} = {value} }}" : wrap($"{reader} with {{ {name} = {value} }}");
            var inner = context.ShapeOf(member.Type);
            _turnOff.Add(new TurnOffPlan(path + member.Name, With(Off(type, member, inner))));
            if (inner is not { IsEnum: false } || member.Type.IsNullable) continue;
            AddTurnOff(inner, member.Type, path + member.Name + ".", $"{reader}.{name}", With);
        }

        return true;
    }

    // Numbers go back to what the record says by itself: its widest limit.
    private static string Off(TypeRef owner, MemberShape member, TypeShape? inner) => member.Type.Kind switch
    {
        TypeKind.Boolean => "false",
        TypeKind.List => "[]",
        _ when inner is { IsEnum: true } => "default",
        _ when inner is not null => $"new {member.Type.CSharp}()",
        _ => $"new {owner.CSharp}().{CSharpNames.Escape(member.Name)}",
    };

    private void CheckProfiles()
    {
        if (context.Document.Capabilities is not { } entry) return;
        foreach (var profile in context.Client.Service.Profiles)
        {
            foreach (var name in profile.Without.Where(n => _turnOff.TrueForAll(t => t.Name != n)))
            {
                context.Faults.Unknown(entry.KeyPosition, $"The profile {profile.Name} of the spec turns off what is no capability of {property.Type.Display}: the name", name, _turnOff.Select(t => t.Name));
            }
        }
    }

    /// <summary>VA11: a capability that names an unsupported member, and a claimed enum member without a case.</summary>
    public void CheckClaims(IReadOnlyList<AdapterNode> unsupported, IEnumerable<AdapterEntry> members)
    {
        foreach (var claim in _claims.Where(c => c.Value.Text == "true"))
        {
            var parts = claim.Key.Split('.');
            string[] names = [parts[parts.Length - 1], string.Concat(parts)];
            if (unsupported.FirstOrDefault(u => names.Any(n => Stem(n) == Stem(u.Text))) is not { } member) continue;
            context.Faults.Error(AdapterIds.CapabilityContradicted, claim.Value.Position, $"{claim.Key} is claimed, and {member.Text} is unsupported.");
        }

        var choices = members.Select(m => m.Value).Where(m => m.Kind == AdapterNodeKind.Map && m.Find("$choose") is not null && m.Find("else") is not { Kind: AdapterNodeKind.Map }).ToList();
        foreach (var claim in _claims.Where(c => c.Value.Kind == AdapterNodeKind.List)) CheckKinds(claim.Key, claim.Value, choices);
    }

    private void CheckKinds(string name, AdapterNode list, List<AdapterNode> choices)
    {
        if (EnumOf(name) is not { } kind) return;
        foreach (var choice in choices)
        {
            var cases = choice.Entries.Where(e => e.Value.Text != "unsupported").Select(e => e.Key).ToList();
            if (!choice.Entries.Any(e => kind.EnumMembers.Contains(e.Key))) continue;
            foreach (var item in list.Items.Where(i => kind.EnumMembers.Contains(i.Text) && !cases.Contains(i.Text)))
            {
                context.Faults.Error(AdapterIds.CapabilityContradicted, item.Position, $"{name} claims {item.Text}, which $choose has no case for.");
            }
        }
    }

    private TypeShape? EnumOf(string path)
    {
        var shape = context.ShapeOf(property.Type);
        MemberShape? member = null;
        foreach (var part in path.Split('.'))
        {
            member = shape?.Find(part);
            shape = member is null ? null : context.ShapeOf(member.Type);
        }

        return member?.Type.Element is { } element && context.ShapeOf(element) is { IsEnum: true } kind ? kind : null;
    }

    private static string Stem(string name)
    {
        var stem = name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;
        return stem.TrimEnd('s').ToLowerInvariant();
    }
}
