using Virga.Specs.Emission;
using Virga.Specs.Naming;

namespace Virga.Specs.Adapters;

/// <summary>Plans how exceptions of the client become the one that the interface promises.</summary>
internal sealed class ErrorTablePlanner(AdapterContext context)
{
    private const string KindType = "global::Virga.ErrorKind";

    // Members of Virga.ErrorKind; a test compares them with the enum.
    internal static readonly string[] ClientKinds =
    [
        "Unknown", "NotFound", "BucketNotFound", "UploadNotFound", "AlreadyExists", "BucketNotEmpty", "PreconditionFailed", "NotModified", "RangeNotSatisfiable",
        "AccessDenied", "Unauthenticated", "InvalidArgument", "TooLarge", "Integrity", "Throttled", "Unavailable", "Timeout", "Connection", "MalformedResponse",
        "Untrusted", "Unsupported", "Conflict",
    ];

    public void Plan()
    {
        if (context.Document.Throw is not { } node) return;
        if (context.Contract.ThrowType is null || context.Contract.Find(context.Contract.ThrowType) is not { } type)
        {
            context.Faults.Error(AdapterIds.UnknownName, node.Position, $"The exception '{node.Text}' does not exist in the compilation; write its full name.");
            return;
        }

        var kind = type.Constructors.SelectMany(c => c.Parameters).FirstOrDefault(p => Is(p.Name, "kind") && context.ShapeOf(p.Type) is { IsEnum: true });
        var kinds = kind is null ? null : context.ShapeOf(kind.Type);
        context.Kinds = kinds;
        var constructor = type.Constructors
            .Where(c => c.Parameters.All(p => p.HasDefault || Source(p, kinds) is not null))
            .OrderByDescending(c => c.Parameters.Count(p => Source(p, kinds) is not null))
            .FirstOrDefault();
        if (constructor is null)
        {
            context.Faults.Error(AdapterIds.NotFilled, node.Position, $"{node.Text} has no constructor that can be called with kind, message, innerException, code, status and requestId alone.");
            return;
        }

        var isOurs = type.Bases.Contains("global::Virga.VirgaException");
        context.Errors = new ErrorTablePlan
        {
            ThrowType = type.CSharp,
            IsVirgaException = isOurs,
            KindType = kinds?.CSharp,
            Creation = Creation(type, constructor, kinds, isOurs),
            Unsupported = Unsupported(type, constructor, kinds),
            Rows = new(kinds is null ? [] : Rows(kinds)),
            Fallback = kinds is null ? "" : Fallback(kinds),
            Codes = new(kinds is null ? [] : Codes(kinds)),
            UnknownKind = kinds is null ? "" : Unknown(kinds),
        };
        if (kinds is null && context.Document.Errors.Count > 0) context.Faults.Error(AdapterIds.ErrorRow, context.Document.Errors[0].Position, $"{node.Text} takes no kind, so a table of kinds means nothing.");
    }

