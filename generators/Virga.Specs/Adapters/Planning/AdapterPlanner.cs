using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Brings document, interface and client together: the one step in which an adapter is decided.</summary>
public sealed class AdapterPlanner
{
    private readonly AdapterContext _context;
    private readonly AdapterDocument _document;
    private readonly ContractShape _contract;
    private readonly AdapterFaults _faults;
    private readonly Dictionary<string, HashSet<string>> _boundOptions = [];

    private AdapterPlanner(AdapterDocument document, ContractShape contract, ClientPlan client, AdapterFaults faults)
    {
        _context = new AdapterContext(document, contract, client, faults);
        _document = document;
        _contract = contract;
        _faults = faults;
    }

    /// <summary>Plans a document. A faulty member becomes a stub, so that one error stays one error.</summary>
    public static AdapterResult Plan(AdapterNode root, ContractShape contract, ClientPlan client)
    {
        var faults = new AdapterFaults();
        var document = AdapterDocumentReader.Read(root, faults);
        var plan = document is null ? null : new AdapterPlanner(document, contract, client, faults).Plan();
        return new AdapterResult(plan, new(faults.All));
    }

    private AdapterPlan? Plan()
    {
        if (!CheckInterfaces()) return null;
        new ErrorTablePlanner(_context).Plan();
        var capabilities = PlanCapabilities();
        var methods = _contract.Interfaces.SelectMany(i => i.Methods).ToList();
        CheckNames(methods);
        var members = methods.Select(m => PlanMember(m, methods)).ToList();
        foreach (var (planner, _) in capabilities) planner.CheckClaims(_document.Unsupported, _document.Members);
        CheckUnused();
        var (space, name) = Split(_document.Class.Text);
        return new AdapterPlan
        {
            Path = _document.Path,
            Namespace = space,
            ClassName = name,
            Accessibility = _context.Client.Accessibility == "public" && _contract.Interfaces.All(i => i.IsPublic) ? "public" : "internal",
            Interfaces = new(_contract.Interfaces.Select(i => i.CSharp)),
            ClientType = $"global::{_context.Client.Namespace}.{_context.Client.ClientType}",
            State = new(_document.State.Select(s => new StatePlan(CSharpNames.Escape(CSharpNames.Camel(s.Name)), "_" + CSharpNames.Camel(s.Name), s.Type.Full))),
            Capabilities = new(capabilities.Select(c => c.Plan)),
            Errors = _context.Errors,
            Members = new(members),
            Converters = new(_context.Converters),
            Support = new(_context.Support),
        };
    }

    private static (string Namespace, string Name) Split(string type)
    {
        var dot = type.LastIndexOf('.');
        return dot < 0 ? ("", type) : (type.Substring(0, dot), type.Substring(dot + 1));
    }

    private bool CheckInterfaces()
    {
        var isGood = true;
        for (var i = 0; i < _document.Adapts.Count; i++)
        {
            var node = _document.Adapts[i];
            var shape = _contract.Interfaces.FirstOrDefault(s => s.Name == node.Text);
            if (shape is null || shape.Problem is not null)
            {
                _faults.Error(AdapterIds.UnknownInterface, node.Position, shape?.Problem ?? $"The compilation has no interface '{node.Text}'; write its full name.");
                isGood = false;
                continue;
            }

            foreach (var problem in shape.Problems) CannotAdapt(node, problem.Member, problem.Problem, problem.Spot);
            foreach (var property in shape.Properties) CheckProperty(node, property);
            foreach (var method in shape.Methods.Where(m => Problem(m) is not null)) CannotAdapt(node, method.Name, Problem(method)!, method.Spot);
        }

        foreach (var part in _document.Class.Text.Split('.'))
        {
            if (CSharpNames.IsIdentifier(part)) continue;
            _faults.Error(AdapterIds.UnknownName, _document.Class.Position, $"'{_document.Class.Text}' is no name of a class with its namespace.");
            return false;
        }

        return isGood;
    }

    private static string? Problem(MethodShape method) =>
        method.IsGeneric ? "it is generic"
        : method.Parameters.FirstOrDefault(p => p.IsByReference) is { } parameter ? $"its parameter {parameter.Name} is in, out or ref"
        : method.Returns == ReturnKind.Unsupported ? "it returns neither Task, ValueTask nor IAsyncEnumerable"
        : null;

    private void CheckProperty(AdapterNode node, PropertyShape property)
    {
        if (property.CanWrite) CannotAdapt(node, property.Name, "it can be set", property.Spot);
        else if (_context.ShapeOf(property.Type) is not { IsEnum: false }) CannotAdapt(node, property.Name, "only a property with a record of capabilities can be filled", property.Spot);
        else if (_document.Capabilities is null) _faults.Error(AdapterIds.MemberMissing, _document.MembersPosition, $"{property.Name} is not filled: say under 'capabilities' what {_document.Class.Text} can do ('capabilities: {{}}' for nothing).");
    }

    private void CannotAdapt(AdapterNode node, string member, string problem, SourceSpot? spot) =>
        _faults.Error(AdapterIds.CannotAdapt, node.Position, $"{node.Text} cannot be adapted for {member}: {problem}{(spot is null ? "" : $" ({spot})")}.");

