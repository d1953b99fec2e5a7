using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Binds the arguments of one call or presign.</summary>
internal sealed class CallPlanner(AdapterContext context, MemberScope scope, ValueBinder binder)
{
    private readonly List<(ArgumentPlan Argument, string Code)> _arguments = [];
    private readonly List<Binding> _bodyMembers = [];
    private bool _isGood = true;

    /// <summary>The named arguments as C#, token included; null when one is faulty.</summary>
    public IReadOnlyList<string>? Plan(OperationPlan operation, bool isPresign, AdapterEntry? with, SourcePosition at)
    {
        var visible = operation.Arguments.Where(a => a.FromSession is null && a.FromClient is null && !a.IsConstant && !(isPresign && a.Location is "body" or "form")).ToList();
        var position = with?.KeyPosition ?? at;
        var bindings = with is null ? [] : binder.Bindings(with.Value, null);
        if (bindings is null) return null;
        var body = isPresign ? null : visible.FirstOrDefault(a => a.Location == "body");
        // The length goes with the body, which sends the header by itself.
        var length = body is { Type.Kind: TypeKind.Stream } && visible.TrueForAll(a => !IsLength(a.WireName) || !a.IsRequired) ? bindings.FirstOrDefault(b => IsLength(b.Name)) : null;
        foreach (var binding in bindings)
        {
            if (ReferenceEquals(binding, length)) continue;
            BindOne(operation, visible, body, binding, length, isPresign);
        }

        BindBody(body, position);
        if (length is not null && bindings.TrueForAll(b => b.Name != "$body" && !NamesBody(body, operation, b.Name))) NoBody(body!, length);
        foreach (var argument in visible.Where(a => a.IsRequired && a.Default is null && !a.IdempotencyToken && _arguments.TrueForAll(b => b.Argument != a) && !(a == body && _bodyMembers.Count > 0)))
        {
            if (!_isGood) break;
            context.Faults.Error(AdapterIds.NotFilled, position, $"'{argument.WireName}' of {operation.Id} is required and not filled.");
            _isGood = false;
        }

        return _isGood ? [.. visible.SelectMany(a => _arguments.Where(b => b.Argument == a)).Select(b => $"{b.Argument.Argument}: {b.Code}")] : null;
    }

    private void BindOne(OperationPlan operation, List<ArgumentPlan> visible, ArgumentPlan? body, Binding binding, Binding? length, bool isPresign)
    {
        var argument = binding.Name == "$body" ? body
            : visible.Find(a => a.WireName == binding.Name && a.Location != "body")
            ?? visible.Find(a => a.Location == "header" && string.Equals(a.WireName, binding.Name, StringComparison.OrdinalIgnoreCase))
            ?? (NamesBody(body, operation, binding.Name) ? body : null);
        if (argument is null)
        {
            if (body is not null && context.ObjectOf(TypeRef.From(body.Type, false)) is { } plan && plan.Members.Any(m => m.WireName == binding.Name))
            {
                _bodyMembers.Add(binding);
                return;
            }

            Unknown(operation, visible, body, binding, isPresign);
            return;
        }

        if (binder.BindEntry(binding, TargetOf(argument)) is not { } value)
        {
            _isGood = false;
            return;
        }

        var code = value.Code;
        if (argument == body && length is not null && code.StartsWith("global::Virga.Http.RequestBody.FromStream(", StringComparison.Ordinal))
        {
            if (binder.BindEntry(length, new Target(TypeRef.Number.OrNull(), "Content-Length")) is { } count) code = $"{code.Substring(0, code.Length - 1)}, {count.Code})";
            else _isGood = false;
        }

        _arguments.Add((argument, code));
    }

    private void Unknown(OperationPlan operation, List<ArgumentPlan> visible, ArgumentPlan? body, Binding binding, bool isPresign)
    {
        _isGood = false;
        if (isPresign && binding.Name == "$body")
        {
            context.Faults.Error(AdapterIds.UnknownName, binding.Position, "A signed request takes no body: whoever sends it brings one.");
            return;
        }

        var members = body is null ? null : context.ObjectOf(TypeRef.From(body.Type, false))?.Members.Select(m => m.WireName);
        context.Faults.Unknown(binding.Position, $"{operation.Id} has no such parameter or body member: the name", binding.Name, visible.Where(a => a.Location != "body").Select(a => a.WireName).Concat(members ?? []).Concat(body is null ? [] : ["$body"]));
    }

    private void BindBody(ArgumentPlan? body, SourcePosition position)
    {
        if (body is null || _bodyMembers.Count == 0) return;
        if (_arguments.Exists(a => a.Argument == body))
        {
            context.Faults.Error(AdapterIds.UnknownName, _bodyMembers[0].Position, $"'{_bodyMembers[0].Name}' is a member of the body, and the body is bound as a whole beside it.");
            _isGood = false;
            return;
        }

        if (binder.BuildObject(position, _bodyMembers, TargetOf(body)) is { } value) _arguments.Add((body, value.Code));
        else _isGood = false;
    }

    // A length without a body is an empty body of that length: only zero makes sense.
    private void NoBody(ArgumentPlan body, Binding length)
    {
        if (length.Node.Text == "0")
        {
            if (body.IsRequired) _arguments.Add((body, "global::Virga.Http.RequestBody.Empty"));
            return;
        }

        context.Faults.Error(AdapterIds.NotFilled, length.Position, "Content-Length is bound and $body is not.");
        _isGood = false;
    }

    private static bool IsLength(string name) => string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase);

    private static bool NamesBody(ArgumentPlan? body, OperationPlan operation, string name) =>
        body is not null && (body.WireName == name || operation.Body?.XmlRoot == name || string.Equals(body.Argument.TrimStart('@'), name, StringComparison.OrdinalIgnoreCase));

    private static Target TargetOf(ArgumentPlan argument)
    {
        var isOptional = !argument.IsRequired;
        var takesNull = isOptional && (argument.IsNullable || argument.Default is null);
        var type = argument.Type.Kind == TypeKind.Stream
            ? new TypeRef(TypeKind.Stream, "global::Virga.Http.RequestBody", true, takesNull)
            : TypeRef.From(argument.Type, takesNull);
        return new Target(type, $"'{argument.WireName}'") { CanBeLeftOut = isOptional, Default = takesNull ? null : argument.Default };
    }

    /// <summary>The token, as the last argument.</summary>
    public IEnumerable<string> Token() => scope.Token is null ? [] : [$"cancellationToken: {CSharpText.Identifier(scope.Token)}"];
}
