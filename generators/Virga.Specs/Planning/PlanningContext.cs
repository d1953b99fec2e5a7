using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>What the planners of one spec share: its model, the names that are taken, and the diagnostics so far.</summary>
internal sealed class PlanningContext
{
    private readonly List<SpecDiagnostic> _diagnostics = [];

    public PlanningContext(ServiceModel model, PlanOptions options, CancellationToken cancellationToken)
    {
        Model = model;
        CancellationToken = cancellationToken;
        var service = CSharpNames.Pascal(model.Name, "Service");
        ServiceName = service;
        ClientType = options.ClientName is { Length: > 0 } given ? CSharpNames.Pascal(given, "Client") : service + "Client";
        Namespace = CSharpNames.Namespace(options.Namespace is { Length: > 0 } space ? space : options.RootNamespace + "." + service);
        Accessibility = options.Accessibility == "internal" ? "internal" : "public";
        var stem = ClientType.EndsWith("Client", StringComparison.Ordinal) && ClientType.Length > 6 ? ClientType.Substring(0, ClientType.Length - 6) : ClientType;
        Types.Reserve(ClientType);
        CodecType = Types.Take(stem + "Codec");
        ProfilesType = Types.Take(stem + "Profiles");
        RegistrationType = Types.Take(ClientType + "Registration");
        InterfaceType = Types.Take("I" + ClientType);
        Schemas = new TypePlanner(this);
        Directions = new SchemaDirections(model);
    }

    public ServiceModel Model { get; }

    public CancellationToken CancellationToken { get; }

    public string ServiceName { get; }

    public string ClientType { get; }

    public string CodecType { get; }

    public string ProfilesType { get; }

    public string RegistrationType { get; }

    public string InterfaceType { get; }

    public string Namespace { get; }

    public string Accessibility { get; }

    /// <summary>Types of the namespace. Names that differ only by case would be legal C#, but no good to anybody.</summary>
    public NameScope Types { get; } = new(StringComparer.OrdinalIgnoreCase);

    public TypePlanner Schemas { get; }

    public SchemaDirections Directions { get; }

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    public string Qualified(string typeName) => $"global::{Namespace}.{typeName}";

    public void Error(string id, string message, SourcePosition position) => Report(id, SpecSeverity.Error, message, position);

    public void Info(string id, string message, SourcePosition position) => Report(id, SpecSeverity.Info, message, position);

    private void Report(string id, SpecSeverity severity, string message, SourcePosition position)
    {
        var diagnostic = new SpecDiagnostic(id, severity, message, position);
        if (!_diagnostics.Contains(diagnostic)) _diagnostics.Add(diagnostic);
    }
}
