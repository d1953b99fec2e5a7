using Virga.Specs;
using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Planning;

namespace Virga.Generators;

/// <summary>A spec read and planned. Every member is compared by value: no model, no location, no symbol.</summary>
internal sealed record PlannedSpec(string Path, ClientPlan? Plan, EquatableArray<SpecDiagnostic> Diagnostics);

/// <summary>Files and faults of one document.</summary>
internal sealed record SpecOutput(EquatableArray<EmittedFile> Files, EquatableArray<SpecDiagnostic> Diagnostics);
