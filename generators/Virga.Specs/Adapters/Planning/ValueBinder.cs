using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Turns a value of the document into C# of the type that its target wants. Null means a fault, which is told.</summary>
internal sealed partial class ValueBinder
{
    private readonly AdapterContext _context;
    private readonly MemberScope _scope;
    private readonly ReferenceResolver _resolver;
    private readonly TypeConversions _conversions;
    private readonly HashSet<string> _openShapes = [];

    public ValueBinder(AdapterContext context, MemberScope scope)
    {
        _context = context;
        _scope = scope;
        _resolver = new ReferenceResolver(context, scope);
        _conversions = new TypeConversions(context, scope.Fresh);
    }

    public Value? Bind(AdapterNode node, Target target, Value? subject)
    {
        switch (node.Kind)
        {
            case AdapterNodeKind.Scalar:
                return BindScalar(node, target, subject);
            case AdapterNodeKind.List:
                return BindList(node, target, subject);
            default:
                if (node.Find("$first") is { } first) return BindFirst(node, first, target, subject);
                if (node.Find("$map") is { } map) return BindMap(node, map, target, subject);
                if (node.Find("$each") is { } each) return BindEach(node, each, target, subject);
                return BindObject(node, target, subject);
        }
    }

    /// <summary>Resolves a text that must be one reference, and counts it as used.</summary>
    public Value? Source(AdapterNode node, Value? subject, bool isSubjectOnly = false)
    {
        var template = Template.Parse(node.Text);
        if (node.Kind != AdapterNodeKind.Scalar || template?.Single is not { } reference)
        {
            _context.Faults.Error(AdapterIds.UnknownName, node.Position, "Here stands one reference: \"{name}\".");
            return null;
        }

        var value = _resolver.Resolve(reference, subject, node.Position);
        if (value is null) return null;
        if (!isSubjectOnly) Use(value);
        return reference.Converter is null ? value : Converted(node, reference.Converter, value, null);
    }

    /// <summary>Counts what chooses as used: its value, or only that it is there.</summary>
    public void Use(CaseChooser chooser, Value value)
    {
        if (!chooser.IsPresence) Use(value);
        else if (value.Origin is { } origin) _scope.Tested.Add(origin);
    }

    private void Use(Value value)
    {
        if (value.Origin is { } origin) _scope.Used.Add(origin);
    }

    private Value? BindScalar(AdapterNode node, Target target, Value? subject)
    {
        if (node.IsNull) return Null(node, target);
        if (!node.Text.Contains("{")) return Literal(node, target);
        var template = Template.Parse(node.Text);
        if (template is null)
        {
            _context.Faults.Error(AdapterIds.UnknownName, node.Position, $"A brace is not closed in '{node.Text}'.");
            return null;
        }

        if (template.Single is not { } reference) return BindTemplate(node, template, target, subject);
        if (_resolver.Resolve(reference, subject, node.Position) is not { } value) return null;
        Use(value);
        if (reference.Converter is null) return Convert(node, value, target);
        return Converted(node, reference.Converter, value, target) is { } converted ? Convert(node, converted, target) : null;
    }

    private Value? Null(AdapterNode node, Target target)
    {
        if (target.Type.IsNullable) return new Value(target.Type.IsValueType ? $"default({target.Type.Full})" : "null", target.Type) { IsPrimary = false };
        if (target.Default is { } fallback) return new Value(fallback, target.Type);
        _context.Faults.Error(AdapterIds.NullForRequired, node.Position, $"{target.Name} takes no null: its type is {target.Type.Display}.");
        return null;
    }

    private Value? Literal(AdapterNode node, Target target)
    {
        if (LiteralBinder.Code(node, target.Type, _context) is { } code) return new Value(code, target.Type.NotNull());
        if (Names(target.Type) is { } names)
        {
            _context.Faults.Unknown(node.Position, $"{target.Type.NotNull().Display} has no value: the name", node.Text, names);
            return null;
        }

        _context.Faults.Error(AdapterIds.NoConversion, node.Position, $"'{node.Text}' is no {target.Type.NotNull().Display}, which {target.Name} wants.");
        return null;
    }

    private IEnumerable<string>? Names(TypeRef type) =>
        _context.EnumOf(type) is { } plan ? plan.Members.Select(m => m.Value)
        : _context.ShapeOf(type) is { IsEnum: true } shape ? shape.EnumMembers
        : null;

