using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints how a request is sent and its answer read: one call of the runtime, which waits.</summary>
internal sealed class AnswerEmitter(JsonCodecEmitter json, string codec)
{
    /// <summary>The client's own method that makes the shared result.</summary>
    public const string Shared = "AnswerAsync";

    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    private const string Token = "cancellationToken";

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
}
