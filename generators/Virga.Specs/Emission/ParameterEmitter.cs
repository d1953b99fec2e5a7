using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints one statement for each parameter. Texts and lists of texts go straight into the request; everything else is written by its JSON codec, which the runtime then puts into the style.</summary>
internal sealed class ParameterEmitter(CodeWriter writer, JsonCodecEmitter json, Func<ArgumentPlan, string?> value)
{
    public void Query(ArgumentPlan argument)
    {
        var name = CSharpText.Literal(Uri.EscapeDataString(argument.WireName));
        var reserved = argument.AllowReserved ? ", allowReserved: true" : "";
        if (argument.IsFlag && !argument.IsConstant) writer.Line($"request.QueryFlag({name}, {argument.Argument});");
        else if (argument.UsesJson) Json("Query", name, argument, reserved);
        else if (argument.Type.Kind != TypeKind.List || value(argument) is not null) writer.Line($"request.Query({name}, {Text(argument)}{reserved});");
        else if (argument.Style is "form" && !argument.AllowReserved) writer.Line($"request.Query({name}, {Texts(argument)}, {Bool(argument.Explode)});");
        else writer.Line($"request.Query({name}, {Texts(argument)}, {Style(argument)}{reserved});");
    }

    public void Header(ArgumentPlan argument)
    {
        var name = CSharpText.Literal(argument.WireName);
        if (argument.UsesJson) Json("Header", name, argument, "");
        else if (argument.Type.Kind == TypeKind.List && value(argument) is null) writer.Line($"request.Header({name}, {Joined(argument)});");
        else writer.Line($"request.Header({name}, {Text(argument)});");
    }

    public void Cookie(ArgumentPlan argument)
    {
        var name = CSharpText.Literal(argument.WireName);
        if (argument.UsesJson) Json("Cookie", name, argument, "");
        else if (argument.Type.Kind == TypeKind.List && value(argument) is null) writer.Line($"request.Cookie({name}, {Texts(argument)}, {Bool(argument.Explode)});");
        else writer.Line($"request.Cookie({name}, {Text(argument)});");
    }

    public void Path(ArgumentPlan argument, string encoding)
    {
        var name = CSharpText.Literal(argument.WireName);
        var isList = argument.Type.Kind == TypeKind.List && value(argument) is null;
        if (encoding is "host" or "path" or "none") writer.Line($"request.{Method(encoding)}({name}, {(isList ? Joined(argument) : Text(argument))});");
        else if (argument.UsesJson) Json("Segment", name, argument, "");
        else if (isList) writer.Line($"request.Segment({name}, {Texts(argument)}, {Style(argument)});");
        else if (argument.Style == "simple") writer.Line($"request.Segment({name}, {Text(argument)});");
        else writer.Line($"request.Segment({name}, {Text(argument)}, {StyleName(argument)});");
    }

    /// <summary>The text of an argument, or of what the client fills it from.</summary>
    public string Text(ArgumentPlan argument) =>
        (value(argument) ?? ScalarText.ToText(argument.Type, argument.Argument, argument.IsNullable)) + (argument.IdempotencyToken ? " ?? NewToken()" : "");

    public static string StyleName(string style) => RuntimeNames.ParameterStyle + "." + char.ToUpperInvariant(style[0]) + style.Substring(1);

    private static string Method(string encoding) => encoding switch
    {
        "host" => "HostLabel",
        "path" => "Greedy",
        _ => "Raw",
    };

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Style(ArgumentPlan argument) => $"{StyleName(argument)}, {Bool(argument.Explode)}";

    private static string StyleName(ArgumentPlan argument) => StyleName(argument.Style);

    private static string Texts(ArgumentPlan argument)
    {
        var element = argument.Type.Element!;
        if (element is { Kind: TypeKind.String, Format: "" }) return argument.Argument;
        var select = $"global::System.Linq.Enumerable.Select({argument.Argument}, static item => {ScalarText.ToText(element, "item", argument.Type.IsElementNullable)}!)";
        return argument.IsNullable ? $"{argument.Argument} is null ? null : {select}" : select;
    }

    private static string Joined(ArgumentPlan argument)
    {
        var element = argument.Type.Element!;
        var texts = element is { Kind: TypeKind.String, Format: "" }
            ? argument.Argument
            : $"global::System.Linq.Enumerable.Select({argument.Argument}, static item => {ScalarText.ToText(element, "item", argument.Type.IsElementNullable)})";
        return argument.IsNullable ? $"{argument.Argument} is null ? null : string.Join(\",\", {texts})" : $"string.Join(\",\", {texts})";
    }

    private void Json(string method, string name, ArgumentPlan argument, string more)
    {
        // A nullable struct is looked into here: the codec takes the struct itself.
        var isOpened = argument.IsNullable && argument.Type.IsValueType;
        var call = $"request.{method}({name}, {argument.Argument}{(isOpened ? ".Value" : "")}, static (writer, value) => {json.Write(argument.Type, "value").TrimEnd(';')}, {Style(argument)}{more});";
        writer.Line(isOpened ? $"if ({argument.Argument} is not null) {call}" : call);
    }
}
