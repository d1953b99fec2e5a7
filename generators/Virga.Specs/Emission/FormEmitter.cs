using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the parts of a multipart/form-data body: fields, JSON documents and files, each of a list by itself.</summary>
internal sealed class FormEmitter(CodeWriter writer, JsonCodecEmitter json, ParameterEmitter parameters)
{
    public void Print(OperationPlan operation)
    {
        writer.Line("var form = request.Form();");
        foreach (var part in operation.Arguments.Where(argument => argument.Location == "form")) Part(operation, part);
    }

    private void Part(OperationPlan operation, ArgumentPlan part)
    {
        var headers = Headers(operation, part);
        if (ScalarText.IsScalar(part.Type))
        {
            writer.Line($"form.Field({CSharpText.Literal(part.WireName)}, {parameters.Text(part)}{MediaType(part)}{headers});");
            return;
        }

        var local = "part" + part.Argument.TrimStart('@');
        if (part.IsRepeated)
        {
            using var each = writer.Open($"foreach (var {local} in {part.Argument}{(part.IsNullable ? " ?? []" : "")})");
            writer.Line(One(part, part.Type.Element!, local, CSharpText.Literal(part.WireName), headers));
            return;
        }

        var fileName = FileName(operation, part);
        writer.Line(part.IsNullable ? $"if ({part.Argument} is {{ }} {local}) {One(part, part.Type, local, fileName, headers)}" : One(part, part.Type, part.Argument, fileName, headers));
    }

    private string One(ArgumentPlan part, TypePlan type, string value, string fileName, string headers)
    {
        var name = CSharpText.Literal(part.WireName);
        if (type.Kind == TypeKind.Stream) return $"form.File({name}, {value}, {fileName}, {CSharpText.LiteralOrNull(part.MediaType)}{headers});";
        return ScalarText.IsScalar(type)
            ? $"form.Field({name}, {ScalarText.ToText(type, value, false)}{MediaType(part)}{headers});"
            : $"form.Json({name}, {value}, static (writer, value) => {json.Write(type, "value").TrimEnd(';')}{MediaType(part)}{headers});";
    }

    private static string MediaType(ArgumentPlan part) => part.MediaType is null ? "" : $", mediaType: {CSharpText.Literal(part.MediaType)}";

    private static string FileName(OperationPlan operation, ArgumentPlan part)
    {
        var own = CSharpText.Literal(part.WireName);
        var given = operation.Arguments.FirstOrDefault(argument => argument.Location == "file-name" && argument.WireName == part.WireName + ".filename");
        return given is null ? own : $"{given.Argument} ?? {own}";
    }

    private string Headers(OperationPlan operation, ArgumentPlan part)
    {
        var headers = operation.Arguments.Where(argument => argument.Location == "part-header" && argument.Part == part.WireName).ToArray();
        return headers.Length == 0 ? "" : $", headers: [{string.Join(", ", headers.Select(header => $"new({CSharpText.Literal(header.WireName)}, {parameters.Text(header)})"))}]";
    }
}
