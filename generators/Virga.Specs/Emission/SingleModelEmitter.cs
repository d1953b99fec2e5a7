using System.Globalization;
using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints an object of which a value is exactly one member. The value has one place for all of them, so that many members cost no more than one.</summary>
internal sealed class SingleModelEmitter(CodeWriter writer, string accessibility)
{
    /// <summary>The method that makes a value of a member.</summary>
    public static string Factory(string property) => "From" + property;

    public void Print(ObjectPlan item)
    {
        var name = CSharpText.Identifier(item.Name);
        writer.Line("/// <remarks>A value is one of the members; the others are null.</remarks>");
        using var type = writer.Open($"{accessibility} {(item.Type.IsValueType ? "readonly partial record struct" : "sealed partial record")} {name}");
        writer.Line("private readonly object? _value;").Line("private readonly int _member;");
        for (var i = 0; i < item.Members.Count; i++) Property(item, item.Members[i], (i + 1).ToString(CultureInfo.InvariantCulture));
        foreach (var member in item.Members)
        {
            writer.Line().Summary(null, $"A value that is {CSharpText.Identifier(member.Property).TrimStart('@')}.");
            writer.Line($"public static {item.Type.CSharp} {Factory(member.Property)}({member.Type.CSharp} value) => new() {{ {CSharpText.Identifier(member.Property)} = value }};");
        }

        writer.Line().Line($"private int Alone(int member) => _member == 0 || _member == member ? member : throw new global::System.ArgumentException({CSharpText.Literal(name.TrimStart('@') + " takes one member, and two are given.")});");
        writer.Line();
        if (item.IsSensitive)
        {
            writer.Summary(null, "Names the type only: the members hold secrets.");
            writer.Line($"public override string ToString() => {CSharpText.Literal(name.TrimStart('@') + " { *** }")};");
            return;
        }

        using var print = writer.Open("private bool PrintMembers(global::System.Text.StringBuilder builder)");
        var names = string.Join(", ", item.Members.Select((member, i) => $"{(i + 1).ToString(CultureInfo.InvariantCulture)} => {CSharpText.Literal(CSharpText.Identifier(member.Property).TrimStart('@'))}"));
        writer.Line("if (_member == 0) return false;");
        writer.Line($"builder.Append(_member switch {{ {names}, _ => \"\" }}).Append(\" = \").Append(_value);").Line("return true;");
    }

    private void Property(ObjectPlan item, MemberPlan member, string number)
    {
        writer.Line().Summary(member.Description, $"The member {string.Join(" ", CSharpText.DocLines(member.WireName))} of the document.");
        if (member.Deprecated) writer.Line("[global::System.Obsolete(\"The spec marks this as deprecated.\")]");
        using var property = writer.Open($"public {member.Type.NullableCSharp} {CSharpText.Identifier(member.Property)}");
        writer.Line($"get => _member == {number} ? ({member.Type.NullableCSharp})_value : null;");
        writer.Line($"init {{ if (value is {{ }} given) (_member, _value) = (Alone({number}), given); }}");
    }
}
