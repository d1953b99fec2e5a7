using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints readers over an XML cursor and writers to an XmlBodyWriter. Writers print what stands inside an element; whoever calls them opens and closes it.</summary>
internal sealed class XmlCodecEmitter(CodeWriter writer, string codec)
{
    public void Reader(ObjectPlan item)
    {
        writer.Line();
        using var method = writer.Open($"internal static {item.Type.CSharp} Read{item.Type.Stem}(ref {RuntimeNames.XmlCursor} xml)");
        for (var i = 0; i < item.Members.Count; i++) writer.Line($"{Local(item, item.Members[i])} m{i} = null;");
        if (item.Unknown is not null) writer.Line($"global::System.Collections.Generic.Dictionary<string, {item.Unknown.CSharp}>? rest = null;");
        for (var i = 0; i < item.Members.Count; i++) ReadAttribute(item.Members[i], i);
        using (writer.Open("while (xml.NextChild())")) ReadChildren(item);
        // A list whose items stand in no element of its own is empty when none is there.
        ObjectConstruction.Print(writer, item, member => member is { Type.Kind: TypeKind.List, XmlItemName: null } ? "[]" : $"throw xml.Missing({CSharpText.Literal(member.XmlName)})");
    }

    public void Writer(ObjectPlan item)
    {
        writer.Line();
        using var method = writer.Open($"internal static void Write{item.Type.Stem}({RuntimeNames.XmlBodyWriter} writer, {item.Type.CSharp} value)");
        for (var i = 0; i < item.Members.Count; i++) if (item.Members[i].XmlAttribute) WriteAttribute(item.Members[i]);
        for (var i = 0; i < item.Members.Count; i++) if (!item.Members[i].XmlAttribute && !item.Members[i].ReadOnly) WriteMember(item.Members[i], i);
        if (item.Unknown is null) return;
        using (writer.Open($"if (value.{item.UnknownProperty} is {{ }} rest)"))
        using (writer.Open("foreach (var entry in rest)")) WriteElement("entry.Key", item.Unknown, "entry.Value");
    }

    public void ShapeReader(TypePlan type)
    {
        writer.Line();
        var element = type.Element!.CSharp;
        if (type.MapNames is { } names)
        {
            new XmlMapEmitter(writer, this).Reader(type, names);
            return;
        }

        if (type.Kind == TypeKind.Map)
        {
            using var map = writer.Open($"internal static {type.CSharp} Read{type.Stem}(ref {RuntimeNames.XmlCursor} xml)");
            writer.Line($"var items = new global::System.Collections.Generic.Dictionary<string, {element}>(global::System.StringComparer.Ordinal);");
            writer.Line($"while (xml.NextChild()) items[xml.Name] = {Read(type.Element, "\"item\"")};").Line("return items;");
            return;
        }

