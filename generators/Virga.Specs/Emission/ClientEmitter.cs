using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the client's own file: construction, disposal, sessions, definitions.</summary>
internal sealed class ClientEmitter(CodeWriter writer, ClientPlan plan)
{
    public void Print()
    {
        var sessions = new SessionEmitter(writer, plan);
        writer.Line().Summary(plan.Summary, $"A client of {plan.ServiceName}.");
        using var type = writer.Open($"{plan.Accessibility} sealed partial class {plan.ClientType} : {(plan.InterfaceType is null ? "" : plan.InterfaceType + ", ")}global::System.IDisposable");
        sessions.Fields();
        writer.Summary(null, "Makes a client. It may be used by many threads at once; keep one for as long as the application runs.");
        writer.Line("/// <param name=\"options\">Endpoint, credentials, limits. They are checked here.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">An option is missing or contradicts another.</exception>");
        using (writer.Open($"public {plan.ClientType}({RuntimeNames.ClientOptions} options)"))
        {
            writer.Line($"Transport = new {RuntimeNames.ServiceTransport}(Definition, options);");
            sessions.Construction();
        }

        OverHttpClient();
        writer.Line().Summary(null, "What carries the requests of this client.");
        writer.Line($"public {RuntimeNames.ServiceTransport} Transport {{ get; }}").Line();
        writer.Summary(null, "Closes the connections that the client owns.");
        writer.Line("public void Dispose() => Transport.Dispose();");
        Raw();
        sessions.Openers();
        if (plan.SharedResult is { } shared) SharedAnswers(shared);
        if (plan.Operations.SelectMany(operation => operation.Methods).Any(NeedsToken)) NewToken();
    }

    private void OverHttpClient()
    {
        writer.Line().Summary(null, "Makes a client over a HttpClient, which is never disposed. Its BaseAddress is the endpoint, unless it has none.");
        writer.Line("/// <param name=\"httpClient\">As a factory gives it. Its handler must not follow redirects.</param>");
        writer.Line("/// <param name=\"auth\">Credentials; null for none. They must travel in the Authorization header alone.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The credentials travel elsewhere: give a handler by the options instead.</exception>");
        using (writer.Open($"public {plan.ClientType}(global::System.Net.Http.HttpClient httpClient, {RuntimeNames.AuthScheme}? auth = null) : this({RuntimeNames.ClientOptions}.For(httpClient, auth))")) writer.Line();
    }

    private void Raw()
    {
        writer.Line().Summary(null, "Sends a request that the spec has no operation for, with the credentials, limits, retries, traces and reading of errors of this client.");
        writer.Line("/// <param name=\"request\">The request.</param>");
        writer.Line("/// <param name=\"options\">What this call does differently.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the call.</param>");
        writer.Line("/// <returns>The answer, to be disposed.</returns>");
        writer.Line($"public global::System.Threading.Tasks.ValueTask<{RuntimeNames.ServiceResponse}> SendRawAsync({RuntimeNames.RawRequest} request, {RuntimeNames.CallOptions}? options = null, global::System.Threading.CancellationToken cancellationToken = default) => Transport.SendRawAsync(request, options, cancellationToken);");
    }

    private void SharedAnswers(SharedResultPlan shared)
    {
        const string Token = "global::System.Threading.CancellationToken cancellationToken";
        const string Task = "global::System.Threading.Tasks.ValueTask";
        if (plan.Operations.Any(operation => operation is { IsResultShared: true, BodyType: null }))
            writer.Line().Line($"private static {Task}<{shared.Type}> {AnswerEmitter.Shared}({RuntimeNames.ServiceRequest} request, {Token}) => request.SendForHeadAsync(static head => new {shared.Type}(head), cancellationToken);");
        if (plan.Operations.Any(operation => operation is { IsResultShared: true, BodyType: not null }))
            writer.Line().Line($"private static {Task}<{shared.Type}<TBody>> {AnswerEmitter.Shared}<TBody>({RuntimeNames.ServiceRequest} request, {RuntimeNames.JsonRead}<TBody> read, {Token}, bool isOptional = false) => request.ReadJsonAsync(read, static (head, body) => new {shared.Type}<TBody>(head, body), cancellationToken, isOptional);");
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