    private List<(CapabilityPlanner Planner, CapabilityPlan Plan)> PlanCapabilities()
    {
        var plans = new List<(CapabilityPlanner, CapabilityPlan)>();
        foreach (var property in _contract.Interfaces.SelectMany(i => i.Properties))
        {
            var planner = new CapabilityPlanner(_context, property);
            if (planner.Plan() is { } plan) plans.Add((planner, plan));
            else if (_context.ShapeOf(property.Type) is { IsEnum: false }) plans.Add((planner, new CapabilityPlan(property.Name, property.Type.CSharp, $"new {property.Type.CSharp}()", false, default)));
        }

        if (plans.Count == 0 && _document.Capabilities is { } entry) _faults.Error(AdapterIds.UnknownName, entry.KeyPosition, "The interface has no property that capabilities could fill.");
        return plans;
    }

    private void CheckNames(List<MethodShape> methods)
    {
        var known = methods.Select(m => IsOverloaded(m, methods) ? m.Signature : m.Name).ToList();
        var written = _document.Members.Select(m => (m.Key, m.KeyPosition)).Concat(_document.Unsupported.Select(u => (Key: u.Text, KeyPosition: u.Position))).Concat(_document.HandWritten.Select(h => (h.Key, h.KeyPosition)));
        var seen = new HashSet<string>();
        foreach (var (name, position) in written)
        {
            if (!known.Contains(name)) _faults.Unknown(position, "The interface has no member: the name", name, known);
            else if (!seen.Add(name)) _faults.Error(AdapterIds.UnknownName, position, $"{name} is there twice: it is mapped, unsupported or hand-written, and only one of them.");
        }
    }

    private static bool IsOverloaded(MethodShape method, List<MethodShape> methods) => methods.Count(m => m.Name == method.Name) > 1;

    private AdapterMemberPlan PlanMember(MethodShape method, List<MethodShape> methods)
    {
        var name = IsOverloaded(method, methods) ? method.Signature : method.Name;
        var planner = new MemberPlanner(_context, method);
        if (Problem(method) is not null) return planner.Of(AdapterMemberKind.Faulty);
        if (_document.Members.FirstOrDefault(m => m.Key == name) is { } entry)
        {
            var plan = planner.Plan(entry);
            Remember(method, planner.Scope);
            return plan;
        }

        if (_document.Unsupported.Any(u => u.Text == name)) return planner.Of(AdapterMemberKind.Unsupported);
        if (_document.HandWritten.Any(h => h.Key == name)) return planner.Of(AdapterMemberKind.HandWritten);
        _faults.Error(AdapterIds.MemberMissing, _document.MembersPosition, $"{name} is neither mapped, unsupported nor hand-written. Paste and fill: {Stub(name, method)}");
        return planner.Of(AdapterMemberKind.Faulty);
    }

    private string Stub(string name, MethodShape method)
    {
        var inputs = method.Parameters.Where(p => !p.IsToken).Select(p => $"{p.Name}: \"{{{p.Name}}}\"");
        var nearest = NearestName.Of(method.Stem, [.. _context.Client.Operations.Select(o => o.Id)])
            ?? _context.Client.Operations.FirstOrDefault(o => o.Id.IndexOf(method.Stem, StringComparison.OrdinalIgnoreCase) >= 0)?.Id
            ?? "Operation";
        var key = name.Contains("(") ? $"\"{name}\"" : name;
        return $"{key}: {{ call: {nearest}, with: {{ {string.Join(", ", inputs)} }}{(method.Value is null ? "" : ", returns: \"{body}\"")} }}";
    }

    private void Remember(MethodShape method, MemberScope scope)
    {
        foreach (var option in scope.Used.SelectMany(path => DroppedOption.Options(_contract, method, path)))
        {
            if (!_boundOptions.TryGetValue(option, out var members)) _boundOptions[option] = members = [];
            members.Add(method.Signature);
        }
    }

    private bool IsBoundElsewhere(DroppedOption dropped)
    {
        var options = DroppedOption.Options(_contract, dropped.Method, dropped.Path);
        return options.Count > 0 && _boundOptions.TryGetValue(options[options.Count - 1], out var members) && members.Any(m => m != dropped.Method.Signature);
    }

    private void CheckUnused()
    {
        foreach (var dropped in _context.Dropped.Where(d => !IsBoundElsewhere(d)))
        {
            _faults.Warning(AdapterIds.UnusedButOn, dropped.Position, $"'{dropped.Path}' is left out though the capability {dropped.Capability} is on, and no other member binds it.");
        }

        foreach (var shape in _document.Shapes.Where(s => !_context.UsedShapes.Contains(s.Key))) _faults.Warning(AdapterIds.NeverUsed, shape.KeyPosition, $"The shape '{shape.Key}' is never used.");
        foreach (var state in _document.State.Where(s => !_context.UsedState.Contains(s.Name) && _document.HandWritten.Count == 0)) _faults.Warning(AdapterIds.NeverUsed, state.Position, $"The state '{state.Name}' is never used.");
    }
}
