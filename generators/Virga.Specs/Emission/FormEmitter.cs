using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the parts of a multipart/form-data body: fields, JSON documents and files.</summary>
internal sealed class FormEmitter(CodeWriter writer, JsonCodecEmitter json)
{
    public void Print(OperationPlan operation)
    {
        writer.Line("var form = request.Form();");
        foreach (var part in operation.Arguments.Where(argument => argument.Location == "form")) Part(part);
    }

    /// <summary>Whether a part goes out as a JSON document: objects, maps, and lists of what has no text.</summary>
    public static bool IsJson(ArgumentPlan part) => part.Location == "form" && part.Type.Kind switch
    {
        TypeKind.Object or TypeKind.Map or TypeKind.Any => true,
        TypeKind.List => part.Type.Element!.Kind is TypeKind.Object or TypeKind.List or TypeKind.Map or TypeKind.Any,
        _ => false,
    };

    private void Part(ArgumentPlan part)
    {
        var name = CSharpText.Literal(part.WireName);
        if (part.IsConstant)
        {
            writer.Line($"form.Field({name}, {CSharpText.LiteralOrNull(part.ConstantText)});");
            return;
        }

        if (ScalarText.IsScalar(part.Type))
        {
            writer.Line($"form.Field({name}, {ScalarText.ToText(part.Type, part.Argument, part.IsNullable)});");
            return;
        }

        var local = "part" + part.Argument.TrimStart('@');
        var isRepeated = part.Type.Kind == TypeKind.List && !IsJson(part);
        if (isRepeated)
        {
            using var each = writer.Open($"foreach (var {local} in {part.Argument}{(part.IsNullable ? " ?? []" : "")})");
            writer.Line(One(part.Type.Element!, name, local));
            return;
        }

        writer.Line(part.IsNullable ? $"if ({part.Argument} is {{ }} {local}) {One(part.Type, name, local)}" : One(part.Type, name, part.Argument));
    }

    private string One(TypePlan type, string name, string value)
    {
        if (type.Kind == TypeKind.Stream) return $"form.File({name}, {value}, {name}, \"application/octet-stream\");";
        return ScalarText.IsScalar(type)
            ? $"form.Field({name}, {ScalarText.ToText(type, value, false)});"
            : $"form.Json({name}, {value}, static (writer, value) => {json.Write(type, "value").TrimEnd(';')});";
    }
}
