using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the asynchronous half of operations: <c>Answers.GetNoteAsync(request, cancellationToken)</c> sends and reads.</summary>
internal sealed class AnswerEmitter(CodeWriter writer, string codec)
{
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Builder = "global::System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder";

    /// <summary>What the method of an operation returns.</summary>
    public static string ReturnType(OperationPlan operation)
    {
        var type = ResultOf(operation);
        return type.Length == 0 ? ValueTask : $"{ValueTask}<{type}>";
    }

    /// <summary>The value inside the ValueTask; empty for none.</summary>
    public static string ResultOf(OperationPlan operation) => operation.Result switch
    {
        ResultShape.None => "",
        ResultShape.Body => ResultEmitter.BodyType(operation),
        _ => operation.ResultType!,
    };

    public void Print(OperationPlan operation)
    {
        if (operation.Result == ResultShape.Items) return;
        var result = ResultOf(operation);
        writer.Line();
        var signature = $"{ReturnType(operation)} {CSharpText.Identifier(operation.Name)}Async({RuntimeNames.ServiceRequest} request, global::System.Threading.CancellationToken cancellationToken)";
        if (Direct(operation) is { } direct)
        {
            writer.Line($"public static {signature} => {direct};");
            return;
        }

        writer.Line($"[global::System.Runtime.CompilerServices.AsyncMethodBuilder(typeof({Builder}{(result.Length == 0 ? "" : "<>")}))]");
        using var method = writer.Open($"public static async {signature}");
        if (operation.BodyType is null)
        {
            writer.Line("await request.SendForHeadAsync(cancellationToken).ConfigureAwait(false);");
            return;
        }

        writer.Line("using var response = await request.SendAsync(cancellationToken).ConfigureAwait(false);");
        writer.Line("using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);");
        var value = Parse(operation);
        if (operation.IsBodyOptional) value = $"body.IsEmpty ? default({operation.BodyType.NullableCSharp}) : {value}";
        writer.Line(operation.Result == ResultShape.Body ? $"return {value};" : $"return new {result}(response.Head, {value});");
    }

    private string Parse(OperationPlan operation) => operation.BodyKind switch
    {
        "json" => $"{codec}.ParseJson{operation.BodyType!.Stem}(body.Bytes, body.Operation)",
        "xml" => $"{codec}.ParseXml{XmlDocuments.Key(operation.BodyType!, operation.BodyXmlRoot)}(body.Bytes, body.Operation)",
        _ => ScalarText.IsScalar(operation.BodyType!) ? ScalarText.FromText(operation.BodyType!, "body.Text()", "body.Operation") : $"{codec}.ParseJson{operation.BodyType!.Stem}(body.Bytes, body.Operation)",
    };

    /// <summary>An expression that sends and makes the result without waiting by itself; null where there is something to wait for behind the sending.</summary>
    private static string? Direct(OperationPlan operation) => operation switch
    {
        { Result: ResultShape.Stream } => $"request.SendAsync(static response => new {operation.ResultType}(response.Head, response.OpenBody()), cancellationToken)",
        { Result: ResultShape.Result, BodyType: null } => $"request.SendForHeadAsync(static head => new {operation.ResultType}(head), cancellationToken)",
        _ => null,
    };
}
