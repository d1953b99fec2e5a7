using System.Globalization;
using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints inside a record how it is read and written as JSON: the names of its members, a constructor over a cursor, and WriteJson. Reading sets the members in place, so that each is named once.</summary>
internal sealed class JsonModelEmitter(CodeWriter writer, JsonCodecEmitter json)
{
    public static bool IsNeeded(ObjectPlan item) => item.ReadsJson || item.WritesJson;

    /// <summary>What goes behind the name of the type.</summary>
    public static string Bases(ObjectPlan item) => (HasParameters(item) ? "()" : "") + (item.WritesJson ? " : " + RuntimeNames.IJsonWritable : "");

    /// <summary>Beside the constructor that reads, a record needs one that makes it empty: the head of the type declares it.</summary>
    private static bool HasParameters(ObjectPlan item) => item is { ReadsJson: true, IsSingle: false, Type.IsValueType: false };

    public void Print(ObjectPlan item)
    {
        if (!IsNeeded(item)) return;
        writer.Line();
        Names(item);
        if (item.ReadsJson) Reader(item);
        if (item.WritesJson) Writer(item);
    }

    private void Names(ObjectPlan item)
    {
        var names = item.Members.Select(member => member.WireName).Concat(item.Members.SelectMany(member => member.Aliases)).Select(CSharpText.Literal);
        var required = Places(item, member => member is { IsRequired: true, IsNullable: false, Default: null }).ToArray();
        var arguments = required.Length == 0 ? "" : ", " + string.Join(", ", required);
        var aliases = item.Members.SelectMany((member, i) => member.Aliases.Select(_ => Number(i))).ToArray();
        var options = new List<string>();
        if (aliases.Length > 0) options.Add($"Aliases = [{string.Join(", ", aliases)}]");
        if (item.Unknown is not null) options.Add("KeepsUnknown = true");
        writer.Line($"static readonly {RuntimeNames.JsonNames} _names = new([{string.Join(", ", names)}]{arguments}){(options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}")};");
    }

    private void Reader(ObjectPlan item)
    {
        var name = CSharpText.Identifier(item.Name);
        writer.Line();
        if (!HasParameters(item) && !item.Type.IsValueType) writer.Line("/// <summary>Makes one whose members have their defaults.</summary>").Line($"public {name}() {{ }}").Line();
        if (item.Members.Any(member => member.IsRequired)) writer.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        using var method = writer.Open($"internal {name}(ref {RuntimeNames.JsonCursor} json){(HasParameters(item) ? " : this()" : "")}");
        if (item.Unknown is not null) writer.Line($"global::System.Collections.Generic.Dictionary<string, {item.Unknown.CSharp}>? rest = null;");
        if (item.Members.Count == 0 && item.Unknown is null)
        {
            writer.Line("for (var at = json.Begin(_names); json.Next(ref at);) { }");
            return;
        }

        using (writer.Open("for (var at = json.Begin(_names); json.Next(ref at);) switch (at.Index)"))
        {
            for (var i = 0; i < item.Members.Count; i++) writer.Line($"case {Number(i)}: {Assign(item, item.Members[i], i)} break;");
            if (item.Unknown is not null) writer.Line($"default: (rest ??= new(global::System.StringComparer.Ordinal))[json.Name] = {json.Read(item.Unknown, "\"member\"")}; break;");
        }

        if (item.Unknown is not null) writer.Line($"{item.UnknownProperty} = rest;");
    }

    private string Assign(ObjectPlan item, MemberPlan member, int index)
    {
        var read = json.Read(member.Type, CSharpText.Literal(member.WireName));

        // A value of one member has one place for all of them; servers that send two give the later one.
        // What is boxed keeps the member's own type, not that of the reader's answer.
        if (item.IsSingle) return $"(_member, _value) = ({Number(index + 1)}, {(member.Type.Kind == TypeKind.Bytes ? $"({member.Type.CSharp})" : "")}{read});";
        var made = $"new {member.Type.CSharp}(";
        if (read.StartsWith(made, StringComparison.Ordinal)) read = "new(" + read.Substring(made.Length);
        return $"{CSharpText.Identifier(member.Property)} = {read};";
    }

    private void Writer(ObjectPlan item)
    {
        writer.Line();
        var head = $"void {RuntimeNames.IJsonWritable}.WriteJson(global::System.Text.Json.Utf8JsonWriter writer)";
        var made = $"new {RuntimeNames.JsonObjectWriter}(writer, _names)";
        var members = writer.Take(() => Members(item));
        if (item.Unknown is null && members.All(line => line.StartsWith("json.Add(", StringComparison.Ordinal) || line.StartsWith("json.AddSome(", StringComparison.Ordinal)))
        {
            writer.Line($"{head} => {made}");
            using var chain = writer.Indent();
            foreach (var line in members) writer.Line(line.Substring("json".Length).TrimEnd(';'));
            writer.Line(".End();");
            return;
        }

        using var method = writer.Open(head);
        writer.Line($"var json = {made};");
        Members(item);
        if (item.Unknown is not null)
        {
            using (writer.Open($"if ({item.UnknownProperty} is {{ }} rest)"))
            using (writer.Open("foreach (var entry in rest)"))
                writer.Line("writer.WritePropertyName(entry.Key);").Line(json.Write(item.Unknown, "entry.Value"));
        }

        writer.Line("json.End();");
    }

    private void Members(ObjectPlan item)
    {
        for (var i = 0; i < item.Members.Count; i++) if (!item.Members[i].ReadOnly) Member(item.Members[i], Number(i));
    }

    private void Member(MemberPlan member, string place)
    {
        var property = CSharpText.Identifier(member.Property);
        var isCollection = member.Type.Kind is TypeKind.List or TypeKind.Map;
        var isSome = isCollection && !member.IsRequired && !member.IsNullable;
        if (Direct(member, property) is { } value)
        {
            writer.Line(member is { IsRequired: true, IsNullable: true }
                ? $"if ({property} is null) json.AddNull({place}); else json.Add({place}, {value});"
                : $"json.Add{(isSome ? "Some" : "")}({place}, {value});");
            return;
        }

        var name = $"json.Name({place});";
        if (!member.IsNullable && !isSome)
        {
            writer.Line(name).Line(json.Write(member.Type, property));
            return;
        }

        var local = "m" + place;
        using (writer.Open($"if ({property} is {(isSome ? "{ Count: > 0 }" : "{ }")} {local})")) writer.Line(name).Line(json.Write(member.Type, local));
        if (member.IsRequired) writer.Line($"else json.AddNull({place});");
    }

    /// <summary>An expression that the runtime writes by itself; null where it must be told how.</summary>
    private static string? Direct(MemberPlan member, string property)
    {
        var type = member.Type;
        return type.Kind switch
        {
            TypeKind.Boolean => property,
            TypeKind.Int32 or TypeKind.Int64 or TypeKind.Float or TypeKind.Double or TypeKind.Decimal when !type.IsQuoted => property,
            TypeKind.Enum when type.IsOpen && type.IsInteger && !type.IsQuoted => property + (member.IsNullable ? "?.Value" : ".Value"),
            TypeKind.Enum when type.IsInteger => null,
            TypeKind.Union => null,
            TypeKind.Guid => property,
            TypeKind.DateTime when type is { Format: "", IsQuoted: false } => property,
            TypeKind.Object when !type.IsValueType => property,
            TypeKind.List when IsDirect(type) => property,
            TypeKind.Bytes when type.Format.Length == 0 => null,
            TypeKind.DateTime or TypeKind.Duration when !type.IsQuoted && type.Format.Length > 0 && type.Format != "http-date" => null,
            _ when ScalarText.IsScalar(type) => ScalarText.ToText(type, property, member.IsNullable),
            _ => null,
        };
    }

    /// <summary>Whether the runtime writes a list by itself.</summary>
    public static bool IsDirect(TypePlan type) =>
        type is { Kind: TypeKind.List, IsElementNullable: false, Element: { Kind: TypeKind.String, Format: "" } or { Kind: TypeKind.Int32 or TypeKind.Int64 or TypeKind.Double, IsQuoted: false } or { Kind: TypeKind.Object, IsValueType: false } };

    private static IEnumerable<string> Places(ObjectPlan item, Func<MemberPlan, bool> where) =>
        item.Members.Select((member, i) => where(member) ? Number(i) : "").Where(place => place.Length > 0);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
