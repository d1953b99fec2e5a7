using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

/// <summary>One class to print: an interface implemented by calls of an emitted client. Every member must be immutable and compared by value.</summary>
public sealed record AdapterPlan
{
    /// <summary>Path of the document.</summary>
    public required string Path { get; init; }

    public required string Namespace { get; init; }

    public required string ClassName { get; init; }

    /// <summary>public or internal.</summary>
    public required string Accessibility { get; init; }

    public required EquatableArray<string> Interfaces { get; init; }

    /// <summary>The client, fully qualified.</summary>
    public required string ClientType { get; init; }

    public required EquatableArray<StatePlan> State { get; init; }

    public required EquatableArray<CapabilityPlan> Capabilities { get; init; }

    public ErrorTablePlan? Errors { get; init; }

    public required EquatableArray<AdapterMemberPlan> Members { get; init; }

    public required EquatableArray<ConverterPlan> Converters { get; init; }

    /// <summary>Names of the private helpers that the members call.</summary>
    public required EquatableArray<string> Support { get; init; }

    /// <summary>Declared members by all that were mapped: declared and by hand. Unsupported ones are listed, not counted.</summary>
    public double SpecShare => Declared + ByHand == 0 ? 1 : (double)Declared / (Declared + ByHand);

    public int Declared => Members.Count(m => m.Kind == AdapterMemberKind.Declared);

    public int ByHand => Members.Count(m => m.Kind == AdapterMemberKind.HandWritten);

    public int Unsupported => Members.Count(m => m.Kind == AdapterMemberKind.Unsupported);
}

/// <summary>What a document came to: a plan, or none when nothing can be printed, and the faults.</summary>
public sealed record AdapterResult(AdapterPlan? Plan, EquatableArray<SpecDiagnostic> Diagnostics);

/// <summary>A constructor parameter and the field that keeps it.</summary>
public sealed record StatePlan(string Parameter, string Field, string Type);

public enum AdapterMemberKind
{
    Declared,
    HandWritten,
    Unsupported,
    Faulty,
}

public sealed record AdapterMemberPlan
{
    public required string Name { get; init; }

    public required AdapterMemberKind Kind { get; init; }

    /// <summary>As written, fully qualified.</summary>
    public required string ReturnType { get; init; }

    public required ReturnKind Returns { get; init; }

    /// <summary>The awaited value or the item; null for none.</summary>
    public string? ValueType { get; init; }

    /// <summary>Parameters as C#: type and name.</summary>
    public required EquatableArray<string> Parameters { get; init; }

    /// <summary>Name of the token's parameter; null without one.</summary>
    public string? Token { get; init; }

    public AdapterBodyPlan? Body { get; init; }
}

/// <summary>Steps in order, then the result.</summary>
public sealed record AdapterBodyPlan
{
    public EquatableArray<StepPlan> Steps { get; init; }

    /// <summary>C# of the result; null when there is none, or the last step chooses it.</summary>
    public string? Result { get; init; }

    /// <summary>A member of IAsyncEnumerable: C# of the rows, and the variable that Result reads each from.</summary>
    public string? Rows { get; init; }

    public string? RowVariable { get; init; }

    public EquatableArray<HandlerPlan> Handlers { get; init; }

    public bool Awaits => Rows is not null || Steps.Any(s => s.Awaits);
}

/// <summary>An error that is a result: a condition over the exception <c>e</c>, and C# of the result (null for none).</summary>
public sealed record HandlerPlan(string Condition, string? Result);

public abstract record StepPlan
{
    public abstract bool Awaits { get; }
}

/// <summary>A call of the client.</summary>
/// <param name="Variable">Where the answer goes; null when nobody reads it.</param>
/// <param name="Method">Method of the client.</param>
/// <param name="Arguments">Named arguments as C#.</param>
/// <param name="Disposal">What becomes of an answer that owns a stream.</param>
public sealed record CallPlan(string? Variable, string Method, EquatableArray<string> Arguments, AnswerDisposal Disposal) : StepPlan
{
    public override bool Awaits => true;
}

public enum AnswerDisposal
{
    None,

    /// <summary>The answer owns a stream that the result does not take.</summary>
    Using,

    /// <summary>The result takes the stream: it is disposed only when making the result fails.</summary>
    OnFailure,
}

/// <summary>Exactly one of several bodies.</summary>
/// <param name="Subject">C# of the value that chooses.</param>
/// <param name="Cases">Pattern and body; a null body is unsupported.</param>
public sealed record ChoosePlan(string Subject, EquatableArray<CasePlan> Cases) : StepPlan
{
    public override bool Awaits => Cases.Any(c => c.Body?.Awaits == true);
}

public sealed record CasePlan(string Pattern, string Name, AdapterBodyPlan? Body);

/// <summary>A converter that the user's part of the class writes.</summary>
public sealed record ConverterPlan(string Name, string Source, string Target);

/// <summary>The capabilities property: its type, name, C# of its value, and what each name in a profile turns off.</summary>
public sealed record CapabilityPlan(string Property, string Type, string Value, bool CanTurnOff, EquatableArray<TurnOffPlan> TurnOff);

/// <summary>A dotted name and the C# that turns it off, from the variable <c>all</c>.</summary>
public sealed record TurnOffPlan(string Name, string Code);

/// <summary>How exceptions of the client become the interface's.</summary>
public sealed record ErrorTablePlan
{
    public required string ThrowType { get; init; }

    /// <summary>C# that makes the exception from <c>e</c>.</summary>
    public required string Creation { get; init; }

    /// <summary>C# that makes the exception for an unsupported member from <c>message</c>.</summary>
    public required string Unsupported { get; init; }

    /// <summary>Whether the thrown type is itself one of Virga's, and so may pass through a catch.</summary>
    public bool IsVirgaException { get; init; }

    /// <summary>The enum of kinds; null when the exception has none.</summary>
    public string? KindType { get; init; }

    /// <summary>Condition over <c>e</c> and C# of the kind.</summary>
    public EquatableArray<ErrorRowPlan> Rows { get; init; }

    /// <summary>C# of the kind when no row matches, from <c>e.Kind</c>.</summary>
    public string Fallback { get; init; } = "";

    /// <summary>The rows that a code alone decides: pattern and C# of the kind.</summary>
    public EquatableArray<ErrorRowPlan> Codes { get; init; }

    public string UnknownKind { get; init; } = "";
}

public sealed record ErrorRowPlan(string Condition, string Kind);
