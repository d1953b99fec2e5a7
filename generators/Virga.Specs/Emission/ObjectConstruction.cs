using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints <c>return new Note { ... };</c> from the locals m0, m1 ... that a reader has filled.</summary>
internal static class ObjectConstruction
{
    public static void Print(CodeWriter writer, ObjectPlan item, Func<MemberPlan, string> missing)
    {
        using var construction = writer.Open($"return new {item.Type.CSharp}", "};");
        for (var i = 0; i < item.Members.Count; i++)
        {
            var member = item.Members[i];
            writer.Line($"{CSharpText.Identifier(member.Property)} = {Value(member, i, missing)},");
        }

        if (item.Unknown is not null) writer.Line($"{item.UnknownProperty} = rest,");
    }

    public static string EmptyMap(TypePlan type) => $"global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {Element(type)}>.Empty";

    private static string Value(MemberPlan member, int index, Func<MemberPlan, string> missing)
    {
        var local = $"m{index}";
        if (member.IsNullable && member.Default is null) return local;
        if (member.Default is not null) return $"{local} ?? {member.Default}";
        if (member.IsRequired) return $"{local} ?? {missing(member)}";
        return member.Type.Kind == TypeKind.Map ? $"{local} ?? {EmptyMap(member.Type)}" : $"{local} ?? []";
    }

    private static string Element(TypePlan type) => type.IsElementNullable ? type.Element!.NullableCSharp : type.Element!.CSharp;
}
