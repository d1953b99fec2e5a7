using System.Globalization;
using Virga.Specs.Model;
using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints what the runtime is told once of long-running operations and waiters.</summary>
internal sealed class WaitDefinitionEmitter(CodeWriter writer, ClientPlan plan)
{
    public void Print()
    {
        if (!plan.Operations.Any(operation => operation.LongRunning is not null || operation.Waiters.Count > 0)) return;
        writer.Line();
        using var waits = writer.Open("private static class Waits");
        foreach (var operation in plan.Operations)
        {
            if (operation.LongRunning is not null) LongRunning(operation, operation.LongRunning);
            foreach (var waiter in operation.Waiters) Waiter(waiter);
        }
    }

    private void LongRunning(OperationPlan operation, LongRunningPlan plan)
    {
        var name = CSharpText.Identifier(operation.Name);
        writer.Line();
        using var definition = writer.Open($"internal static readonly {RuntimeNames.LongRunningDefinition} {name} = new()", "};");
        writer.Line($"Name = {CSharpText.Literal(operation.Id)},");
        writer.Line($"Operation = {operation.Definition},");
        Texts("From", plan.From);
        if (plan.With.Count > 0) writer.Line($"With = [{string.Join(", ", plan.With.Select(value => $"new({CSharpText.Literal(value.Name)}, {CSharpText.Literal(value.Value)})"))}],");
        if (plan.Status != "status") writer.Line($"Status = {CSharpText.Literal(plan.Status)},");
        Texts("Running", plan.Running);
        Texts("Success", plan.Success);
        Texts("Failure", plan.Failure);
        if (plan.IsStatusOptional) writer.Line("IsStatusOptional = true,");
        if (plan.Progress is not null) writer.Line($"Progress = {CSharpText.Literal(plan.Progress)},");
        if (plan.Result is not null) writer.Line($"Result = {CSharpText.Literal(plan.Result)},");
        if (plan.Final is not null) writer.Line($"Final = {CSharpText.Literal(plan.Final)},");
        if (plan.CancelMethod is not null) writer.Line($"CancelMethod = new global::System.Net.Http.HttpMethod({CSharpText.Literal(plan.CancelMethod)}),");
        Times(plan.Times);
    }

    private void Waiter(WaiterPlan waiter)
    {
        writer.Line();
        using var definition = writer.Open($"internal static readonly {RuntimeNames.Waiter} {waiter.Name} = new()", "};");
        writer.Line($"Name = {CSharpText.Literal(waiter.Name)},");
        using (writer.Open($"Acceptors = new {RuntimeNames.WaiterAcceptor}[]", "},"))
        {
            foreach (var rule in waiter.Acceptors)
            {
                var parts = new List<string>();
                if (rule.Status.Count > 0) parts.Add($"Status = [{string.Join(", ", rule.Status)}]");
                if (rule.Error.Count > 0) parts.Add($"Error = [{string.Join(", ", rule.Error.Select(CSharpText.Literal))}]");
                if (rule.Path is not null) parts.Add($"Path = {CSharpText.Literal(rule.Path)}, Match = {RuntimeNames.WaiterMatch}.{Word(rule.Match)}, Expected = {CSharpText.Literal(rule.Expected)}");
                writer.Line($"new({RuntimeNames.WaiterState}.{Word(rule.State)}) {{ {string.Join(", ", parts)} }},");
            }
        }

        Times(waiter.Times);
    }

    private void Times(PollTimes times)
    {
        Time("Interval", times.Interval);
        Time("MaxInterval", times.MaxInterval);
        Time("Timeout", times.Timeout);
    }

    private void Time(string property, long? milliseconds)
    {
        if (milliseconds is { } time) writer.Line($"{property} = new global::System.TimeSpan({(time * TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture)}),");
    }

    private void Texts(string property, EquatableArray<string> texts)
    {
        if (texts.Count > 0) writer.Line($"{property} = [{string.Join(", ", texts.Select(CSharpText.Literal))}],");
    }

    private static string Word(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);
}
