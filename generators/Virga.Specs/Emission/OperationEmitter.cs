using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the methods that callers see. They fill the request at once and hand it on, so no argument is kept by a state machine.</summary>
internal sealed class OperationEmitter(CodeWriter writer, RequestEmitter requests)
{
    private const string Token = "global::System.Threading.CancellationToken cancellationToken = default";
    private const string Options = RuntimeNames.CallOptions + "? options = null";

    public void Print(OperationPlan operation)
    {
        var visible = SignatureText.Visible(operation).ToArray();
        var name = CSharpText.Identifier(operation.Name);
        var method = CSharpText.Identifier(operation.PageMethod) + "Async";
        Docs(operation, visible, operation.Page is null ? null : "One page.");
        var kept = KeptSessions(operation).ToArray();
        var head = $"public {(kept.Length > 0 ? "async " : "")}{AnswerEmitter.ReturnType(operation)} {method}({SignatureText.Declare(visible, Options, Token)})";
        using (writer.Open(head))
        {
            foreach (var session in kept) writer.Line($"var {SessionNames.Local(session)} = await {SessionNames.Field(session)}.GetAsync(cancellationToken).ConfigureAwait(false);");
            if (operation.CanPresign) writer.Line($"var request = New{name}Request({SignatureText.Pass(visible.Where(IsNoBody), kept.Select(SessionNames.Local).Append("options").ToArray())});");
            else Fill(operation);
            requests.Body(operation);
            var send = $"Answers.{name}Async(request, cancellationToken)";
            writer.Line(kept.Length == 0 ? $"return {send};" : operation.Result == ResultShape.None ? $"await {send}.ConfigureAwait(false);" : $"return await {send}.ConfigureAwait(false);");
        }

        if (operation.CanPresign) Presign(operation, visible, kept);
        if (operation.Page is not null) new PagingEmitter(writer, requests).Print(operation, visible);
    }

    public static void Docs(CodeWriter writer, OperationPlan operation, IEnumerable<ArgumentPlan> arguments, string? note)
    {
        writer.Line().Summary(operation.Summary, $"Calls {string.Join(" ", CSharpText.DocLines(operation.Id))}.");
        foreach (var argument in arguments) writer.Param(argument.Argument, argument.Description, $"Goes into {string.Join(" ", CSharpText.DocLines(argument.WireName))}.");
        if (note is not null) writer.Remarks(note);
        else writer.Remarks(operation.Remarks);
        if (operation.Deprecated) writer.Line("[global::System.Obsolete(\"The spec marks this as deprecated.\")]");
    }

    /// <summary>Sessions whose values stand in the path or the query, so that they must be known before the request is built.</summary>
    public static IEnumerable<string> KeptSessions(OperationPlan operation) =>
        operation.Arguments.Where(argument => argument is { FromSession: not null, Location: "path" or "query" or "form" }).Select(argument => argument.FromSession!)
            .Concat(SessionsOf(operation.Body?.Fills ?? default))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> SessionsOf(EquatableArray<MemberFillPlan> fills) =>
        fills.SelectMany(member => member.Fill?.Session is { } session ? [session] : SessionsOf(member.Members));

    private static bool IsNoBody(ArgumentPlan argument) => argument.Location is not ("body" or "form" or "file-name");

    private void Docs(OperationPlan operation, IReadOnlyList<ArgumentPlan> visible, string? note)
    {
        Docs(writer, operation, visible, note is null ? null : note + " Follow the pages with " + CSharpText.Identifier(operation.Name) + (operation.Page is { ItemsPath: "" } ? "PagesAsync." : "Async."));
    }

    private void Fill(OperationPlan operation)
    {
        var trait = "Operations." + CSharpText.Identifier(operation.Name);
        var given = operation.Traits.IdempotentWhen.Select(name => operation.Arguments.FirstOrDefault(argument => argument.WireName == name)).ToArray();
        if (given.Length > 0 && Array.TrueForAll(given, argument => argument is not null))
        {
            var optional = given.Where(argument => argument is { IsNullable: true, FromClient: null, FromSession: null, IsConstant: false }).Select(argument => argument!.Argument + " is not null").ToArray();
            trait = optional.Length == 0 ? trait + "Repeatable" : $"{string.Join(" && ", optional)} ? {trait}Repeatable : {trait}";
        }

        writer.Line($"var request = Transport.Begin({trait}, options);");
        requests.Address(operation);
        requests.Query(operation);
        requests.Headers(operation);
    }

    private void Presign(OperationPlan operation, IReadOnlyList<ArgumentPlan> visible, IReadOnlyList<string> kept)
    {
        var name = CSharpText.Identifier(operation.Name);
        var arguments = visible.Where(IsNoBody).ToArray();
        var keptArguments = kept.Select(session => $"{RuntimeNames.SessionAnswer} {SessionNames.Local(session)}");
        writer.Line();
        using (writer.Open($"private {RuntimeNames.ServiceRequest} New{name}Request({SignatureText.DeclarePlain(arguments, keptArguments.Append(RuntimeNames.CallOptions + "? options").ToArray())})"))
        {
            Fill(operation);
            writer.Line("return request;");
        }

        writer.Line().Summary(null, $"Signs a request of {name}Async for somebody else to send.");
        var required = arguments.Where(argument => argument.IsRequired).ToArray();
        var optional = arguments.Where(argument => !argument.IsRequired).ToArray();
        foreach (var argument in required) writer.Param(argument.Argument, argument.Description, "As there.");
        writer.Param("expires", null, "How long the signature holds.");
        foreach (var argument in optional) writer.Param(argument.Argument, argument.Description, "As there.");
        var signature = string.Join(", ", required.Select(SignatureText.Declare).Append("global::System.TimeSpan expires").Concat(optional.Select(SignatureText.Declare)).Append(Token));
        using var method = writer.Open($"public {(kept.Count > 0 ? "async " : "")}global::System.Threading.Tasks.ValueTask<{RuntimeNames.SignedRequest}> Presign{name}Async({signature})");
        foreach (var session in kept) writer.Line($"var {SessionNames.Local(session)} = await {SessionNames.Field(session)}.GetAsync(cancellationToken).ConfigureAwait(false);");
        writer.Line($"var request = New{name}Request({SignatureText.Pass(arguments, kept.Select(SessionNames.Local).Append("null").ToArray())});");
        requests.SignedContentType(operation);
        writer.Line(kept.Count > 0 ? "return await request.PresignAsync(expires, cancellationToken).ConfigureAwait(false);" : "return request.PresignAsync(expires, cancellationToken);");
    }
}
