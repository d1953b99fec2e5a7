using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Cases of $choose and $map: members of an enum, true and false, texts, or present and absent.</summary>
internal sealed class CaseChooser(AdapterContext context, Value subject, IReadOnlyList<(string Name, SourcePosition Position)> cases)
{
    private enum Ground
    {
        Presence,
        Flag,
        Names,
        Text,
        None,
    }

    /// <summary>Whether C# itself sees that the cases leave nothing out.</summary>
    public bool IsTotal => IsComplete && GroundOf() is (Ground.Presence or Ground.Flag);

    /// <summary>Whether no value is left for else.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether only the presence of the value counts.</summary>
    public bool IsPresence => GroundOf() == Ground.Presence;

    /// <summary>Tells of cases that are none, and of those that lack. A value table may lack cases of anything but an enum.</summary>
    public bool Check(bool hasElse, SourcePosition position, bool isValue)
    {
        var ground = GroundOf();
        if (ground == Ground.None)
        {
            context.Faults.Error(AdapterIds.CaseMissing, position, $"A value of {subject.Type.Display} can only be present or absent.");
            return false;
        }

        if (ground == Ground.Presence && !subject.Type.IsNullable)
        {
            context.Faults.Error(AdapterIds.CaseMissing, position, $"A value of {subject.Type.Display} is never absent: bind it as it is.");
            return false;
        }

        var known = Known(ground);
        var faults = 0;
        foreach (var (name, at) in cases)
        {
            if (known is null || known.Contains(name)) continue;
            var nearest = NearestName.Of(name, known);
            context.Faults.Error(AdapterIds.CaseMissing, at, $"'{name}' is no case of {subject.Type.Display}.{(nearest is null ? $" There is: {string.Join(", ", known)}." : $" Did you mean '{nearest}'?")}");
            faults++;
        }

        var missing = known?.Where(k => cases.All(c => c.Name != k)).ToList() ?? ["else"];
        IsComplete = missing.Count == 0 && !(subject.Type.IsNullable && ground is Ground.Names or Ground.Flag) && !IsOpen;
        if (missing.Count == 0 || hasElse || faults > 0) return faults == 0;
        if (isValue && ground != Ground.Names) return true;
        if (isValue && IsOpen) return true;
        context.Faults.Error(AdapterIds.CaseMissing, position, $"The cases lack {string.Join(", ", missing)}: add them, or else.");
        return false;
    }

    /// <summary>The C# pattern of a case.</summary>
    public string Pattern(string name) => GroundOf() switch
    {
        Ground.Presence => name == "present" ? "not null" : "null",
        Ground.Flag => name,
        Ground.Names => EnumPattern(name),
        _ => CSharpText.Literal(name),
    };

    /// <summary>C# of the value to switch over.</summary>
    public string Code => GroundOf() == Ground.Names && IsOpen ? subject.Operand + (subject.Type.IsNullable ? "?.Value" : ".Value") : subject.Code;

    public string Expression(IReadOnlyList<(string Pattern, string Code)> arms, string? last)
    {
        var code = subject.IsPrimary || GroundOf() == Ground.Names ? Code : $"({Code})";
        if (GroundOf() == Ground.Flag && !subject.Type.IsNullable && arms.Count <= 2)
        {
            string Of(string flag) => arms.FirstOrDefault(a => a.Pattern == flag).Code ?? last!;
            return $"({subject.Operand} ? {Of("true")} : {Of("false")})";
        }

        var all = arms.Select(a => $"{a.Pattern} => {a.Code}").ToList();
        if (last is not null) all.Add($"_ => {last}");
        else if (GroundOf() == Ground.Names) all.Add($"var other => throw {context.Needs("NoValue")}(other)");
        return $"({code} switch {{ {string.Join(", ", all)} }})";
    }

    private bool IsOpen => context.EnumOf(subject.Type) is { IsOpen: true, IsInteger: false };

    private Ground GroundOf()
    {
        if (cases.Count > 0 && cases.All(c => c.Name is "present" or "absent")) return Ground.Presence;
        if (subject.Type.Kind == TypeKind.Boolean) return Ground.Flag;
        if (context.EnumOf(subject.Type) is not null || context.ShapeOf(subject.Type) is { IsEnum: true }) return Ground.Names;
        return subject.Type.Kind == TypeKind.String ? Ground.Text : Ground.None;
    }

    private List<string>? Known(Ground ground) => ground switch
    {
        Ground.Presence => ["present", "absent"],
        Ground.Flag => ["true", "false"],
        Ground.Names => context.EnumOf(subject.Type) is { } plan ? [.. plan.Members.Select(m => m.Value)] : [.. context.ShapeOf(subject.Type)!.EnumMembers],
        _ => null,
    };

    private string EnumPattern(string name)
    {
        if (context.EnumOf(subject.Type) is not { } plan) return $"{subject.Type.CSharp}.{CSharpNames.Escape(name)}";
        if (IsOpen) return CSharpText.Literal(name);
        return $"{subject.Type.CSharp}.{CSharpText.Identifier(plan.Members.First(m => m.Value == name).Name)}";
    }
}
