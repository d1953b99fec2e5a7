using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>All operations of a client: names that hold for the whole class, then each operation by itself, then paging, which looks into the answers.</summary>
internal static class OperationSetPlanner
{
    public static (List<OperationPlan> Operations, SharedResultPlan? SharedResult) Plan(PlanningContext context)
    {
        var scope = new NameScope(StringComparer.Ordinal);
        scope.Reserve(context.ClientType, "Transport", "Dispose", "Operations", "Definition", "Sessions", "SendRawAsync", "AnswerAsync", "Registration");
        var plans = new List<OperationPlan>();
        foreach (var operation in context.Model.Operations)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var stem = CSharpNames.Pascal(operation.Name, "Call");
            var name = scope.TakeStem(stem, candidate => Methods(candidate, operation));
            plans.Add(new OperationPlanner(context, operation, name).Plan());
        }

        var shared = SharedResultPlanner.Plan(context, plans);
        for (var i = 0; i < plans.Count; i++) plans[i] = PagePlanner.Plan(context, context.Model.Operations[i], plans[i]);
        return (plans, shared);
    }

    private static IEnumerable<string> Methods(string stem, OperationModel operation)
    {
        yield return stem + "Async";
        if (operation.Pageable is not null)
        {
            yield return stem + "PageAsync";
            yield return stem + "PagesAsync";
        }

        foreach (var other in operation.Body?.Others ?? []) yield return $"{stem}As{other.Variant}Async";
        if (operation.Presign is not null) yield return "Presign" + stem + "Async";
    }
}
