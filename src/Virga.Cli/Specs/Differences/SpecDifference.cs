using Virga.Specs.Model;

namespace Virga.Cli.Specs.Differences;

/// <summary>One change.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Place">What changed: an operation, a parameter of it, a member of a model.</param>
/// <param name="Message">How.</param>
/// <param name="Position">Where it stands, in the new document unless it is gone from there.</param>
internal sealed record SpecDifference(DifferenceKind Kind, string Place, string Message, SourcePosition Position);
