using Virga.Specs.Adapters;

namespace Virga.Generators;

/// <summary>An adapter document and what it names; no head when it is unreadable.</summary>
internal sealed record AdapterInput(SpecInput Input, AdapterHead? Head);

/// <summary>The same with its interfaces. Failure says what broke while they were read.</summary>
internal sealed record BoundAdapter(SpecInput Input, AdapterHead? Head, ContractShape? Contract, string? Failure);

/// <summary>Everything that one adapter is made from: its spec, or the names of the specs that there are when it is not among them.</summary>
internal sealed record AdapterJob(BoundAdapter Adapter, PlannedSpec? Spec, string Specs);
