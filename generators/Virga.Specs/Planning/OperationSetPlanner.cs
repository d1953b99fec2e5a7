using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>All operations of a client: names that hold for the whole class, then each operation by itself, then paging, which looks into the answers.</summary>
internal static class OperationSetPlanner
{
    public static (List<OperationPlan> Operations, SharedResultPlan? SharedResult) Plan(PlanningContext context)
    {
        var scope = new NameScope(StringComparer.Ordinal);
        scope.Reserve(context.ClientType, "Transport", "Dispose", "Operations", "Definition", "Sessions", "Waits", "SendRawAsync", "AnswerAsync", "Registration");
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
        var all = plans.ToArray();
        for (var i = 0; i < plans.Count; i++)
        {
            var operation = context.Model.Operations[i];
            plans[i] = WaiterPlanner.Plan(context, operation, new LongRunningPlanner(context, all).Plan(operation, plans[i]), scope);
        }

        plans.AddRange(Variants(context, scope, [.. plans.Select(plan => plan.Name)]));
        return (plans, shared);
    }

    /// <summary>Where the service answers in media types of other shapes, each has a method of its own: GetReportAsCsvAsync beside GetReportAsync.</summary>
    private static IEnumerable<OperationPlan> Variants(PlanningContext context, NameScope scope, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var operation = context.Model.Operations[i];
            if (operation.LongRunning is not null || string.Equals(operation.Method, "HEAD", StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var content in Successes.Of(operation).FirstOrDefault(response => response.Content is not null)?.Contents.Skip(1) ?? [])
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                var name = scope.TakeStem(names[i] + "As" + MediaTypes.Word(content.MediaType), candidate => [candidate + "Async"]);
                yield return new OperationPlanner(context, operation, name, content).Plan();
            }
        }
    }

    private static IEnumerable<string> Methods(string stem, OperationModel operation)
    {
        yield return stem + "Async";
        if (operation.Pageable is not null)
        {
            yield return stem + "PageAsync";
            yield return stem + "PagesAsync";
        }

        if (operation.LongRunning is not null)
        {
            yield return "Start" + stem + "Async";
            yield return "Resume" + stem;
            yield return "Poll" + stem;
            yield return "Cancel" + stem;
            yield return stem + "Calls";
        }

        if (operation.Presign is not null) yield return "Presign" + stem + "Async";
    }
}
