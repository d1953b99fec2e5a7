using Virga.Specs;
using Virga.Specs.Adapters;
using Virga.Specs.Model;
using Virga.Specs.Planning;
using Virga.Specs.Reading;

namespace Virga.Adapters.Tests.Planning;

/// <summary>The planner alone: an interface made by hand, a spec and a document as text.</summary>
internal static class Planned
{
    public static TypeRef Nothing { get; } = new(TypeKind.Object, "object", false);

    public static AdapterResult Of(ContractShape contract, string spec, string document) => AdapterPlanner.Plan(Document(document), contract, Client(spec));

    /// <summary>An interface of one method.</summary>
    public static ContractShape Contract(MethodShape method, params TypeShape[] types) => new()
    {
        Interfaces = new([new InterfaceShape("Sample.IOne", "global::Sample.IOne", true, new([method]), default)]),
        Types = new(types),
    };

    public static MethodShape Method(TypeRef? value, params ParameterShape[] parameters) => new(
        "GoAsync",
        new(parameters.Append(new ParameterShape("cancellationToken", new TypeRef(TypeKind.Object, "global::System.Threading.CancellationToken", true)) { IsToken = true })),
        ReturnKind.Task,
        value,
        value is null ? "global::System.Threading.Tasks.Task" : $"global::System.Threading.Tasks.Task<{value.Full}>");

    /// <summary>The member's only call, and what it returns.</summary>
    public static (string Call, string? Result) Body(AdapterResult result)
    {
        Assert.Equal([], result.Diagnostics.Select(d => d.ToString()));
        var body = Assert.Single(result.Plan!.Members).Body!;
        var call = Assert.IsType<CallPlan>(Assert.Single(body.Steps));
        return (string.Join(", ", call.Arguments), body.Result);
    }

    private static AdapterNode Document(string text)
    {
        var faults = new List<SpecDiagnostic>();
        var root = DocumentReader.Read(new SpecText("one.yaml", text), faults, CancellationToken.None);
        Assert.Equal([], faults);
        return AdapterNodes.From(root!)!;
    }

    private static ClientPlan Client(string spec)
    {
        var reading = SpecReader.Read(new SpecText("spec.yaml", spec), CancellationToken.None);
        Assert.Equal([], reading.Diagnostics.Select(d => d.ToString()));
        var planning = ClientPlanner.Plan(reading.Model!, new PlanOptions("Sample.Api"), CancellationToken.None);
        Assert.Equal([], planning.Diagnostics.Select(d => d.ToString()));
        return planning.Plan!;
    }
}
