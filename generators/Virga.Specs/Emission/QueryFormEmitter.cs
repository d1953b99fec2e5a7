using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints how objects become the fields of a form: <c>WriteFormTag(form, value)</c>. Lists and maps are written in place.</summary>
internal sealed class QueryFormEmitter(CodeWriter writer, string codec)
{
    public void Writer(ObjectPlan item)
    {
        writer.Line();
        using var method = writer.Open($"internal static void WriteForm{item.Type.Stem}({RuntimeNames.QueryFormWriter} form, {item.Type.CSharp} value)");
        for (var i = 0; i < item.Members.Count; i++) if (!item.Members[i].ReadOnly) Member(item.Members[i], i);
    }

    private void Member(MemberPlan member, int index)
    {
        var name = CSharpText.Literal(member.XmlName);
        var value = "value." + CSharpText.Identifier(member.Property);
        switch (member.Type.Kind)
        {
            case TypeKind.List:
                writer.Line(List(member.Type, name, value, member.XmlItemName, member.FormSendsEmpty));
                break;
            case TypeKind.Map:
                writer.Line(Map(member.Type, name, value, member.IsFlatMap));
                break;
            case TypeKind.Object when member.IsNullable:
                writer.Line($"if ({value} is {{ }} m{index}) form.Structure({name}, m{index}, {codec}.WriteForm{member.Type.Stem});");
                break;
            case TypeKind.Object:
                writer.Line($"form.Structure({name}, {value}, {codec}.WriteForm{member.Type.Stem});");
                break;
            case var _ when !ScalarText.IsScalar(member.Type):
                // What has no text has no place in a form; reading has told of it.
                break;
            default:
                writer.Line($"form.Field({name}, {ScalarText.ToText(member.Type, value, member.IsNullable)});");
                break;
        }
    }

    private string List(TypePlan type, string name, string value, string? member, bool sendsEmpty) =>
        $"form.List({name}, {CSharpText.LiteralOrNull(member)}, {value}, {Item(type)}{(sendsEmpty ? ", sendsEmpty: true" : "")});";

    private string Map(TypePlan type, string name, string value, bool isFlat)
    {
        var names = type.MapNames ?? new MapNamesPlan("entry", "key", "value");
        return $"form.Map({name}, {(isFlat ? "null" : CSharpText.Literal(names.Entry))}, {CSharpText.Literal(names.Key)}, {CSharpText.Literal(names.Value)}, {value}, {Item(type)});";
    }

    /// <summary>What writes an item of a list or a value of a map.</summary>
    private string Item(TypePlan type)
    {
        var element = type.Element!;
        if (element.Kind == TypeKind.Object && !type.IsElementNullable) return $"{codec}.WriteForm{element.Stem}";
        return $"static (form, item) => {Inside(element, type.IsElementNullable).TrimEnd(';')}";
    }

    private string Inside(TypePlan type, bool isNullable) => type.Kind switch
    {
        TypeKind.List => List(type, "null", "item", type.XmlItemName.Length > 0 ? type.XmlItemName : null, false),
        TypeKind.Map => Map(type, "null", "item", false),
        TypeKind.Object => $"{codec}.WriteForm{type.Stem}(form, item ?? throw new global::System.ArgumentNullException(nameof(item)))",
        _ when !ScalarText.IsScalar(type) => "form.Value(null)",
        _ => $"form.Value({ScalarText.ToText(type, "item", isNullable)})",
    };
}
