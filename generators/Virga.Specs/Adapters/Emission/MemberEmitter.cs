using Virga.Specs.Emission;
using Virga.Specs.Naming;

namespace Virga.Specs.Adapters;

/// <summary>Prints one member of the interface.</summary>
internal sealed class MemberEmitter(AdapterPlan plan, CodeLines code)
{
    private const int LineLength = 120;

    public void Emit(AdapterMemberPlan member)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        var parameters = member.Parameters.Select(p => p).ToList();
        var name = CSharpNames.Escape(member.Name);
        string Head(string modifiers) => $"public {modifiers}{member.ReturnType} {name}({string.Join(", ", parameters)})";
        switch (member.Kind)
        {
            case AdapterMemberKind.HandWritten:
                code.Line(Head("partial ") + ";");
                return;
            case AdapterMemberKind.Unsupported:
                code.Line(Head("") + $" => throw Unsupported({CSharpText.Literal(member.Name)});");
                return;
            case AdapterMemberKind.Faulty:
                code.Line(Head("") + $" => throw new global::System.NotSupportedException({CSharpText.Literal($"{member.Name} is faulty in its adapter document; the build says where.")});");
                return;
        }

        var body = member.Body!;
        if (member.Returns == ReturnKind.AsyncEnumerable)
        {
            if (member.Token is not null) parameters[parameters.Count - 1] = "[global::System.Runtime.CompilerServices.EnumeratorCancellation] " + parameters[parameters.Count - 1];
            code.Open(Head("async "));
            EmitRows(member, body);
        }
        else
        {
            if (body.Awaits && Builder(member) is { } builder) code.Line(builder);
            code.Open(Head(body.Awaits ? "async " : ""));
            EmitBody(member, body, isOutermost: true, body.Awaits);
        }

        code.Close();
    }

    // Adapters stand in the path of every call, and their callers await once: the state of the method is pooled.
    private static string? Builder(AdapterMemberPlan member) => member.Returns != ReturnKind.ValueTask
        ? null
        : $"[global::System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(global::System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder{(member.ValueType is null ? "" : "<>")}))]";

    // An iterator cannot yield inside try with catch: only the step to the next row is guarded.
    private void EmitRows(AdapterMemberPlan member, AdapterBodyPlan body)
    {
        if (plan.Errors is null)
        {
            code.Open($"await foreach (var {body.RowVariable} in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait({body.Rows}, false))");
            code.Line($"yield return {body.Result};");
            code.Close();
            return;
        }

        code.Line($"var rows = {body.Rows}.GetAsyncEnumerator();");
        code.Open("try");
        code.Open("while (true)");
        code.Open("try");
        code.Line("if (!await rows.MoveNextAsync().ConfigureAwait(false)) break;");
        code.Close();
        EmitFault(member);
        code.Line();
        code.Line($"var {body.RowVariable} = rows.Current;");
        code.Line($"yield return {body.Result};");
        code.Close();
        code.Close();
        code.Open("finally");
        code.Line("await rows.DisposeAsync().ConfigureAwait(false);");
        code.Close();
    }

    private void EmitBody(AdapterMemberPlan member, AdapterBodyPlan body, bool isOutermost, bool isAsync)
    {
        var isGuarded = body.Handlers.Count > 0 || (isOutermost && isAsync && plan.Errors is not null);
        if (isGuarded) code.Open("try");
        EmitSteps(member, body, 0, isAsync);
        if (!isGuarded) return;
        code.Close();
        foreach (var handler in body.Handlers)
        {
            code.Open($"catch (global::Virga.VirgaException {member.Error}) when ({handler.Condition})");
            code.Line(Return(member, handler.Result, isAsync));
            code.Close();
        }

        if (isOutermost && plan.Errors is not null) EmitFault(member);
    }

    private void EmitFault(AdapterMemberPlan member)
    {
        var filter = plan.Errors!.IsVirgaException ? $" when ({member.Error} is not {plan.Errors.ThrowType})" : "";
        code.Open($"catch (global::Virga.VirgaException {member.Error}){filter}");
        code.Line($"throw Fault({member.Error});");
        code.Close();
    }

    private void EmitSteps(AdapterMemberPlan member, AdapterBodyPlan body, int at, bool isAsync)
    {
        for (var i = at; i < body.Steps.Count; i++)
        {
            if (body.Steps[i] is ChoosePlan choice)
            {
                EmitChoice(member, choice, isAsync, isLast: i == body.Steps.Count - 1);
                if (i == body.Steps.Count - 1) return;
                continue;
            }

            var call = (CallPlan)body.Steps[i];
            EmitCall(call);
            if (call.Disposal != AnswerDisposal.OnFailure) continue;
            // The stream belongs to the result once there is one, and to nobody until then.
            code.Open("try");
            EmitSteps(member, body, i + 1, isAsync);
            code.Close();
            code.Open("catch");
            code.Line($"{call.Variable}.Dispose();");
            code.Line("throw;");
            code.Close();
            return;
        }

        if (Return(member, body.Result, isAsync) is { } last && last != "return;") code.Line(last);
    }

    private void EmitCall(CallPlan call)
    {
        var head = call.Variable is null ? "await " : $"{(call.Disposal == AnswerDisposal.Using ? "using " : "")}var {call.Variable} = await ";
        if (call.Arguments.Count <= 3 && call.Arguments.Sum(a => a.Length) <= LineLength)
        {
            code.Line($"{head}_client.{call.Method}({string.Join(", ", call.Arguments)}).ConfigureAwait(false);");
            return;
        }

        code.Line($"{head}_client.{call.Method}(");
        using (code.Indented())
        {
            for (var i = 0; i < call.Arguments.Count; i++) code.Line(call.Arguments[i] + (i == call.Arguments.Count - 1 ? ").ConfigureAwait(false);" : ","));
        }
    }

    private void EmitChoice(AdapterMemberPlan member, ChoosePlan choice, bool isAsync, bool isLast)
    {
        code.Open($"switch ({choice.Subject})");
        foreach (var one in choice.Cases)
        {
            code.Open(one.Pattern.Length == 0 ? "default:" : $"case {one.Pattern}:");
            if (one.Body is null) code.Line($"throw Unsupported({CSharpText.Literal(one.Name is "" or "else" ? member.Name : $"{member.Name} with {one.Name}")});");
            else EmitBody(member, one.Body, isOutermost: false, isAsync);
            var isOpenEnd = one.Body is not null && (!isLast || (member.ValueType is null && isAsync));
            if (isOpenEnd) code.Line("break;");
            code.Close();
        }

        code.Close();
    }

    private static string Return(AdapterMemberPlan member, string? result, bool isAsync)
    {
        if (isAsync) return result is null ? "return;" : $"return {result};";
        return (member.Returns, result) switch
        {
            (ReturnKind.Task, null) => "return global::System.Threading.Tasks.Task.CompletedTask;",
            (ReturnKind.Task, _) => $"return global::System.Threading.Tasks.Task.FromResult<{member.ValueType}>({result});",
            (_, null) => "return default;",
            _ => $"return new {member.ReturnType}({result});",
        };
    }
}
