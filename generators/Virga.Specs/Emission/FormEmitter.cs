using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the parts of a multipart/form-data body: fields, JSON documents and files.</summary>
internal sealed class FormEmitter(CodeWriter writer, JsonCodecEmitter json, Func<ArgumentPlan, string?> value)
{
    public void Print(OperationPlan operation)
    {
        writer.Line("var form = request.Form();");
        foreach (var part in operation.Arguments.Where(argument => argument.Location == "form")) Part(part, FileName(operation, part));
    }

    private static string FileName(OperationPlan operation, ArgumentPlan part)
    {
        var own = CSharpText.Literal(part.WireName);
        var given = operation.Arguments.FirstOrDefault(argument => argument.Location == "file-name" && argument.WireName == part.WireName + ".filename");
        return given is null ? own : $"{given.Argument} ?? {own}";
    }

    /// <summary>Whether a part goes out as a JSON document: objects, maps, and lists of what has no text.</summary>
    public static bool IsJson(ArgumentPlan part) => part.Location == "form" && part.Type.Kind switch
    {
        TypeKind.Object or TypeKind.Map or TypeKind.Any => true,
        TypeKind.Union => !part.Type.IsText,
        TypeKind.List => part.Type.Element!.Kind is TypeKind.Object or TypeKind.List or TypeKind.Map or TypeKind.Any || part.Type.Element is { Kind: TypeKind.Union, IsText: false },
        _ => false,
    };

    private void Part(ArgumentPlan part, string fileName)
    {
        var name = CSharpText.Literal(part.WireName);
        if (ScalarText.IsScalar(part.Type))
        {
            var text = value(part) ?? ScalarText.ToText(part.Type, part.Argument, part.IsNullable) + (part.IdempotencyToken ? " ?? NewToken()" : "");
            writer.Line($"form.Field({name}, {text});");
            return;
        }

        var local = "part" + part.Argument.TrimStart('@');
        var isRepeated = part.Type.Kind == TypeKind.List && !IsJson(part);
        if (isRepeated)
        {
            using var each = writer.Open($"foreach (var {local} in {part.Argument}{(part.IsNullable ? " ?? []" : "")})");
            writer.Line(One(part, part.Type.Element!, local, name));
            return;
        }

        writer.Line(part.IsNullable ? $"if ({part.Argument} is {{ }} {local}) {One(part, part.Type, local, fileName)}" : One(part, part.Type, part.Argument, fileName));
    }

    private string One(ArgumentPlan part, TypePlan type, string value, string fileName)
    {
        var name = CSharpText.Literal(part.WireName);
        if (type.Kind == TypeKind.Stream) return $"form.File({name}, {value}, {fileName}, {CSharpText.LiteralOrNull(part.MediaType)});";
        return ScalarText.IsScalar(type)
            ? $"form.Field({name}, {ScalarText.ToText(type, value, false)});"
            : $"form.Json({name}, {value}, static (writer, value) => {json.Write(type, "value").TrimEnd(';')});";
    }
}
