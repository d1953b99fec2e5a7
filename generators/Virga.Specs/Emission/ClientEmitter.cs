using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the client's own file: construction, disposal, sessions, definitions.</summary>
internal sealed class ClientEmitter(CodeWriter writer, ClientPlan plan)
{
    public void Print()
    {
        var sessions = new SessionEmitter(writer, plan);
        writer.Line().Summary(plan.Summary, $"A client of {plan.ServiceName}.");
        using var type = writer.Open($"{plan.Accessibility} sealed partial class {plan.ClientType} : global::System.IDisposable");
        sessions.Fields();
        writer.Summary(null, "Makes a client. It may be used by many threads at once; keep one for as long as the application runs.");
        writer.Line("/// <param name=\"options\">Endpoint, credentials, limits. They are checked here.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">An option is missing or contradicts another.</exception>");
        using (writer.Open($"public {plan.ClientType}({RuntimeNames.ClientOptions} options)"))
        {
            writer.Line($"Transport = new {RuntimeNames.ServiceTransport}(Definition, options);");
            sessions.Construction();
        }

        writer.Line().Summary(null, "What carries the requests of this client.");
        writer.Line($"public {RuntimeNames.ServiceTransport} Transport {{ get; }}").Line();
        writer.Summary(null, "Closes the connections that the client owns.");
        writer.Line("public void Dispose() => Transport.Dispose();");
        sessions.Openers();
        if (plan.Operations.Any(NeedsToken)) NewToken();
    }

    private static bool NeedsToken(OperationPlan operation) =>
        operation.Arguments.Any(argument => argument.IdempotencyToken) || HasToken(operation.Body?.Fills ?? default);

    private static bool HasToken(EquatableArray<MemberFillPlan> fills) =>
        fills.Any(member => member.Fill is { Client: null, Session: null } || HasToken(member.Members));

    private void NewToken()
    {
        writer.Line();
        using var method = writer.Open("private string NewToken()");
        writer.Line("global::System.Span<byte> bytes = stackalloc byte[16];");
        writer.Line("if (Transport.Options.Random is { } random) random.NextBytes(bytes);");
        writer.Line("else global::System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);");
        writer.Line("return new global::System.Guid(bytes).ToString();");
    }
}