        using var method = writer.Open($"internal static {type.CSharp} Read{type.Stem}(ref {RuntimeNames.XmlCursor} xml, scoped global::System.ReadOnlySpan<byte> name)");
        writer.Line($"var items = new {ListOf(type)}();");
        using (writer.Open("while (xml.NextChild())"))
            writer.Line($"if (name.IsEmpty || xml.NameIs(name)) items.Add({Read(type.Element, "\"item\"")});").Line("else xml.Skip();");
        writer.Line("return items;");
    }

    public void ShapeWriter(TypePlan type)
    {
        writer.Line();
        if (type.MapNames is { } names)
        {
            new XmlMapEmitter(writer, this).Writer(type, names);
            return;
        }

        var isMap = type.Kind == TypeKind.Map;
        using var method = writer.Open($"internal static void Write{type.Stem}({RuntimeNames.XmlBodyWriter} writer, {type.CSharp} value{(isMap ? "" : ", string name")})");
        using (writer.Open("foreach (var item in value)")) WriteElement(isMap ? "item.Key" : "name", type.Element!, isMap ? "item.Value" : "item");
    }

    /// <summary>An expression that reads the element at which the cursor <c>xml</c> stands.</summary>
    public string Read(TypePlan type, string what, string itemName = "default") => type.Kind switch
    {
        TypeKind.Object or TypeKind.Map => $"{codec}.Read{type.Stem}(ref xml)",
        TypeKind.List => $"{codec}.Read{type.Stem}(ref xml, {(itemName == "default" && type.XmlItemName.Length > 0 ? CSharpText.Utf8(type.XmlItemName) : itemName)})",
        TypeKind.Boolean => "xml.ReadBoolean()",
        TypeKind.Int32 => "xml.ReadInt32()",
        TypeKind.Int64 => "xml.ReadInt64()",
        TypeKind.Double => "xml.ReadDouble()",
        TypeKind.String when type.Format == "etag" => "xml.ReadETag()",
        TypeKind.String when type.Format == "form-url" => "xml.ReadFormUrl()",
        TypeKind.DateTime when type.Format is not ("http-date" or "unixtime" or "unixtime-fraction" or "unixtime-millis") => "xml.ReadDateTime()",
        TypeKind.Any => "xml.ReadAny()",

        // An element tells no types: what may be anything is its text.
        TypeKind.Stream or TypeKind.Union when !type.IsText => $"{RuntimeNames.Union}.Unknown(xml.ReadString())",
        _ => ScalarText.FromText(type, "xml.ReadString()", what),
    };

    /// <summary>Statements that write one element with a value that is not null.</summary>
    public void WriteElement(string name, TypePlan type, string value, string xmlNamespace = "", string itemName = "\"item\"")
    {
        if (ScalarText.IsScalar(type))
        {
            var text = ScalarText.ToText(type, value, false);
            if (xmlNamespace.Length == 0) writer.Line($"writer.Element({name}, {text});");
            else writer.Line($"writer.Start({name}, {xmlNamespace});").Line($"writer.Text({text});").Line("writer.End();");
            return;
        }

        if (type.Kind == TypeKind.Any)
        {
            writer.Line($"writer.Any({name}, {value});");
            return;
        }

        writer.Line(xmlNamespace.Length == 0 ? $"writer.Start({name});" : $"writer.Start({name}, {xmlNamespace});");
        var item = type.Kind != TypeKind.List ? "" : type.XmlItemName.Length > 0 ? ", " + CSharpText.Literal(type.XmlItemName) : ", " + itemName;
        writer.Line($"{codec}.Write{type.Stem}(writer, {value}{item});");
        writer.Line("writer.End();");
    }

    /// <summary>The list that a reader fills.</summary>
    public static string ListOf(TypePlan type) =>
        (type.Element is { Kind: TypeKind.Object, IsValueType: true } ? RuntimeNames.RowList : "global::System.Collections.Generic.List") + $"<{(type.IsElementNullable ? type.Element!.NullableCSharp : type.Element!.CSharp)}>";

    private static bool IsFlat(MemberPlan member) => member.Type.Kind == TypeKind.List && member.XmlItemName is null;

    // A list of its own in every row would be most of what a page allocates, and rows mostly hold one and the same text.
    private static bool IsTextOfRow(ObjectPlan item, MemberPlan member) =>
        item.Type.IsValueType && IsFlat(member) && member.Type is { IsElementNullable: false, Element: { Kind: TypeKind.String, Format: "" } };

    private static string Local(ObjectPlan item, MemberPlan member) =>
        IsTextOfRow(item, member) ? "global::System.Collections.Generic.IReadOnlyList<string>?"
        : IsFlat(member) ? ListOf(member.Type) + "?"
        : member.Type.NullableCSharp;

    private void ReadAttribute(MemberPlan member, int index)
    {
        if (!member.XmlAttribute || !ScalarText.IsScalar(member.Type)) return;
        var name = CSharpText.Literal(member.XmlName);
        writer.Line($"if (xml.Attribute({name}) is {{ }} a{index}) m{index} = {ScalarText.FromText(member.Type, $"a{index}", name)};");
    }

    private void ReadChildren(ObjectPlan item)
    {
        var branch = "if";
        for (var i = 0; i < item.Members.Count; i++)
        {
            var member = item.Members[i];
            if (member.XmlAttribute) continue;
            var names = new[] { member.XmlName }.Concat(member.Aliases).Select(name => $"xml.NameIs({CSharpText.Utf8(name)})");
            writer.Line($"{branch} ({string.Join(" || ", names)}) {ReadMember(item, member, i)}");
            branch = "else if";
        }

        var otherwise = branch == "if" ? "" : "else ";
        writer.Line(item.Unknown is null
            ? otherwise + "xml.Skip();"
            : $"{otherwise}(rest ??= new global::System.Collections.Generic.Dictionary<string, {item.Unknown.CSharp}>(global::System.StringComparer.Ordinal))[xml.Name] = {Read(item.Unknown, "\"member\"")};");
    }

    private string ReadMember(ObjectPlan item, MemberPlan member, int index)
    {
        var what = CSharpText.Literal(member.XmlName);
        if (IsTextOfRow(item, member)) return $"m{index} = {RuntimeNames.RowTexts}.Append(m{index}, {Read(member.Type.Element!, what)});";
        if (member.IsFlatMap && member.Type.MapNames is not null) return $"m{index} = {codec}.Read{member.Type.Stem}Entry(ref xml, m{index});";
        if (IsFlat(member)) return $"(m{index} ??= []).Add({Read(member.Type.Element!, what)});";
        var itemName = member.XmlItemName is null ? "default" : CSharpText.Utf8(member.XmlItemName);
        return $"m{index} = {Read(member.Type, what, itemName)};";
    }

    // An attribute is in a namespace only by a prefix.
    private void WriteAttribute(MemberPlan member)
    {
        if (member is { XmlPrefix: { } prefix, XmlNamespace: { } space }) writer.Line($"writer.Attribute({CSharpText.Literal("xmlns:" + prefix)}, {CSharpText.Literal(space)});");
        var name = member.XmlPrefix is null ? member.XmlName : member.XmlPrefix + ":" + member.XmlName;
        writer.Line($"writer.Attribute({CSharpText.Literal(name)}, {ScalarText.ToText(member.Type, "value." + CSharpText.Identifier(member.Property), member.IsNullable)});");
    }

    private void WriteMember(MemberPlan member, int index)
    {
        var property = "value." + CSharpText.Identifier(member.Property);
        var name = CSharpText.Literal(member.XmlName);
        var space = member.XmlNamespace is null ? "" : CSharpText.Literal(member.XmlNamespace);
        if (member.IsFlatMap && member.Type.MapNames is { } names)
        {
            new XmlMapEmitter(writer, this).Entries(member.Type, names with { Entry = member.XmlName }, member.IsNullable ? $"{property} ?? {ObjectConstruction.EmptyMap(member.Type)}" : property);
            return;
        }

        if (IsFlat(member))
        {
            var source = member.IsNullable ? $"{property} ?? []" : property;
            using (writer.Open($"foreach (var m{index} in {source})")) WriteElement(name, member.Type.Element!, $"m{index}", space);
            return;
        }

        if (!member.IsNullable && (member.IsRequired || member.Type.Kind is not (TypeKind.List or TypeKind.Map)))
        {
            WriteElement(name, member.Type, property, space, ItemName(member));
            return;
        }

        var pattern = member.IsNullable ? "{ }" : "{ Count: > 0 }";
        using (writer.Open($"if ({property} is {pattern} m{index})")) WriteElement(name, member.Type, $"m{index}", space, ItemName(member));
    }

    private static string ItemName(MemberPlan member) => CSharpText.Literal(member.XmlItemName ?? member.XmlName);
}
