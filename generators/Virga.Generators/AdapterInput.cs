using Virga.Specs.Adapters;

namespace Virga.Generators;

/// <summary>An adapter document and what it names; no head when it is unreadable.</summary>
internal sealed record AdapterInput(SpecInput Input, AdapterHead? Head);

/// <summary>The same with its interfaces. Failure says what broke while they were read.</summary>
internal sealed record BoundAdapter(SpecInput Input, AdapterHead? Head, ContractShape? Contract, string? Failure);

/// <summary>Everything that one adapter is made from: whether its spec is there, and the spec's plan, which is null when the spec is faulty.</summary>
internal sealed record AdapterJob(BoundAdapter Adapter, PlannedSpec? Spec, EquatableNames Specs);

/// <summary>Names of the specs that there are, for a message.</summary>
internal sealed record EquatableNames(string Joined);
