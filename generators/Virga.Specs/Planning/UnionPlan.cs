namespace Virga.Specs.Planning;

/// <summary>A union: a record over one value of several types.</summary>
/// <param name="Type">The record.</param>
/// <param name="Name">Its name.</param>
/// <param name="Variants">The types, each once.</param>
/// <param name="Shapes">What tells them apart, in the lines that <c>JsonCursor.Choose</c> reads.</param>
/// <param name="Discriminator">The member that names the variant; empty when none does.</param>
public sealed record UnionPlan(TypePlan Type, string Name, EquatableArray<UnionVariantPlan> Variants, string Shapes, string Discriminator)
{
    public string? Summary { get; init; }
    public bool Deprecated { get; init; }
    public bool ReadsJson { get; init; }
    public bool WritesJson { get; init; }
    public bool ReadsText { get; init; }
    public bool WritesXml { get; init; }
}

/// <summary>A variant of a union.</summary>
/// <param name="Type">Its type.</param>
public sealed record UnionVariantPlan(TypePlan Type);
