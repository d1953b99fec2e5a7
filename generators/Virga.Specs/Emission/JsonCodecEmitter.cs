using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints how values are read at a JSON cursor and written to a Utf8JsonWriter, and writers of lists and maps.</summary>
internal sealed class JsonCodecEmitter(CodeWriter writer, string codec)
{
    private const string JsonWriter = "global::System.Text.Json.Utf8JsonWriter";

    public void ShapeWriter(TypePlan type)
    {
        writer.Line();
        var isList = type.Kind == TypeKind.List;
        var item = isList ? "item" : "item.Value";
        using var method = writer.Open($"internal static void Write{type.Stem}({JsonWriter} writer, {type.CSharp} value)");
        writer.Line(isList ? "writer.WriteStartArray();" : "writer.WriteStartObject();");
        using (writer.Open("foreach (var item in value)"))
        {
            if (!isList) writer.Line("writer.WritePropertyName(item.Key);");
            if (type.IsElementNullable)
            {
                writer.Line($"if ({item} is {{ }} known) {Write(type.Element!, "known")}").Line("else writer.WriteNullValue();");
            }
            else
            {
                writer.Line(Write(type.Element!, item));
            }
        }

        writer.Line(isList ? "writer.WriteEndArray();" : "writer.WriteEndObject();");
    }

    /// <summary>An expression that reads one value at the cursor <c>json</c>.</summary>
    public string Read(TypePlan type, string what) => type.Kind switch
    {
        TypeKind.Object => $"new {type.CSharp}(ref json)",
        TypeKind.Union => $"{codec}.Read{type.Stem}(ref json)",
        TypeKind.List when type is { IsElementNullable: false, Element: { Kind: TypeKind.String, Format: "" } } => "json.ReadStrings()",
        TypeKind.List or TypeKind.Map => $"json.{Collection(type)}(static (ref {RuntimeNames.JsonCursor} json) => {Element(type)})",
        TypeKind.DateTime when type is { Format: "", IsQuoted: false } => "json.ReadDateTime()",
        TypeKind.Guid => "json.ReadGuid()",
        TypeKind.Any => "json.ReadElement()",
        TypeKind.Boolean => "json.ReadBoolean()",
        TypeKind.Int32 when !type.IsQuoted => "json.ReadInt32()",
        TypeKind.Int64 => "json.ReadInt64()",
        TypeKind.Float when !type.IsQuoted => "json.ReadSingle()",
        TypeKind.Double when !type.IsQuoted => "json.ReadDouble()",
        TypeKind.Decimal when !type.IsQuoted => "json.ReadDecimal()",
        TypeKind.Bytes when type.Format.Length == 0 => "json.ReadBase64()",
        TypeKind.Enum when type.IsInteger && type.IsOpen => $"new {type.CSharp}(json.ReadInt64())",
        TypeKind.String or TypeKind.Date or TypeKind.Time or TypeKind.Guid or TypeKind.Uri => ScalarText.FromText(type, "json.ReadString()", what),
        _ => ScalarText.FromText(type, "json.ReadText()", what),
    };

    private static string Collection(TypePlan type)
    {
        var method = type.Kind == TypeKind.Map ? "ReadMap" : type is { IsElementNullable: false, Element: { Kind: TypeKind.Object, IsValueType: true } } ? "ReadRows" : "ReadList";

        // Of a lambda that gives a List the compiler would take just that.
        return type.Element!.Kind is TypeKind.List or TypeKind.Map or TypeKind.Union or TypeKind.Bytes ? $"{method}<{Declared(type)}>" : method;
    }

    private string Element(TypePlan type)
    {
        var read = Read(type.Element!, "\"item\"");
        return type.IsElementNullable ? $"json.TryReadNull() ? default({Declared(type)}) : {read}" : read;
    }

    /// <summary>A delegate that reads one value; <paramref name="isNullable"/> where it gives what may be null.</summary>
    public string Reading(TypePlan type, bool isNullable = false) =>
        $"static (ref {RuntimeNames.JsonCursor} json) => {(isNullable ? $"({type.NullableCSharp})" : type.Kind is TypeKind.List or TypeKind.Map or TypeKind.Union or TypeKind.Bytes ? $"({type.CSharp})" : "")}{Read(type, "\"body\"")}";

    /// <summary>A delegate that reads a whole document, from <c>bytes</c> and <c>what</c> they are.</summary>
    public string Parsing(TypePlan type) => $"static (bytes, what) => {RuntimeNames.JsonCursor}.Parse(bytes, what, {Reading(type)})";

    /// <summary>A statement that writes one value that is not null.</summary>
    public string Write(TypePlan type, string value) => type.Kind switch
    {
        TypeKind.Object => $"{RuntimeNames.JsonObjectWriter}.Write(writer, {value});",
        TypeKind.List or TypeKind.Map or TypeKind.Union => $"{codec}.Write{type.Stem}(writer, {value});",
        TypeKind.Any => $"{value}.WriteTo(writer);",
        TypeKind.Boolean => $"writer.WriteBooleanValue({value});",
        TypeKind.Int32 or TypeKind.Int64 or TypeKind.Float or TypeKind.Double or TypeKind.Decimal when !type.IsQuoted => $"writer.WriteNumberValue({value});",
        TypeKind.Enum when type.IsInteger => type.IsOpen ? $"writer.WriteNumberValue({value}.Value);" : $"writer.WriteNumberValue((long){value});",
        TypeKind.Bytes when type.Format.Length == 0 => $"writer.WriteBase64StringValue({value}.Span);",
        TypeKind.DateTime or TypeKind.Duration when type.Format is "unixtime" or "unixtime-fraction" or "unixtime-millis" or "seconds" && !type.IsQuoted => $"writer.WriteRawValue({ScalarText.ToText(type, value, false)}!);",
        _ => $"writer.WriteStringValue({ScalarText.ToText(type, value, false)});",
    };

    // Servers may know members that the spec does not: a value of such a one is empty here, and no reason to refuse the rest.
    private void SingleReader(ObjectPlan item)
    {
        writer.Line();
        using var method = writer.Open($"internal static {item.Type.CSharp} Read{item.Type.Stem}(ref {RuntimeNames.JsonCursor} json)");
        writer.Line(item.Type.IsValueType ? $"var value = default({item.Type.CSharp});" : $"{item.Type.CSharp}? value = null;").Line("json.BeginObject();");
        using (writer.Open("while (json.NextMember())"))
        {
            for (var i = 0; i < item.Members.Count; i++)
            {
                var member = item.Members[i];
                var names = string.Join(" || ", new[] { member.WireName }.Concat(member.Aliases).Select(name => $"json.NameIs({CSharpText.Utf8(name)})"));
                using (writer.Open($"{(i == 0 ? "if" : "else if")} ({names})"))
                    writer.Line($"if (!json.TryReadNull()) value = {item.Type.CSharp}.{SingleModelEmitter.Factory(member.Property)}({Read(member.Type, CSharpText.Literal(member.WireName))});");
            }

            writer.Line("else json.Skip();");
        }

        writer.Line(item.Type.IsValueType ? "return value;" : $"return value ?? new {item.Type.CSharp}();");
    }

    private static string Declared(TypePlan type) => type.IsElementNullable ? type.Element!.NullableCSharp : type.Element!.CSharp;
}