    // Null anywhere makes the whole text null.
    private Value? BindTemplate(AdapterNode node, Template template, Target target, Value? subject)
    {
        var parts = new List<string>();
        var tests = new List<string>();
        foreach (var (literal, reference) in template.Parts)
        {
            if (reference is null)
            {
                parts.Add(CSharpText.Literal(literal!));
                continue;
            }

            if (_resolver.Resolve(reference, subject, node.Position) is not { } value) return null;
            Use(value);
            var text = new Target(TypeRef.Text.OrNull(), "a part of a text");
            var converted = reference.Converter is null ? value : Converted(node, reference.Converter, value, text);
            if (converted is null || Convert(node, converted, text) is not { } part) return null;
            if (!part.Type.IsNullable)
            {
                parts.Add(part.Operand);
                continue;
            }

            var local = _scope.Fresh();
            tests.Add($"{part.Operand} is {{ }} {local}");
            parts.Add(local);
        }

        var joined = $"string.Concat({string.Join(", ", parts)})";
        if (tests.Count == 0) return Convert(node, new Value(joined, TypeRef.Text), target);
        return Convert(node, new Value($"({string.Join(" && ", tests)} ? {joined} : null)", TypeRef.Text.OrNull()), target);
    }

    private Value? BindList(AdapterNode node, Target target, Value? subject)
    {
        if (target.Type is not { Kind: TypeKind.List, Element: { } element })
        {
            _context.Faults.Error(AdapterIds.NoConversion, node.Position, $"A list does not fit {target.Name}, which wants {target.Type.Display}.");
            return null;
        }

        var items = new List<string>();
        foreach (var item in node.Items)
        {
            if (Bind(item, new Target(element, "an item of " + target.Name), subject) is not { } value) return null;
            items.Add(value.Code);
        }

        return new Value($"new {element.Full}[] {{ {string.Join(", ", items)} }}", target.Type.NotNull()) { IsPrimary = false };
    }

    /// <summary>Makes a value fit: converts it, lifts the conversion over null, or tells why it does not.</summary>
    public Value? Convert(AdapterNode node, Value value, Target target)
    {
        if (value.Type.IsNullable && !target.TakesNull)
        {
            if (value.MayLackBody) _context.Faults.Error(AdapterIds.StatusWithoutResult, node.Position, $"A success may come without a body, and {target.Name} is required: give $first a last value, or make the result nullable.");
            else _context.Faults.Error(AdapterIds.NullForRequired, node.Position, $"{target.Name} is required ({target.Type.Display}), and its source may be null ({value.Type.Display}): make it required in the spec, use $first with a last value, or write {{name!}} where null is a fault.");
            return null;
        }

        if (!value.Type.IsNullable) return Direct(node, value, target);
        var inner = _conversions.Convert(value with { Type = value.Type.NotNull() }, target.Type.NotNull());
        if (inner is null) return NoConversion(node, value, target);
        var lifted = value;
        if (inner != value.Code)
        {
            var local = _scope.Fresh();
            var code = _conversions.Convert(value with { Code = local, IsPrimary = true, Type = value.Type.NotNull() }, target.Type.NotNull());
            lifted = new Value($"({value.Operand} is {{ }} {local} ? {code} : default({target.Type.OrNull().Full}))", target.Type.OrNull());
        }

        if (target.Type.IsNullable) return lifted with { Type = target.Type };
        return new Value($"({lifted.Operand} ?? {target.Default})", target.Type);
    }

    private Value? Direct(AdapterNode node, Value value, Target target)
    {
        if (_conversions.Convert(value, target.Type.NotNull()) is not { } code) return NoConversion(node, value, target);
        return code == value.Code ? value with { Type = target.Type.NotNull() } : new Value(code, target.Type.NotNull()) { IsPrimary = code.EndsWith(")", StringComparison.Ordinal) && !code.Contains(" switch ") };
    }

    private Value? NoConversion(AdapterNode node, Value value, Target target)
    {
        var spec = value.IsAnswer ? value.Type : target.Type;
        var other = value.IsAnswer ? target.Type : value.Type;
        var format = TypeConversions.FormatFor(spec, other);
        var advice = (IsEnum(value.Type), IsEnum(target.Type)) switch
        {
            (true, true) => " Every member needs one of the same name on the other side: use $map, or x-virga-enum.names in the spec.",
            (true, _) or (_, true) => " Use $map, or give the spec an enum with these values.",
            _ when _context.ShapeOf(target.Type) is not null || _context.ObjectOf(target.Type) is not null => " Name its members, or use a $shape.",
            _ => format is null ? "" : $" Format {format} in the spec would do.",
        };
        _context.Faults.Error(AdapterIds.NoConversion, node.Position, $"{value.Type.Display} does not convert to {target.Type.Display}, which {target.Name} wants.{advice}");
        return null;
    }

    private bool IsEnum(TypeRef type) => _context.EnumOf(type) is not null || _context.ShapeOf(type) is { IsEnum: true };
}
