using System.Globalization;
using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints fields of sessions and the methods that open them by calling the client's own operations.</summary>
internal sealed class SessionEmitter(CodeWriter writer, ClientPlan plan)
{
    public void Fields()
    {
        foreach (var session in plan.Service.Sessions) writer.Line($"private readonly {RuntimeNames.Session} {SessionNames.Field(session.Name)};");
        if (plan.Service.Sessions.Count > 0) writer.Line();
    }

    public void Construction()
    {
        foreach (var session in plan.Service.Sessions)
        {
            var statuses = string.Join(", ", session.RenewOn.Select(status => status.ToString(CultureInfo.InvariantCulture)));
            writer.Line($"{SessionNames.Field(session.Name)} = new {RuntimeNames.Session}({CSharpText.Literal(session.Name)}, {SessionNames.Open(session.Name)}, [{statuses}], Transport.Options.TimeProvider);");
        }
    }

    public void Openers()
    {
        foreach (var session in plan.Service.Sessions) Opener(session);
    }

    private void Opener(SessionPlan session)
    {
        var operation = plan.Operations.First(candidate => candidate.Name == session.Operation);
        writer.Line();
        using var method = writer.Open($"private async global::System.Threading.Tasks.ValueTask<{RuntimeNames.SessionAnswer}> {SessionNames.Open(session.Name)}(global::System.Threading.CancellationToken cancellationToken)");
        foreach (var other in session.With.Where(argument => argument.Session is not null).Select(argument => argument.Session!).Distinct(StringComparer.Ordinal))
            writer.Line($"var {SessionNames.Local(other)} = await {SessionNames.Field(other)}.GetAsync(cancellationToken).ConfigureAwait(false);");
        var arguments = session.With.Select(argument => $"{argument.Argument}: {Value(argument)}").Append("cancellationToken: cancellationToken");
        var call = $"await {CSharpText.Identifier(operation.PageMethod)}Async({string.Join(", ", arguments)}).ConfigureAwait(false)";
        if (operation.Result == ResultShape.None) writer.Line(call + ";");
        else writer.Line($"{(operation.Result == ResultShape.Stream ? "using " : "")}var answer = {call};");
        writer.Line("var values = new global::System.Collections.Generic.Dictionary<string, string>(global::System.StringComparer.Ordinal);");
        for (var i = 0; i < session.Keep.Count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            writer.Line($"if ({session.Keep[i].Value} is string kept{number}) values[{CSharpText.Literal(session.Keep[i].Name)}] = kept{number};");
        }

        var expires = session.ExpiresExpression is null ? "null" : session.ExpiresInSeconds ? $"Transport.Options.TimeProvider.GetUtcNow() + {session.ExpiresExpression}" : session.ExpiresExpression;
        writer.Line($"return new {RuntimeNames.SessionAnswer}(values, {expires});");
    }

    private static string Value(SessionArgumentPlan argument)
    {
        if (argument.Literal is not null) return argument.Literal;
        var text = argument.Client is not null
            ? $"Transport.Variable({CSharpText.Literal(argument.Client)})"
            : $"{SessionNames.Local(argument.Session ?? "")}.Value({CSharpText.Literal(argument.SessionValue ?? "")})";
        return ScalarText.FromText(argument.Type, text, CSharpText.Literal(argument.Argument));
    }
}
