using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints <c>WaitUntilThingReadyAsync</c> over the request of an operation.</summary>
internal sealed class WaitEmitter(CodeWriter writer, AnswerEmitter answers)
{
    /// <summary>What the wait gives: what the operation gives, or nothing where an error may be what is waited for.</summary>
    public static string ResultOf(OperationPlan operation, WaiterPlan waiter)
    {
        var result = AnswerEmitter.ResultOf(operation);
        return result.Length > 0 && waiter.MayBeEmpty && !result.EndsWith("?", StringComparison.Ordinal) ? result + "?" : result;
    }

    public static void Docs(CodeWriter writer, OperationPlan operation, WaiterPlan waiter, IReadOnlyList<ArgumentPlan> visible)
    {
        writer.Line().Summary(null, $"Calls {CSharpText.Identifier(operation.Name)}Async again and again until {waiter.Name} holds.{(waiter.MayBeEmpty && operation.Result != ResultShape.None ? " Null when an error was what was waited for." : "")}");
        foreach (var argument in visible) writer.Param(argument.Argument, argument.Description, "As there.");
        writer.Line("/// <param name=\"waiting\">How often and how long.</param>");
        writer.Line("/// <param name=\"options\">What the calls do differently.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the wait.</param>");
        writer.Line($"/// <exception cref=\"{RuntimeNames.WaitException}\">The time is up, or it will not come.</exception>");
    }

    public void Print(OperationPlan operation, WaiterPlan waiter, ArgumentPlan[] visible, bool isAsync, Action fill)
    {
        Docs(writer, operation, waiter, visible);
        var result = ResultOf(operation, waiter);
        using var method = writer.Open($"public {(result.Length == 0 ? "async " : "")}{MethodHeads.Wait(operation, waiter, visible)}");
        writer.Line($"{(result.Length == 0 ? "await " : "return ")}Waits.{waiter.Name}.WaitAsync<{(result.Length == 0 ? "bool" : result)}>(Transport, {(isAsync ? "async " : "")}_ =>");
        writer.Line("{");
        using (writer.Indent())
        {
            fill();
            writer.Line(isAsync ? "return request;" : "return new(request);");
        }

        var read = result.Length == 0 ? "null" : operation.BodyType is null ? $"static (head, _) => new {result.TrimEnd('?')}(head)" : $"static (head, body) => {answers.Value(operation, "head")}";
        writer.Line($"}}, {read}, waiting, cancellationToken){(result.Length == 0 ? ".ConfigureAwait(false)" : "")};");
    }
}
