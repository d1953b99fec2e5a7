using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the methods that callers see. They fill the request at once and hand it on, so no argument is kept by a state machine.</summary>
internal sealed class OperationEmitter(CodeWriter writer, RequestEmitter requests, AnswerEmitter answers, IReadOnlyList<OperationPlan> all)
{
    public void Print(OperationPlan operation)
    {
        var visible = SignatureText.Visible(operation).ToArray();
        var kept = KeptSessions(operation).ToArray();
        if (operation.LongRunning is not null)
        {
            new LongRunningEmitter(writer, requests, answers.Codec, all).Print(operation, visible, kept.Length > 0, () => Request(operation, visible, kept));
            return;
        }

        CallDocs(writer, operation, visible);
        if (operation.Result == ResultShape.Items)
        {
            using var stream = writer.Open("public async " + MethodHeads.Stream(operation, visible, isBody: true));
            StreamEmitter.Print(writer, operation, requests.Json, () => Request(operation, visible, kept));
        }
        else if (kept.Length == 0 && writer.Take(() => Request(operation, visible, kept)) is var statements && RequestChain.Fits(statements))
        {
            RequestChain.Print(writer, "public " + MethodHeads.Call(operation, visible), statements, answers.Send(operation));
        }
        else using (writer.Open($"public {(kept.Length > 0 ? "async " : "")}{MethodHeads.Call(operation, visible)}"))
        {
            Request(operation, visible, kept);
            var send = answers.Send(operation);
            writer.Line(kept.Length == 0 ? $"return {send};" : operation.Result == ResultShape.None ? $"await {send}.ConfigureAwait(false);" : $"return await {send}.ConfigureAwait(false);");
        }

        foreach (var waiter in operation.Waiters) new WaitEmitter(writer, answers).Print(operation, waiter, visible, kept.Length > 0, () => Request(operation, visible, kept));
        if (operation.CanPresign) Presign(operation, visible, kept);
        if (operation.Page is not null) new PagingEmitter(writer, requests, answers).Print(operation, visible);
        foreach (var variant in operation.Variants) Print(variant);
    }

    private void Request(OperationPlan operation, ArgumentPlan[] visible, string[] kept)
    {
        foreach (var session in kept) writer.Line($"var {SessionNames.Local(session)} = await {SessionNames.Field(session)}.GetAsync(cancellationToken).ConfigureAwait(false);");
        if (operation.CanPresign) writer.Line($"var request = New{CSharpText.Identifier(operation.Name)}Request({SignatureText.Pass(MethodHeads.WithoutBody(visible), kept.Select(SessionNames.Local).Append("options").ToArray())});");
        else Fill(operation);
        requests.Body(operation);
    }

    public static void CallDocs(CodeWriter writer, OperationPlan operation, IEnumerable<ArgumentPlan> visible) =>
        Docs(writer, operation, visible, operation.Result == ResultShape.Items ? StreamEmitter.Note(operation) : operation.Page is null ? null : $"One page. Follow the pages with {CSharpText.Identifier(operation.Name)}{(operation.Page.ItemsPath.Length == 0 ? "Pages" : "")}Async.");

    public static void PresignDocs(CodeWriter writer, OperationPlan operation, IReadOnlyList<ArgumentPlan> arguments)
    {
        writer.Line().Summary(null, $"Signs a request of {CSharpText.Identifier(operation.Name)}Async for somebody else to send.");
        foreach (var argument in arguments.Where(argument => argument.IsRequired)) writer.Param(argument.Argument, argument.Description, "As there.");
        writer.Param("expires", null, "How long the signature holds.");
        foreach (var argument in arguments.Where(argument => !argument.IsRequired)) writer.Param(argument.Argument, argument.Description, "As there.");
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
        operation.Arguments.Where(argument => argument is { FromSession: not null, Location: "path" or "query" or "cookie" or "form" }).Select(argument => argument.FromSession!)
            .Concat(SessionsOf(operation.Body?.Fills ?? default))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> SessionsOf(EquatableArray<MemberFillPlan> fills) =>
        fills.SelectMany(member => member.Fill?.Session is { } session ? [session] : SessionsOf(member.Members));

    private void Fill(OperationPlan operation)
    {
        var trait = operation.Definition;
        var given = operation.Traits.IdempotentWhen.Select(name => operation.Arguments.FirstOrDefault(argument => argument.WireName == name)).ToArray();
        if (given.Length > 0 && Array.TrueForAll(given, argument => argument is not null))
        {
            var optional = given.Where(argument => argument is { IsNullable: true, FromClient: null, FromSession: null, IsConstant: false }).Select(argument => argument!.Argument + " is not null").ToArray();
            trait = optional.Length == 0 ? operation.RepeatableDefinition : $"{string.Join(" && ", optional)} ? {operation.RepeatableDefinition} : {trait}";
        }

        writer.Line($"var request = Transport.Begin({trait}, {CSharpText.Literal(operation.Id)}, options);");
        requests.Address(operation);
        requests.Query(operation);
        requests.Headers(operation);
    }

    private void Presign(OperationPlan operation, IReadOnlyList<ArgumentPlan> visible, IReadOnlyList<string> kept)
    {
        var name = CSharpText.Identifier(operation.Name);
        var arguments = MethodHeads.WithoutBody(visible);
        var keptArguments = kept.Select(session => $"{RuntimeNames.SessionAnswer} {SessionNames.Local(session)}");
        writer.Line();
        using (writer.Open($"private {RuntimeNames.ServiceRequest} New{name}Request({SignatureText.DeclarePlain(arguments, keptArguments.Append(RuntimeNames.CallOptions + "? options").ToArray())})"))
        {
            Fill(operation);
            writer.Line("return request;");
        }

        PresignDocs(writer, operation, arguments);
        using var method = writer.Open($"public {(kept.Count > 0 ? "async " : "")}{MethodHeads.Presign(operation, arguments)}");
        foreach (var session in kept) writer.Line($"var {SessionNames.Local(session)} = await {SessionNames.Field(session)}.GetAsync(cancellationToken).ConfigureAwait(false);");
        writer.Line($"var request = New{name}Request({SignatureText.Pass(arguments, kept.Select(SessionNames.Local).Append("null").ToArray())});");
        requests.SignedContentType(operation);
        writer.Line(kept.Count > 0 ? "return await request.PresignAsync(expires, cancellationToken).ConfigureAwait(false);" : "return request.PresignAsync(expires, cancellationToken);");
    }
}
