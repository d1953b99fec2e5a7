namespace Virga.Specs.Planning;

/// <summary>
/// Finds the header members that most operations of a service have in common, such as what is left of a quota: they get one result class,
/// generic in the body, in place of one each. Operations with other headers keep a class of their own, so adding one renames nothing.
/// </summary>
internal static class SharedResultPlanner
{
    private const int Least = 3;

    public static SharedResultPlan? Plan(PlanningContext context, List<OperationPlan> operations)
    {
        var most = operations.Where(operation => operation.Result == ResultShape.Result && operation.MoreBodies.Count == 0).GroupBy(Key).OrderByDescending(group => group.Count()).FirstOrDefault()?.ToArray();
        if (most is null || most.Length < Least || most.Length * 2 <= operations.Count) return null;
        var name = context.Types.Take(context.ServiceName + "Result");
        var shared = new SharedResultPlan(context.Qualified(name), name, most[0].Headers);
        var key = Key(most[0]);
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            if (operation.Result != ResultShape.Result || operation.MoreBodies.Count > 0 || !Key(operation).Equals(key)) continue;
            var body = operation.BodyType is null ? "" : $"<{(operation.IsBodyOptional ? operation.BodyType.NullableCSharp : operation.BodyType.CSharp)}>";
            operations[i] = operation with { IsResultShared = true, ResultType = shared.Type + body };
        }

        return shared;
    }

    private static EquatableArray<MemberPlan> Key(OperationPlan operation) => new(operation.Headers.Select(header => header with { Description = null }));
}
