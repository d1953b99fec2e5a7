using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints readers over a JSON cursor and writers to a Utf8JsonWriter: <c>ReadNote</c>, <c>WriteNote</c>, and one for each list and map.</summary>
internal sealed class JsonCodecEmitter(CodeWriter writer, string codec)
{
    private const string JsonWriter = "global::System.Text.Json.Utf8JsonWriter";

    public void Reader(ObjectPlan item)
    {
        if (item.IsSingle)
        {
            SingleReader(item);
            return;
        }

        writer.Line();
        using var method = writer.Open($"internal static {item.Type.CSharp} Read{item.Type.Stem}(ref {RuntimeNames.JsonCursor} json)");
        var index = 0;
        foreach (var member in item.Members) writer.Line($"{member.Type.NullableCSharp} m{index++} = null;");
        if (item.Unknown is not null) writer.Line($"global::System.Collections.Generic.Dictionary<string, {item.Unknown.CSharp}>? rest = null;");
        writer.Line("json.BeginObject();");
        using (writer.Open("while (json.NextMember())"))
        {
            var branch = "if";
            for (var i = 0; i < item.Members.Count; i++)
            {
                var member = item.Members[i];
                var names = new[] { member.WireName }.Concat(member.Aliases).Select(name => $"json.NameIs({CSharpText.Utf8(name)})");
                using (writer.Open($"{branch} ({string.Join(" || ", names)})")) ReadMember(member, i);
                branch = "else if";
            }

            Otherwise(item);
        }

        Construct(item);
    }

    public void Writer(ObjectPlan item)
    {
        writer.Line();
        using var method = writer.Open($"internal static void Write{item.Type.Stem}({JsonWriter} writer, {item.Type.CSharp} value)");
        writer.Line("writer.WriteStartObject();");
        for (var i = 0; i < item.Members.Count; i++) WriteMember(item.Members[i], i);
        if (item.Unknown is not null)
        {
            using (writer.Open($"if (value.{item.UnknownProperty} is {{ }} rest)"))
            using (writer.Open("foreach (var entry in rest)"))
            {
                writer.Line("writer.WritePropertyName(entry.Key);");
                writer.Line(Write(item.Unknown, "entry.Value"));
            }
        }

        writer.Line("writer.WriteEndObject();");
    }

    public void ShapeReader(TypePlan type)
    {
        writer.Line();
        var element = Declared(type);
        var isList = type.Kind == TypeKind.List;
        using var method = writer.Open($"internal static {type.CSharp} Read{type.Stem}(ref {RuntimeNames.JsonCursor} json)");
        var read = type.IsElementNullable ? $"json.TryReadNull() ? default({element}) : {Read(type.Element!, "\"item\"")}" : Read(type.Element!, "\"item\"");
        if (isList)
        {
            writer.Line($"var items = new {XmlCodecEmitter.ListOf(type)}();").Line("json.BeginArray();").Line($"while (json.NextElement()) items.Add({read});");
        }
        else
        {
            writer.Line($"var items = new global::System.Collections.Generic.Dictionary<string, {element}>(global::System.StringComparer.Ordinal);");
            writer.Line("json.BeginObject();").Line($"while (json.NextMember()) items[json.Name] = {read};");
        }

        writer.Line("return items;");
    }

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
        TypeKind.Object or TypeKind.List or TypeKind.Map or TypeKind.Union => $"{codec}.Read{type.Stem}(ref json)",
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

    /// <summary>A delegate that reads one value; <paramref name="isNullable"/> where it gives what may be null.</summary>
    public string Reading(TypePlan type, bool isNullable = false) =>
        $"static (ref {RuntimeNames.JsonCursor} json) => {(isNullable ? $"({type.NullableCSharp})" : "")}{Read(type, "\"body\"")}";

    /// <summary>A delegate that reads a whole document, from <c>bytes</c> and <c>what</c> they are.</summary>
    public string Parsing(TypePlan type) => $"static (bytes, what) => {RuntimeNames.JsonCursor}.Parse(bytes, what, {Reading(type)})";

    /// <summary>A statement that writes one value that is not null.</summary>
    public string Write(TypePlan type, string value) => type.Kind switch
    {
        TypeKind.Object or TypeKind.List or TypeKind.Map or TypeKind.Union => $"{codec}.Write{type.Stem}(writer, {value});",
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

    private void ReadMember(MemberPlan member, int index)
    {
        var read = $"m{index} = {Read(member.Type, CSharpText.Literal(member.WireName))};";
        writer.Line(member.IsRequired && !member.IsNullable ? read : $"if (!json.TryReadNull()) {read}");
    }

    private void Otherwise(ObjectPlan item)
    {
        var start = item.Members.Count == 0 ? "" : "else ";
        if (item.Unknown is null)
        {
            writer.Line(start + "json.Skip();");
            return;
        }

        writer.Line($"{start}(rest ??= new global::System.Collections.Generic.Dictionary<string, {item.Unknown.CSharp}>(global::System.StringComparer.Ordinal))[json.Name] = {Read(item.Unknown, "\"member\"")};");
    }

    private void Construct(ObjectPlan item) => ObjectConstruction.Print(writer, item, member => $"throw json.Missing({CSharpText.Literal(member.WireName)})");

    private void WriteMember(MemberPlan member, int index)
    {
        if (member.ReadOnly) return;
        var property = "value." + CSharpText.Identifier(member.Property);
        var name = CSharpText.Utf8(member.WireName);
        var isCollection = member.Type.Kind is TypeKind.List or TypeKind.Map;
        if (member.IsRequired && !member.IsNullable || (!member.IsNullable && !isCollection))
        {
            writer.Line($"writer.WritePropertyName({name});").Line(Write(member.Type, property));
            return;
        }

        var pattern = isCollection && !member.IsRequired && !member.IsNullable ? "{ Count: > 0 }" : "{ }";
        using (writer.Open($"if ({property} is {pattern} m{index})")) writer.Line($"writer.WritePropertyName({name});").Line(Write(member.Type, $"m{index}"));
        if (member.IsRequired) writer.Line($"else writer.WriteNull({name});");
    }
}
