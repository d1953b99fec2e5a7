using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Adapters;

/// <summary>Plans one member of the interface from its entry under <c>members</c>.</summary>
internal sealed class MemberPlanner(AdapterContext context, MethodShape method)
{
    private static readonly string[] BodyKeys = ["call", "presign", "expires", "with", "returns", "steps", "$choose", "on-error", "unused"];

    private readonly MemberScope _scope = new(method);

    public MemberScope Scope => _scope;

    public AdapterMemberPlan Plan(AdapterEntry entry)
    {
        var before = context.Faults.Errors;
        var body = entry.Value.Kind == AdapterNodeKind.Map ? new MemberBodyPlanner(context, _scope).Plan(entry, null) : Empty(entry);
        if (context.Faults.Errors > before || body is null) return Of(AdapterMemberKind.Faulty);
        new InputCoverage(context, method, _scope.Used, _scope.Tested).Check(entry);
        return context.Faults.Errors > before ? Of(AdapterMemberKind.Faulty) : Of(AdapterMemberKind.Declared) with { Body = body };
    }

    public AdapterMemberPlan Of(AdapterMemberKind kind) => new()
    {
        Name = method.Name,
        Kind = kind,
        ReturnType = method.ReturnType,
        Returns = method.Returns,
        ValueType = method.Value?.Full,
        Parameters = new(method.Parameters.Select(p => $"{p.Type.Full} {CSharpNames.Escape(p.Name)}")),
        Token = _scope.Token is null ? null : CSharpText.Identifier(_scope.Token),
    };

    private AdapterBodyPlan? Empty(AdapterEntry entry)
    {
        context.Faults.Error(AdapterIds.NotFilled, entry.Value.Position, $"{entry.Key} needs one of {string.Join(", ", BodyKeys.Take(2).Concat(["steps", "$choose", "returns"]))}.");
        return null;
    }
}
