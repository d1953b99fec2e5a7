using System.Text.RegularExpressions;
using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Finds what a reference names: a parameter, state, a step's answer, or a member of the subject.</summary>
internal sealed class ReferenceResolver(AdapterContext context, MemberScope scope)
{
    private static readonly string[] AnswerRoots = ["header", "body", "status", "stream", "next", "items", "url", "method", "headers"];

    /// <summary>Null when it names nothing; the fault is told.</summary>
    public Value? Resolve(Reference reference, Value? subject, SourcePosition position)
    {
        var value = Find(reference, subject, position);
        return value is { Type.IsNullable: true } && reference.IsRequired ? Required(reference, value) : value;
    }

    // What the server leaves out is its fault, what the caller leaves out the caller's.
    private Value Required(Reference reference, Value value)
    {
        var name = CSharpText.Literal(value.Origin ?? string.Join(".", reference.Segments));
        var fault = context.Needs(value.IsAnswer ? "MissingAnswer" : "MissingInput");
        return value with { Code = $"({value.Code} ?? throw {fault}({name}))", Type = value.Type.NotNull(), IsLastNullable = false, IsPrimary = true, MayLackBody = false };
    }

    private Value? Find(Reference reference, Value? subject, SourcePosition position)
    {
        var segments = reference.Segments;
        if (reference.IsSubject)
        {
            if (subject is null)
            {
                context.Faults.Error(AdapterIds.UnknownName, position, "There is no subject here: '.' stands for what $each or $shape set.");
                return null;
            }

            return Walk(subject, segments, 0, position);
        }

        if (segments.Count == 0)
        {
            context.Faults.Error(AdapterIds.UnknownName, position, "The braces are empty: write {name}.");
            return null;
        }

        var first = segments[0];
        if (scope.Method.Parameters.FirstOrDefault(p => !p.IsToken && p.Name == first) is { } parameter)
        {
            return Walk(new Value(CSharpNames.Escape(first), parameter.Type) { Origin = first }, segments, 1, position);
        }

        if (context.Document.State.FirstOrDefault(s => s.Name == first) is { } state)
        {
            context.UsedState.Add(first);
            return Walk(new Value("_" + CSharpNames.Camel(first), state.Type), segments, 1, position);
        }

        if (scope.Steps.TryGetValue(first, out var step))
        {
            if (segments.Count > 1) return ResolveAnswer(step, segments, 1, position);
            context.Faults.Error(AdapterIds.UnknownName, position, $"'{first}' is a step; say what of its answer: {string.Join(", ", AnswerRoots.Select(r => first + "." + r))}.");
            return null;
        }

        if (scope.Last is not null && AnswerRoots.Contains(first)) return ResolveAnswer(scope.Last, segments, 0, position);
        var known = scope.Method.Parameters.Where(p => !p.IsToken).Select(p => p.Name).Concat(context.Document.State.Select(s => s.Name)).Concat(scope.Steps.Keys).Concat(scope.Last is null ? [] : AnswerRoots);
        context.Faults.Unknown(position, "The name", first, known);
        return null;
    }

    /// <summary>Follows members from a value.</summary>
    public Value? Walk(Value value, IReadOnlyList<string> segments, int from, SourcePosition position)
    {
        var current = value;
        for (var i = from; i < segments.Count; i++)
        {
            if (Member(current, segments[i], position) is not { } next) return null;
            current = next;
        }

        return current;
    }

    private Value? ResolveAnswer(Answer answer, IReadOnlyList<string> segments, int at, SourcePosition position)
    {
        answer.IsRead = true;
        return Root(answer, segments[at], position) is { } root ? Walk(root with { IsAnswer = true }, segments, at + 1, position) : null;
    }

    private Value? Root(Answer answer, string root, SourcePosition position)
    {
        var operation = answer.Operation;
        var variable = answer.Variable;
        var isClass = operation.Result is ResultShape.Result or ResultShape.Stream;
        if (answer.IsPresign)
        {
            return root switch
            {
                "url" => new Value(variable + ".Url", new TypeRef(TypeKind.Uri, "global::System.Uri", false)),
                "method" => new Value(variable + ".Method", TypeRef.Text),
                "headers" => new Value(variable + ".Headers", SignedHeaders),
                _ => NoRoot(operation, root, position, "a signed request has url, method and headers"),
            };
        }

        switch (root)
        {
            case "header" when isClass && operation.Headers.Count > 0:
                return new Value(variable, new TypeRef(TypeKind.Object, operation.ResultType ?? "", false)) { HeadersOf = operation };
            case "header":
                return NoRoot(operation, root, position, "it declares no response headers");
            case "body" when operation.BodyType is { } body:
                var type = TypeRef.From(body, operation.IsBodyOptional);
                return new Value(operation.Result == ResultShape.Body ? variable : variable + ".Body", type) { MayLackBody = operation.IsBodyOptional };
            case "body":
                return NoRoot(operation, root, position, operation.Result == ResultShape.Stream ? "its body is a stream: use {stream}" : "it declares no body");
            case "status" when isClass:
                return new Value(variable + ".Status", TypeRef.Integer);
            case "stream" when operation.Result == ResultShape.Stream:
                answer.IsStreamTaken = true;
                return new Value(variable + ".Content", new TypeRef(TypeKind.Stream, "global::System.IO.Stream", false));
            case "next" when operation.Page is { Markers.Count: > 0 }:
                return NoRoot(operation, root, position, "its pages begin at several values, which no one text can carry on");
            case "next" when operation.Page is { Kind: "token" or "last-item" } page:
                return Next(page, variable);
            case "next" when operation.Page is { } other:
                return NoRoot(operation, root, position, $"its pages follow by {other.Kind}, which no text can carry on: enumerate them with {{items}}");
            default:
                return NoRoot(operation, root, position, root switch
                {
                    "status" => "its result keeps no status, since it declares neither headers nor several successes",
                    "stream" => "its body is not a stream",
                    "next" => "it is not paged (x-virga-pageable)",
                    "items" => "rows of all pages can only be the list of $each, for a member that returns IAsyncEnumerable",
                    _ => "a call has header, body, status, stream and next",
                });
        }
    }

