using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>A C# expression and what is known of it.</summary>
/// <param name="Code">The expression.</param>
/// <param name="Type">Its type, null included where it may come out null.</param>
internal sealed record Value(string Code, TypeRef Type)
{
    /// <summary>Whether its last link may be null by itself, rather than for a link before it: then the next needs a question mark.</summary>
    public bool IsLastNullable { get; init; } = Type.IsNullable;

    /// <summary>Whether members can be read from the code as it stands.</summary>
    public bool IsPrimary { get; init; } = true;

    /// <summary>The input that it reads (options.Replace), for telling unused inputs; null when it reads none.</summary>
    public string? Origin { get; init; }

    /// <summary>The operation whose headers its members are.</summary>
    public OperationPlan? HeadersOf { get; init; }

    /// <summary>Null only because a success may come without a body.</summary>
    public bool MayLackBody { get; init; }

    /// <summary>Comes from an answer, not from the caller: what does not parse is the server's fault.</summary>
    public bool IsAnswer { get; init; }

    public string Operand => IsPrimary ? Code : $"({Code})";
}

/// <summary>Something that is filled.</summary>
/// <param name="Type">Its type, nullable where it may be left out.</param>
/// <param name="Name">For messages.</param>
internal sealed record Target(TypeRef Type, string Name)
{
    /// <summary>C# that stands for a null source when the type takes none.</summary>
    public string? Default { get; init; }

    /// <summary>An object of the spec that may be left out: it is, when nothing in it has a value.</summary>
    public bool CanBeLeftOut { get; init; }

    public bool TakesNull => Type.IsNullable || Default is not null;

    public Target OrNull() => this with { Type = Type.OrNull(), Default = null };
}
