using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints records and enums.</summary>
internal sealed class ModelEmitter(CodeWriter writer, string accessibility, JsonCodecEmitter json)
{
    public void Object(ObjectPlan item)
    {
        writer.Line().Summary(item.Summary, $"The {CSharpText.Identifier(item.Name).TrimStart('@')} of the service.");
        if (item.Deprecated) writer.Line("[global::System.Obsolete(\"The spec marks this as deprecated.\")]");
        if (item.IsSingle)
        {
            new SingleModelEmitter(writer, accessibility).Print(item);
            if (!JsonModelEmitter.IsNeeded(item)) return;
            writer.Line();
            using var part = writer.Open($"partial record {(item.Type.IsValueType ? "struct " : "")}{CSharpText.Identifier(item.Name)}{JsonModelEmitter.Bases(item)}");
            new JsonModelEmitter(writer, json).Print(item);
            return;
        }

        var isRow = item.Type.IsValueType;
        using var type = writer.Open($"{accessibility} {(isRow ? "readonly record struct" : "sealed record")} {CSharpText.Identifier(item.Name)}{JsonModelEmitter.Bases(item)}");
        if (isRow && item.Members.Any(member => Initial(member).Length > 0))
        {
            writer.Summary(null, "Makes one whose members have their defaults.");
            writer.Line($"public {CSharpText.Identifier(item.Name)}() {{ }}");
        }

        foreach (var member in item.Members)
        {
            Property(member);
        }

        if (item.Unknown is not null)
        {
            writer.Line().Summary(null, "Members that the spec does not name.");
            writer.Line($"public global::System.Collections.Generic.IReadOnlyDictionary<string, {item.Unknown.CSharp}>? {item.UnknownProperty} {{ get; init; }}");
        }

        new JsonModelEmitter(writer, json).Print(item);
        if (!item.IsSensitive) return;
        writer.Line().Summary(null, "Names the type only: the members hold secrets.");
        writer.Line($"public override string ToString() => {CSharpText.Literal(CSharpText.Identifier(item.Name).TrimStart('@') + " { *** }")};");
    }

    public void Enum(EnumPlan item)
    {
        writer.Line().Summary(item.Summary, $"A value of {CSharpText.Identifier(item.Name).TrimStart('@')}.");
        if (item.Deprecated && !item.IsOpen) writer.Line("[global::System.Obsolete(\"The spec marks this as deprecated.\")]");
        if (item.IsOpen) OpenEnum(item);
        else ClosedEnum(item);
    }

    private void Property(MemberPlan member)
    {
        writer.Summary(member.Description, $"The member {string.Join(" ", CSharpText.DocLines(member.WireName))} of the document.");

        // Who makes the object cannot leave a required member out, so that the compiler refuses the mark there.
        if (member.Deprecated && !member.IsRequired) writer.Line("[global::System.Obsolete(\"The spec marks this as deprecated.\")]");
        var type = member.IsNullable ? member.Type.NullableCSharp : member.Type.CSharp;
        writer.Line($"public {(member.IsRequired ? "required " : "")}{type} {CSharpText.Identifier(member.Property)} {{ get; init; }}{Initial(member)}");
    }

    private static string Initial(MemberPlan member)
    {
        var isCollection = member.Type.Kind is TypeKind.List or TypeKind.Map && !member.IsNullable && !member.IsRequired;
        return member.Default is not null ? $" = {member.Default};" : isCollection ? $" = {Empty(member.Type)};" : "";
    }

    private static string Empty(TypePlan type) => type.Kind == TypeKind.List
        ? "[]"
        : $"global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {(type.IsElementNullable ? type.Element!.NullableCSharp : type.Element!.CSharp)}>.Empty";

    private void OpenEnum(EnumPlan item)
    {
        var name = CSharpText.Identifier(item.Name);
        var value = item.IsInteger ? "long" : "string";
        writer.Line("/// <param name=\"Value\">The value as it stands on the wire; a value that the spec does not know is kept.</param>");
        if (item.Deprecated) writer.Line("[global::System.Obsolete(\"The spec marks this as deprecated.\")]");
        using var type = writer.Open($"{accessibility} readonly record struct {name}({value} Value)");
        foreach (var member in item.Members)
        {
            writer.Summary(member.Summary, $"The value {string.Join(" ", CSharpText.DocLines(member.Value))}.");
            var literal = item.IsInteger ? CSharpText.Integer(member.Value) : CSharpText.Literal(member.Value);
            writer.Line($"public static {item.Type.CSharp} {CSharpText.Identifier(member.Name)} => new({literal});").Line();
        }

        writer.Summary(null, "A value that may be one of the known ones.");
        writer.Line($"public static implicit operator {item.Type.CSharp}({value} value) => new(value);").Line();
        writer.Summary(null, "The value as it stands on the wire.");
        writer.Line($"public override string ToString() => {(item.IsInteger ? "Value.ToString(global::System.Globalization.CultureInfo.InvariantCulture)" : "Value ?? \"\"")};");
    }

    private void ClosedEnum(EnumPlan item)
    {
        using var type = writer.Open($"{accessibility} enum {CSharpText.Identifier(item.Name)}{(item.IsInteger ? " : long" : "")}");
        foreach (var member in item.Members)
        {
            writer.Summary(member.Summary, $"The value {string.Join(" ", CSharpText.DocLines(member.Value))}.");
            writer.Line($"{CSharpText.Identifier(member.Name)}{(item.IsInteger ? " = " + CSharpText.Integer(member.Value) : "")},");
        }
    }
}
