namespace Virga.Specs.Adapters;

/// <summary>What an adapter must know of the compilation: the interfaces it implements and every type they reach. Holds values only.</summary>
public sealed record ContractShape
{
    public required EquatableArray<InterfaceShape> Interfaces { get; init; }

    /// <summary>Objects and enums, by <see cref="TypeShape.CSharp"/>.</summary>
    public required EquatableArray<TypeShape> Types { get; init; }

    /// <summary>The type that errors are thrown as; null when it is not asked for or not there.</summary>
    public string? ThrowType { get; init; }

    public TypeShape? Find(string csharp)
    {
        foreach (var type in Types)
        {
            if (type.CSharp == csharp) return type;
        }

        return null;
    }
}

/// <summary>An interface of the compilation. Problem says why it cannot be adapted: it is missing, inaccessible or no interface.</summary>
public sealed record InterfaceShape(string Name, string CSharp, bool IsPublic, EquatableArray<MethodShape> Methods, EquatableArray<PropertyShape> Properties)
{
    public string? Problem { get; init; }

    /// <summary>Members of kinds that no document can fill: events, indexers, static members.</summary>
    public EquatableArray<MemberProblem> Problems { get; init; }
}

public sealed record MemberProblem(string Member, string Problem, SourceSpot? Spot);

/// <summary>Where a member stands in the C# source, 1-based, for messages.</summary>
public sealed record SourceSpot(string Path, int Line, int Column)
{
    public override string ToString() => $"{Path}({Line},{Column})";
}

public enum ReturnKind
{
    Task,
    ValueTask,
    AsyncEnumerable,
    Unsupported,
}

/// <summary>A method. Value is the awaited value or the item; null for a plain Task or ValueTask.</summary>
public sealed record MethodShape(string Name, EquatableArray<ParameterShape> Parameters, ReturnKind Returns, TypeRef? Value, string ReturnType)
{
    public bool IsGeneric { get; init; }

    public SourceSpot? Spot { get; init; }

    /// <summary>The name by which documents call an overload: <c>StoreAsync(string,Stream)</c>.</summary>
    public string Signature => $"{Name}({string.Join(",", Parameters.Where(p => !p.IsToken).Select(p => p.Type.Display))})";

    /// <summary>The name without Async.</summary>
    public string Stem => Name.EndsWith("Async", StringComparison.Ordinal) && Name.Length > 5 ? Name.Substring(0, Name.Length - 5) : Name;
}

public sealed record PropertyShape(string Name, TypeRef Type, bool CanWrite, SourceSpot? Spot);

/// <summary>A parameter. Name is not keyword-safe.</summary>
public sealed record ParameterShape(string Name, TypeRef Type, bool HasDefault = false)
{
    /// <summary>C# literal of the default value.</summary>
    public string? Default { get; init; }

    public bool IsToken { get; init; }

    public bool IsByReference { get; init; }

    public string? Capability { get; init; }
}

/// <summary>An object or enum that the interface reaches.</summary>
public sealed record TypeShape(string CSharp, bool IsValueType)
{
    public bool IsEnum { get; init; }

    public bool IsRecord { get; init; }

    public bool IsAbstract { get; init; }

    public bool IsPublic { get; init; } = true;

    public EquatableArray<string> EnumMembers { get; init; }

    public EquatableArray<MemberShape> Members { get; init; }

    public EquatableArray<ConstructorShape> Constructors { get; init; }

    /// <summary>Base classes, nearest first.</summary>
    public EquatableArray<string> Bases { get; init; }

    public MemberShape? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Name == name) return member;
        }

        return null;
    }

    /// <summary>As constructors are matched: the case does not count.</summary>
    public MemberShape? FindLoosely(string name) => Find(name) ?? Members.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A property: whether it can be read, and set by an initializer.</summary>
public sealed record MemberShape(string Name, TypeRef Type, bool CanRead, bool CanWrite, bool IsRequired = false, string? Capability = null);

public sealed record ConstructorShape(EquatableArray<ParameterShape> Parameters, bool SetsRequiredMembers = false);
