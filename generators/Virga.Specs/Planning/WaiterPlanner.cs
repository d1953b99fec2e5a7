using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>Waiters of an operation: whether their paths lead somewhere, and their names.</summary>
internal static class WaiterPlanner
{
    public static OperationPlan Plan(PlanningContext context, OperationModel model, OperationPlan plan, NameScope scope)
    {
        if (model.Waiters.Count == 0) return plan;
        if (plan.Result is ResultShape.Stream or ResultShape.Items || plan.LongRunning is not null)
        {
            context.Error("VS008", $"x-virga-waiters of '{model.Id}': its answer is {(plan.LongRunning is null ? "a stream" : "waited for already")}, so no waiter can look at it", model.Waiters[0].Position);
            return plan;
        }

        var waiters = new List<WaiterPlan>();
        foreach (var waiter in model.Waiters)
        {
            var wrong = waiter.Acceptors.FirstOrDefault(rule => rule.Path is { } path && !Leads(context, plan, path));
            if (wrong is not null)
            {
                context.Error("VS008", $"x-virga-waiters of '{model.Id}', {waiter.Name}: '{wrong.Path}' leads to no text, number or boolean in the answer{(wrong.Match == "equals" ? "" : " (a list is walked with [])")}", wrong.Position);
                continue;
            }

            var name = scope.TakeStem(CSharpNames.Pascal(waiter.Name, "Waiter"), candidate => [$"WaitUntil{candidate}Async"]);
            var mayBeEmpty = waiter.Acceptors.Any(rule => rule.State == "success" && rule.Path is null && (rule.Error.Count > 0 || rule.Status.Any(status => !plan.SuccessStatuses.Contains(status))));
            waiters.Add(new WaiterPlan(name, new([.. waiter.Acceptors.Select(rule => new AcceptorPlan(rule.State, new([.. rule.Status]), new([.. rule.Error]), rule.Path, rule.Match, rule.Expected))]), waiter.Times, mayBeEmpty));
        }

        return plan with { Waiters = new([.. waiters]) };
    }

    /// <summary>Headers need no declaration; a step [] goes into the items of a list.</summary>
    private static bool Leads(PlanningContext context, OperationPlan plan, string path)
    {
        if (!path.StartsWith("body", StringComparison.Ordinal)) return path == "status" || path.StartsWith("header.", StringComparison.Ordinal);
        if (plan.BodyType is not { } type) return false;
        var at = new AnswerPath("body", type, false);
        foreach (var part in path.Substring("body".Length).Split(["[]"], StringSplitOptions.None).Select((text, index) => (text, index)))
        {
            if (part.index > 0)
            {
                if (at.Type.Kind != TypeKind.List) return false;
                at = new AnswerPath("item", at.Type.Element!, false);
            }

            if (AnswerPath.Walk(context, at, part.text) is not { } next) return false;
            at = next;
        }

        return at.Type.Kind == TypeKind.Any || Emission.ScalarText.IsScalar(at.Type);
    }
}
