using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>A plan, or none when the spec cannot become a client, and what was found wrong. Value-equal.</summary>
public sealed record PlanningResult(ClientPlan? Plan, EquatableArray<SpecDiagnostic> Diagnostics);
