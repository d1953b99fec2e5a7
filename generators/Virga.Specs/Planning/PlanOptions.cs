namespace Virga.Specs.Planning;

/// <summary>What the consumer's project says about one spec.</summary>
/// <param name="Namespace">Namespace of everything emitted; null for <paramref name="RootNamespace"/> and the service's name.</param>
/// <param name="ClientName">Type name of the client; null for the service's name with Client behind.</param>
/// <param name="Accessibility">public or internal.</param>
/// <param name="RootNamespace">RootNamespace of the project.</param>
/// <param name="Selection">Which operations are read; null for all. Given to the reader, which leaves the others out.</param>
/// <param name="Interface">Whether an interface of the client is emitted too.</param>
public sealed record PlanOptions(string? Namespace = null, string? ClientName = null, string Accessibility = "public", string RootNamespace = "Generated", bool Interface = false, Reading.OperationSelection? Selection = null);