    // An empty token and a page that says that nothing follows are the end, whatever else they hold.
    private Value Next(PagePlan page, string variable)
    {
        var code = Over(page.NextPath, "page", variable);
        if (page.Kind == "last-item")
        {
            var rows = scope.Fresh();
            code = $"(({Over(page.ItemsPath, "page", variable)}) is {{ Count: > 0 }} {rows} ? {Over(page.NextPath, "last", rows + "[^1]")} : null)";
        }

        var more = page.MorePath is null ? "true" : $"{Over(page.MorePath, "page", variable)} is true";
        return new Value($"{context.Needs("NextPage")}({more}, {code})", TypeRef.Text.OrNull());
    }

    private static string Over(string code, string name, string variable) =>
        Regex.Replace(code, $@"(?<![\w.]){name}(?!\w)", variable, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static TypeRef SignedHeaders { get; } = new(
        TypeKind.List,
        "global::System.Collections.Generic.IReadOnlyList<global::System.Collections.Generic.KeyValuePair<string, string>>",
        false,
        Element: new TypeRef(TypeKind.Object, "global::System.Collections.Generic.KeyValuePair<string, string>", true));

    private Value? NoRoot(OperationPlan operation, string root, SourcePosition position, string reason)
    {
        context.Faults.Error(AdapterIds.UnknownName, position, $"The answer of {operation.Id} has no '{root}': {reason}.");
        return null;
    }

    private Value? Member(Value value, string name, SourcePosition position)
    {
        if (name == "[0]") return First(value, position);
        if (value.HeadersOf is { } operation) return Header(value, operation, name, position);
        if (value.Type.Kind == TypeKind.ContentRange && name is "First" or "Last" or "Total") return Link(value, name, TypeRef.Number.OrNull());
        if (context.ObjectOf(value.Type) is { } plan)
        {
            if (plan.Members.FirstOrDefault(m => m.WireName == name) is { } found) return Link(value, found.Property, TypeRef.From(found.Type, found.IsNullable));
            context.Faults.Unknown(position, $"{plan.Name} has no member: the name", name, plan.Members.Select(m => m.WireName));
            return null;
        }

        if (context.ShapeOf(value.Type) is { IsEnum: false } shape)
        {
            if (shape.Find(name) is { CanRead: true } found) return Link(value, CSharpNames.Escape(found.Name), found.Type) with { Origin = value.Origin is null ? null : value.Origin + "." + name };
            context.Faults.Unknown(position, $"{value.Type.NotNull().Display} has no member: the name", name, shape.Members.Where(m => m.CanRead).Select(m => m.Name));
            return null;
        }

        context.Faults.Error(AdapterIds.UnknownName, position, $"{value.Type.Display} has no members, so '{name}' names nothing.");
        return null;
    }

    private Value? Header(Value value, OperationPlan operation, string name, SourcePosition position)
    {
        var found = operation.Headers.FirstOrDefault(h => string.Equals(h.WireName, name, StringComparison.OrdinalIgnoreCase));
        if (found is not null) return Link(value, found.Property, TypeRef.From(found.Type, found.IsNullable)) with { HeadersOf = null };
        context.Faults.Unknown(position, $"{operation.Id} declares no response header: the name", name, operation.Headers.Select(h => h.WireName));
        return null;
    }

    private Value? First(Value value, SourcePosition position)
    {
        if (value.Type is not { Kind: TypeKind.List, Element: { } element })
        {
            context.Faults.Error(AdapterIds.UnknownName, position, $"[0] wants a list, not {value.Type.Display}.");
            return null;
        }

        var list = scope.Fresh();
        return new Value($"({value.Code} is {{ Count: > 0 }} {list} ? {list}[0] : default({element.OrNull().Full}))", element.OrNull()) { IsAnswer = value.IsAnswer, Origin = value.Origin };
    }

    private static Value Link(Value value, string property, TypeRef type) =>
        new($"{value.Operand}{(value.IsLastNullable ? "?." : ".")}{property}", value.Type.IsNullable ? type.OrNull() : type)
        {
            IsLastNullable = type.IsNullable,
            Origin = value.Origin,
            IsAnswer = value.IsAnswer,
            MayLackBody = value.MayLackBody && !type.IsNullable,
        };
}
