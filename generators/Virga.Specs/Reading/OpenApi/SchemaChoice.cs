namespace Virga.Specs.Reading.OpenApi;

/// <summary>oneOf or anyOf of at least two schemas that are not null.</summary>
/// <param name="Holder">The node that says it.</param>
/// <param name="Branches">The schemas to choose from.</param>
internal sealed record SchemaChoice(MarkedNode Holder, IReadOnlyList<MarkedNode> Branches);
