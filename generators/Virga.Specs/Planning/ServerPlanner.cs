using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>
/// The server of an operation. A variable that stands first and is filled by a call or a session gives the whole base URL, and what the template
/// has behind it goes in front of the path; all other variables are settings of the client.
/// </summary>
internal sealed record ServerPlanner(string? Template, IReadOnlyList<ServerVariablePlan> Variables, IReadOnlyList<ArgumentPlan> Arguments, string PathPrefix)
{
    public static ServerPlanner Plan(PlanningContext context, IReadOnlyList<ServerModel> servers, ArgumentScope scope, string operation)
    {
        if (servers.Count == 0) return new ServerPlanner(null, [], [], "");
        var server = servers[0];
        var variables = server.Variables.Select(Variable).ToArray();
        var arguments = new List<ArgumentPlan>();
        var prefix = "";
        foreach (var variable in server.Variables.Where(IsFilledByCall))
        {
            var reference = "{" + variable.Name + "}";
            if (!server.Url.StartsWith(reference, StringComparison.Ordinal))
            {
                context.Error("VS008", $"server variable '{variable.Name}' is filled by each call, so it must stand first in the server's URL and give the whole base URL", variable.Position);
                continue;
            }

            prefix = server.Url.Substring(reference.Length).TrimEnd('/');
            if (prefix.Contains("{")) context.Error("VS006", $"no variable may follow '{variable.Name}' in the server's URL", variable.Position);
            if (variable.From!.Kind != ValueSourceKind.Argument) continue;
            arguments.Add(new ArgumentPlan(variable.Name, scope.Take(variable.Name), "server", ScalarTypes.Text, variable.Default is null, null)
            {
                Description = variable.Description ?? $"Base address of {operation}.",
                IsNullable = variable.Default is not null,
            });
        }

        return new ServerPlanner(server.Url, variables, arguments, prefix);
    }

    public static ServerVariablePlan Variable(ServerVariableModel variable)
    {
        var from = variable.From;
        var isSession = from?.Kind == ValueSourceKind.Session;
        return new ServerVariablePlan(variable.Name, variable.Default, isSession ? from!.Session : null, isSession ? from!.Name : null, from?.Kind == ValueSourceKind.Argument)
        {
            Setting = from?.Kind == ValueSourceKind.Client ? from.Name : null,
        };
    }

    /// <summary>Whether the whole base URL comes with each call, so that the template says nothing by itself.</summary>
    public static bool IsOpen(ServerModel server) => server.Variables.Any(variable => IsFilledByCall(variable) && variable.Default is not { Length: > 0 });

    private static bool IsFilledByCall(ServerVariableModel variable) => variable.From is { Kind: ValueSourceKind.Argument or ValueSourceKind.Session };
}
