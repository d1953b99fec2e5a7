using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the body of an operation that the request names itself. It has one even where the caller gives nothing.</summary>
internal sealed class CallEmitter(CodeWriter writer, JsonCodecEmitter json, string codec)
{
    public void Print(OperationPlan operation, NamedCallPlan call)
    {
        var isQuery = call.Protocol == "aws-query";
        var head = $"request.{(isQuery ? "AwsQuery" : "AwsJson")}({CSharpText.Literal(call.Name)}, {CSharpText.Literal(call.Version)}";
        if (operation.Body is not { } body)
        {
            writer.Line(head + ");");
            return;
        }

        var value = Value(body);
        writer.Line(isQuery
            ? $"{head}, {value}, {codec}.WriteForm{body.Type.Stem});"
            : $"{head}, {value}, static (writer, value) => {json.Write(body.Type, "value").TrimEnd(';')});");
    }

    private string Value(BodyPlan body)
    {
        if (body.Fills.Count == 0) return body.Argument;
        var fills = new FillEmitter(writer, body);
        if (!body.IsRequired && body.Made is null) return $"{body.Argument} is {{ }} {ArgumentScope.Given} ? {fills.Expression(ArgumentScope.Given)} : null";
        fills.Print();
        return FillEmitter.Local;
    }
}
