using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints <c>StartExportAsync</c>, <c>ExportAsync</c>, <c>ResumeExport</c>, and the requests that ask and cancel.</summary>
internal sealed class LongRunningEmitter(CodeWriter writer, RequestEmitter requests, string codec, IReadOnlyList<OperationPlan> all)
{
    public const string StartNote = "The service works on after it has answered: wait for the operation that this gives, or save it and resume it later.";
    public const string WholeNote = "Waits until the service has done the work.";

    /// <summary>Prints the methods; <paramref name="fill"/> prints the statements that make the request.</summary>
    public void Print(OperationPlan operation, ArgumentPlan[] visible, bool isAsync, Action fill)
    {
        var plan = operation.LongRunning!;
        var name = CSharpText.Identifier(operation.Name);
        OperationEmitter.Docs(writer, operation, visible, StartNote);
        using (writer.Open($"public {(isAsync ? "async " : "")}{MethodHeads.Start(operation, visible)}"))
        {
            fill();
            var start = $"{name}Calls.StartAsync(request, [{string.Join(", ", plan.Kept.Select(kept => $"new({CSharpText.Literal(kept.Name)}, {kept.Value})"))}], options, cancellationToken)";
            writer.Line(isAsync ? $"return await {start}.ConfigureAwait(false);" : $"return {start};");
        }

        OperationEmitter.Docs(writer, operation, visible, WholeNote);
        writer.Line($"public async {MethodHeads.Whole(operation, visible)} => await (await Start{name}Async({SignatureText.Pass(visible, "options", "cancellationToken")}).ConfigureAwait(false)).WaitAsync(waiting, cancellationToken).ConfigureAwait(false);");
        ResumeDocs(writer, operation);
        writer.Line($"public {MethodHeads.Resume(operation, isBody: true)} => {name}Calls.Resume(savedOperation, options);").Line();
        var poll = Builder("Poll", operation, plan.Poll);
        var cancel = Builder("Cancel", operation, plan.Cancel);
        writer.Line($"private {RuntimeNames.LongRunningCalls}<{operation.BodyType!.CSharp}> {name}Calls => new(Transport, Waits.{name}, {Read(operation)}, {poll ?? "null"}, {cancel ?? "null"});");
        if (poll is not null) Request(poll, plan, all.First(candidate => candidate.Name == plan.Poll));
        if (cancel is not null) Request(cancel, plan, all.First(candidate => candidate.Name == plan.Cancel));
    }

    public static void ResumeDocs(CodeWriter writer, OperationPlan operation)
    {
        writer.Line().Summary(null, $"Goes on with an operation that Start{CSharpText.Identifier(operation.Name)}Async began and Save kept.");
        writer.Line("/// <param name=\"savedOperation\">What was saved.</param>");
        writer.Line("/// <param name=\"options\">What the calls do differently.</param>");
    }

    private static string? Builder(string verb, OperationPlan operation, string? target) => target is null ? null : verb + CSharpText.Identifier(operation.Name);

    private string Read(OperationPlan operation)
    {
        if (operation.LongRunning!.GivesState) return "null";
        return operation.BodyKind == "xml" ? $"{codec}.ParseXml{XmlDocuments.Key(operation.BodyType!, operation.BodyXmlRoot)}" : requests.Json.Parsing(operation.BodyType!);
    }

    /// <summary>The request of another operation, filled from what was saved.</summary>
    private void Request(string method, LongRunningPlan plan, OperationPlan target)
    {
        writer.Line();
        using var builder = writer.Open($"private {RuntimeNames.ServiceRequest} {method}({RuntimeNames.SavedOperation} savedOperation, {RuntimeNames.CallOptions}? options)");
        foreach (var argument in SignatureText.Visible(target).Where(argument => argument.Location is not ("body" or "form" or "file-name")))
        {
            var isKept = plan.With.Concat(plan.Kept).Any(value => value.Name == argument.WireName);
            var name = CSharpText.Literal(argument.WireName);
            writer.Line($"{SignatureText.TypeOf(argument)} {argument.Argument} = {(isKept ? ScalarText.FromText(argument.Type, $"savedOperation.Value({name})", name) : argument.Default ?? "null")};");
        }

        writer.Line($"var request = Transport.Begin({target.Definition}, {CSharpText.Literal(target.Id)}, options);");
        requests.Address(target);
        requests.Query(target);
        requests.Headers(target);
        writer.Line("return request;");
    }
}
