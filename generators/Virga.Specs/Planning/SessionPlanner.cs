using Virga.Specs.Emission;
using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Sessions: the operation that opens each, its arguments, and what is kept of its answer.</summary>
internal static class SessionPlanner
{
    public static List<SessionPlan> Plan(PlanningContext context, IReadOnlyList<OperationPlan> operations)
    {
        var plans = new List<SessionPlan>();
        foreach (var session in context.Model.Sessions)
        {
            var operation = operations.FirstOrDefault(candidate => candidate.Id == session.Operation);
            if (operation is null)
            {
                context.Error("VS008", $"session '{session.Name}': no operation '{session.Operation}'", session.Position);
                continue;
            }

            plans.Add(Plan(context, session, operation));
        }

        CheckUses(context, operations, plans);
        return plans;
    }

    private static SessionPlan Plan(PlanningContext context, SessionModel session, OperationPlan operation)
    {
        var with = session.With.Select(argument => Argument(context, session, operation, argument)).OfType<SessionArgumentPlan>().ToArray();
        var filled = new HashSet<string>(with.Select(argument => argument.Argument), StringComparer.Ordinal);
        foreach (var missing in operation.Arguments.Where(argument => argument.IsRequired && !filled.Contains(argument.Argument)))
        {
            var hint = missing.Location == "body" && missing.Type.Kind == TypeKind.Object ? ": give its required members x-virga-from" : "";
            context.Error("VS008", $"session '{session.Name}': '{operation.Id}' needs '{missing.WireName}', which 'with' does not give{hint}", session.Position);
        }

        var keep = session.Keep.Select(value => new OptionPlan(value.Name, Path(context, session, operation, value.Path, value.Position)?.AsText() ?? "null")).ToArray();
        var expires = session.Expires is null ? null : Path(context, session, operation, session.Expires, session.Position);
        var isDate = expires?.Type.Kind == TypeKind.DateTime;
        var expression = expires is null ? null : isDate || expires.Type.Kind == TypeKind.Duration ? expires.Expression : Seconds(expires);
        return new SessionPlan(session.Name, operation.Name, new(with), new(keep), expression, expires is not null && !isDate, new(session.RenewOn));
    }

    private static string Seconds(AnswerPath path) => path.Type.Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.Double or TypeKind.Float
        ? $"({path.Expression} is {{ }} seconds ? global::System.TimeSpan.FromSeconds((double)seconds) : default(global::System.TimeSpan?))"
        : $"({path.AsText()} is {{ }} seconds ? {RuntimeNames.Wire}.ParseSeconds(seconds, \"expires\") : default(global::System.TimeSpan?))";

    private static AnswerPath? Path(PlanningContext context, SessionModel session, OperationPlan operation, string path, SourcePosition position)
    {
        var found = AnswerPath.Resolve(context, operation, path, "answer");
        if (found is not null && ScalarText.IsScalar(found.Type)) return found;
        context.Error("VS008", $"session '{session.Name}': '{path}' leads to no text, number or boolean in the answer of '{operation.Id}'", position);
        return null;
    }

    private static SessionArgumentPlan? Argument(PlanningContext context, SessionModel session, OperationPlan operation, SessionArgument with)
    {
        var argument = operation.Arguments.FirstOrDefault(candidate => candidate.WireName == with.Parameter || candidate.Argument.TrimStart('@') == with.Parameter);
        if (argument is null)
        {
            context.Error("VS008", $"session '{session.Name}': '{operation.Id}' has no parameter '{with.Parameter}'", with.Position);
            return null;
        }

        var from = with.From;
        var literal = from is null && with.Literal is not null ? Literals.For(argument.Type, new LiteralModel("string", with.Literal), context.Schemas.Enums) : null;
        if (from is null && literal is null) context.Error("VS008", $"session '{session.Name}': the value of '{with.Parameter}' does not fit its type", with.Position);
        if (from is not null && !ScalarText.IsScalar(argument.Type)) context.Error("VS008", $"session '{session.Name}': '{with.Parameter}' is no text, number or boolean", with.Position);
        return new SessionArgumentPlan(
            argument.Argument,
            argument.Type,
            literal,
            from?.Kind == ValueSourceKind.Client ? from.Name : null,
            from?.Kind == ValueSourceKind.Session ? from.Session : null,
            from?.Kind == ValueSourceKind.Session ? from.Name : null);
    }

    private static void CheckUses(PlanningContext context, IReadOnlyList<OperationPlan> operations, List<SessionPlan> sessions)
    {
        foreach (var operation in operations)
        {
            var uses = operation.Arguments.Where(argument => argument.FromSession is not null).Select(argument => (Name: argument.WireName, Session: argument.FromSession!, Value: argument.SessionValue))
                .Concat(operation.Methods.SelectMany(method => Uses(method.Body?.Fills ?? default)));
            foreach (var (name, from, value) in uses)
            {
                if (sessions.Exists(session => session.Name == from && session.Keep.Any(kept => kept.Name == value))) continue;
                var position = context.Model.Operations.First(model => model.Id == operation.Id).Position;
                context.Error("VS008", $"'{name}' of '{operation.Id}' comes from session.{from}.{value}, which no session keeps", position);
            }
        }
    }

    private static IEnumerable<(string Name, string Session, string? Value)> Uses(EquatableArray<MemberFillPlan> fills) =>
        fills.SelectMany(member => member.Fill?.Session is { } session ? [(member.Property, session, member.Fill.SessionValue)] : Uses(member.Members));
}
