using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints how a request is sent and its answer read: one call of the runtime, which waits.</summary>
internal sealed class AnswerEmitter(JsonCodecEmitter json, string codec)
{
    /// <summary>The client's own method that makes the shared result.</summary>
    public const string Shared = "AnswerAsync";

    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Token = "cancellationToken";

    public string Codec => codec;

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

    /// <summary>An expression that sends <c>request</c> and gives the task of the result.</summary>
    public string Send(OperationPlan operation)
    {
        if (operation.Result == ResultShape.Stream) return $"request.SendAsync(static response => new {operation.ResultType}(response.Head, response.OpenBody()), {Token})";
        if (operation.BodyType is null)
        {
            return operation.Result == ResultShape.None ? $"request.CompleteAsync({Token})"
                : operation.IsResultShared ? $"{Shared}(request, {Token})"
                : $"request.SendForHeadAsync(static head => new {operation.ResultType}(head), {Token})";
        }

        if (operation.MoreBodies.Count > 0 || operation.BodyAlso.Count > 0) return $"request.ReadAnswerAsync(static (head, body) => {Value(operation, "head")}, {Token})";
        var (method, read) = Reader(operation);
        var more = operation.IsBodyOptional ? ", isOptional: true" : "";
        if (operation.IsResultShared && method == "ReadJsonAsync") return $"{Shared}(request, {read}, {Token}{more})";
        var make = operation.Result == ResultShape.Body ? "" : $"static (head, body) => new {operation.ResultType}(head, body), ";
        return $"request.{method}({read}, {make}{Token}{more})";
    }

    private (string Method, string Read) Reader(OperationPlan operation)
    {
        var type = operation.BodyType!;
        var cast = operation.IsBodyOptional ? $"({type.NullableCSharp})" : "";
        return operation.BodyKind switch
        {
            "xml" => ("ReadAsync", $"static (bytes, what) => {cast}{codec}.ParseXml{XmlDocuments.Key(type, operation.BodyXmlRoot)}(bytes, what)"),
            "json" => ("ReadJsonAsync", json.Reading(type, operation.IsBodyOptional)),
            _ when ScalarText.IsScalar(type) => ("ReadAsync", $"static (bytes, what) => {cast}{ScalarText.FromText(type, RuntimeNames.Wire + ".FromUtf8(bytes)", "what")}"),
            _ => ("ReadJsonAsync", json.Reading(type, operation.IsBodyOptional)),
        };
    }

    /// <summary>The result as an expression over <c>body</c>.</summary>
    /// <param name="operation">The operation; it has a body.</param>
    /// <param name="head">Expression of status and headers.</param>
    public string Value(OperationPlan operation, string head)
    {
        var nothing = $"default({operation.BodyType!.NullableCSharp})";
        var value = Parse(operation, head);

        // Each of several bodies is read where its status is; the first where none of the others is.
        if (operation.MoreBodies.Count > 0) value = $"body.IsEmpty || body.Status is {string.Join(" or ", operation.MoreBodies.SelectMany(more => more.Statuses))} ? {nothing} : {value}";
        else if (operation.IsBodyOptional) value = $"body.IsEmpty ? {nothing} : {value}";
        if (operation.Result == ResultShape.Body) return value;
        var rest = operation.MoreBodies.Select(more => $", body.IsEmpty || body.Status is not ({string.Join(" or ", more.Statuses)}) ? default({more.Type.NullableCSharp}) : {Parse(more.Type, more.Kind, more.XmlRoot)}");
        return $"new {operation.ResultType}({head}, {value}{string.Concat(rest)})";
    }

    /// <summary>The body in its own way, or in another that Content-Type names.</summary>
    private string Parse(OperationPlan operation, string head)
    {
        var own = Parse(operation.BodyType!, operation.BodyKind, operation.BodyXmlRoot);
        foreach (var kind in operation.BodyAlso) own = $"{head}.{(kind == "json" ? "IsJson" : kind == "xml" ? "IsXml" : "IsText")} ? {Parse(operation.BodyType!, kind, operation.BodyXmlRoot)} : {own}";
        return operation.BodyAlso.Count == 0 ? own : $"({own})";
    }

    private string Parse(TypePlan type, string? kind, string? root) => kind switch
    {
        "xml" => $"{codec}.ParseXml{XmlDocuments.Key(type, root)}(body.Bytes, body.Operation)",
        "binary" => "body.ToArray()",
        "text" when ScalarText.IsScalar(type) => ScalarText.FromText(type, "body.Text()", "body.Operation"),
        _ => $"{RuntimeNames.JsonCursor}.Parse(body.Bytes, body.Operation, {json.Reading(type)})",
    };
}