    private static bool Is(string name, string wanted) => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);

    private string Creation(TypeShape type, ConstructorShape constructor, TypeShape? kinds, bool isOurs)
    {
        if (kinds is not null) context.Needs("KindOf");
        var arguments = constructor.Parameters.Where(p => Source(p, kinds) is not null).Select(p => $"{CSharpNames.Escape(p.Name)}: {Source(p, kinds)}");
        // An exception of ours takes code, status and request id from its cause.
        var sets = isOurs ? [] : type.Members
            .Where(m => m.CanWrite && constructor.Parameters.All(p => !Is(p.Name, m.Name)) && (Is(m.Name, "code") || Is(m.Name, "status") || Is(m.Name, "requestId")))
            .Select(m => (m.Name, Code: Source(new ParameterShape(m.Name, m.Type), kinds)))
            .Where(m => m.Code is not null)
            .Select(m => $"{m.Name} = {m.Code}").ToList();
        return $"new {type.CSharp}({string.Join(", ", arguments)}){(sets.Count == 0 ? "" : $" {{ {string.Join(", ", sets)} }}")}";
    }

    // Null for a parameter that nothing known fills.
    private static string? Source(ParameterShape parameter, TypeShape? kinds)
    {
        var isText = parameter.Type.CSharp == "string";
        if (kinds is not null && parameter.Type.CSharp == kinds.CSharp && Is(parameter.Name, "kind")) return "KindOf(e)";
        if (isText && Is(parameter.Name, "message")) return "e.Message";
        if ((Is(parameter.Name, "innerException") || Is(parameter.Name, "inner")) && parameter.Type.CSharp is "global::System.Exception" or "global::Virga.VirgaException") return "e";
        if (isText && Is(parameter.Name, "code")) return parameter.Type.IsNullable ? "e.Code" : "e.Code ?? \"\"";
        if (isText && Is(parameter.Name, "requestId")) return parameter.Type.IsNullable ? "e.RequestId" : "e.RequestId ?? \"\"";
        if (parameter.Type.CSharp == "int" && Is(parameter.Name, "status")) return parameter.Type.IsNullable ? "e.Status" : "e.Status ?? 0";
        return null;
    }

    private static string Unsupported(TypeShape type, ConstructorShape constructor, TypeShape? kinds)
    {
        var kind = kinds is null ? "" : kinds.EnumMembers.Contains("Unsupported") ? $"{kinds.CSharp}.Unsupported" : Unknown(kinds);
        var arguments = constructor.Parameters.Where(p => !p.HasDefault || Is(p.Name, "kind") || Is(p.Name, "message")).Select(p =>
            $"{CSharpNames.Escape(p.Name)}: {(Is(p.Name, "kind") ? kind : Is(p.Name, "message") ? "message" : p.Type is { CSharp: "string", IsNullable: false } ? "\"\"" : p.Type.CSharp == "global::System.Exception" ? "null!" : "default")}");
        return $"new {type.CSharp}({string.Join(", ", arguments)})";
    }

    private List<ErrorRowPlan> Rows(TypeShape kinds)
    {
        var rows = new List<ErrorRowPlan>();
        var above = new List<ErrorRow>();
        foreach (var row in context.Document.Errors)
        {
            foreach (var operation in row.Operations.Where(o => context.Operation(o.Text) is null)) context.Faults.Unknown(operation.Position, $"{context.Document.Spec.Text} has no operation: the name", operation.Text, context.Client.Operations.Select(o => o.Id));
            if (!kinds.EnumMembers.Contains(row.To.Text))
            {
                var nearest = NearestName.Of(row.To.Text, [.. kinds.EnumMembers]);
                context.Faults.Error(AdapterIds.ErrorRow, row.To.Position, $"'{row.To.Text}' is no member of {kinds.CSharp.Replace("global::", "")}.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}");
                continue;
            }

            if (above.Find(a => Contains(a, row)) is { } first)
            {
                context.Faults.Warning(AdapterIds.ErrorRow, row.Position, $"This row can never match: the row in line {first.Position.Line + 1} takes everything that it would.");
                continue;
            }

            above.Add(row);
            rows.Add(new ErrorRowPlan(Condition(row), $"{kinds.CSharp}.{CSharpNames.Escape(row.To.Text)}"));
        }

        return rows;
    }

    private static bool Contains(ErrorRow above, ErrorRow row) =>
        Contains(above.Codes, row.Codes) && Contains(above.Statuses, row.Statuses) && Contains([.. above.Operations.Select(o => o.Text)], [.. row.Operations.Select(o => o.Text)]) && Contains(above.Headers, row.Headers);

    // No condition takes everything; a condition takes what it lists.
    private static bool Contains<T>(IReadOnlyList<T> above, IReadOnlyList<T> row) => above.Count == 0 || (row.Count > 0 && row.All(above.Contains));

    private string Condition(ErrorRow row)
    {
        var tests = new List<string>();
        if (row.Codes.Count > 0) tests.Add("e.Code is " + string.Join(" or ", row.Codes.Select(CSharpText.Literal)));
        if (row.Statuses.Count > 0) tests.Add("e.Status is " + string.Join(" or ", row.Statuses));
        if (row.Operations.Count > 0) tests.Add($"{context.Needs("OperationOf")}(e) is " + string.Join(" or ", row.Operations.SelectMany(OperationNames).Distinct().Select(CSharpText.Literal)));
        foreach (var header in row.Headers) tests.Add($"{context.Needs("HasHeader")}(e, {CSharpText.Literal(header.Key)}, {CSharpText.LiteralOrNull(header.Value)})");
        return tests.Count == 0 ? "true" : string.Join(" && ", tests);
    }

    private IEnumerable<string> OperationNames(AdapterNode node) => context.Operation(node.Text) is { } operation ? [operation.Id, operation.Name] : [];

    private static string Fallback(TypeShape kinds)
    {
        if (kinds.CSharp == KindType) return "e.Kind";
        var arms = ClientKinds.Where(k => kinds.EnumMembers.Contains(k)).Select(k => $"{KindType}.{k} => {kinds.CSharp}.{k}");
        return $"e.Kind switch {{ {string.Join(", ", arms.Concat([$"_ => {Unknown(kinds)}"]))} }}";
    }

    private static string Unknown(TypeShape kinds) =>
        kinds.EnumMembers.Contains("Unknown") ? $"{kinds.CSharp}.Unknown" : kinds.EnumMembers.Contains("Other") ? $"{kinds.CSharp}.Other" : $"default({kinds.CSharp})";

    // What a code says by itself: the document's rows, then the spec's.
    private List<ErrorRowPlan> Codes(TypeShape kinds)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var rows = new List<ErrorRowPlan>();
        var pairs = context.Document.Errors.Where(r => r.Operations.Count == 0 && r.Headers.Count == 0).SelectMany(r => r.Codes.Select(c => (Code: c, Kind: r.To.Text)))
            .Concat(context.Client.Service.Errors.Kinds.Where(k => k.Code is not null).Select(k => (Code: k.Code!, k.Kind)));
        foreach (var (code, kind) in pairs)
        {
            if (kinds.EnumMembers.Contains(kind) && known.Add(code)) rows.Add(new ErrorRowPlan(CSharpText.Literal(code), $"{kinds.CSharp}.{CSharpNames.Escape(kind)}"));
        }

        return rows;
    }
}
