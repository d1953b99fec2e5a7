using Virga.Specs.Emission;
using Virga.Specs.Naming;
using Virga.Specs.Planning;

namespace Virga.Specs.Adapters;

/// <summary>Converts a value that is not null from one type to another.</summary>
internal sealed class TypeConversions(AdapterContext context, Func<string> local)
{
    private static readonly string[] Arrays = ["IReadOnlyList", "IReadOnlyCollection", "IEnumerable", "IList", "ICollection"];

    /// <summary>C# of the conversion; the code itself when none is needed; null when there is none.</summary>
    public string? Convert(Value value, TypeRef to)
    {
        var from = value.Type.NotNull();
        var code = value.Code;
        if (from.CSharp == to.CSharp) return code;
        return (from.Kind, to.Kind) switch
        {
            (TypeKind.Int32, TypeKind.Int64 or TypeKind.Float or TypeKind.Double or TypeKind.Decimal) => code,
            (TypeKind.Int64, TypeKind.Float or TypeKind.Double or TypeKind.Decimal) => code,
            (TypeKind.Float, TypeKind.Double) => code,
            (TypeKind.Enum or TypeKind.Object, TypeKind.String) when IsEnum(from) => EnumToText(value, from),
            (TypeKind.String, TypeKind.Enum or TypeKind.Object) when IsEnum(to) => TextToEnum(code, to),
            (_, TypeKind.String) => Text(from, code),
            (TypeKind.String, TypeKind.Int32 or TypeKind.Int64) => Parse(value, to),
            (TypeKind.Enum or TypeKind.Object, TypeKind.Enum or TypeKind.Object) when IsEnum(from) && IsEnum(to) => EnumToEnum(value, from, to),
            (TypeKind.Bytes, TypeKind.Bytes) => to.CSharp == "byte[]" ? $"{value.Operand}.ToArray()" : from.CSharp == "byte[]" ? code : null,
            (TypeKind.List, TypeKind.List) => List(value, from, to),
            (TypeKind.Map, TypeKind.Map) => Map(value, from, to),
            (TypeKind.Bytes, TypeKind.Stream) when to.CSharp.EndsWith(".RequestBody", StringComparison.Ordinal) => code,
            (TypeKind.Stream, TypeKind.Stream) when to.CSharp.EndsWith(".RequestBody", StringComparison.Ordinal) => $"global::Virga.Http.RequestBody.FromStream({code})",
            _ => Assignable(from, to) ? code : null,
        };
    }

    /// <summary>The format (or other change of the spec) by which the two would fit; null when nothing is known.</summary>
    public static string? FormatFor(TypeRef spec, TypeRef other) => other.Kind switch
    {
        TypeKind.DateTime => "date-time (or http-date, unixtime, unixtime-millis)",
        TypeKind.Date => "date",
        TypeKind.Time => "time",
        TypeKind.Duration => "seconds (or duration)",
        TypeKind.Guid => "uuid",
        TypeKind.Uri => "uri",
        TypeKind.Bytes => "byte (or base16)",
        TypeKind.Int32 => "int32",
        TypeKind.Int64 => spec.Kind is TypeKind.Float or TypeKind.Double or TypeKind.Decimal ? "int64 (and type integer)" : "int64",
        TypeKind.Decimal => "decimal",
        TypeKind.Double => "double",
        _ => null,
    };

    private bool IsEnum(TypeRef type) => context.EnumOf(type) is not null || context.ShapeOf(type) is { IsEnum: true };

    private bool Assignable(TypeRef from, TypeRef to) => context.ShapeOf(from)?.Bases.Contains(to.CSharp) == true;

    private static string? Text(TypeRef from, string code) =>
        from.Kind is TypeKind.Int32 or TypeKind.Int64 or TypeKind.Float or TypeKind.Double or TypeKind.Decimal or TypeKind.Boolean or TypeKind.Guid or TypeKind.Uri
            ? $"global::Virga.Serialization.Wire.Text({code})!"
            : null;

    // The caller's text is the caller's fault, the server's text the server's.
    private string Parse(Value value, TypeRef to)
    {
        var name = CSharpText.Literal(value.Origin ?? "a value of the answer");
        var method = to.Kind == TypeKind.Int32 ? "ParseInt32" : "ParseInt64";
        return value.IsAnswer ? $"global::Virga.Serialization.Wire.{method}({value.Code}, {name})" : $"{context.Needs(method)}({value.Code}, {name})";
    }

    private string? EnumToText(Value value, TypeRef from)
    {
        if (context.EnumOf(from) is not { IsInteger: false } plan) return null;
        if (plan.IsOpen) return $"{value.Operand}.Value";
        var arms = plan.Members.Select(m => $"{from.CSharp}.{CSharpText.Identifier(m.Name)} => {CSharpText.Literal(m.Value)}");
        return $"{value.Operand} switch {{ {string.Join(", ", arms)}, var other => throw {context.Needs("NoValue")}(other) }}";
    }

    private string? TextToEnum(string code, TypeRef to)
    {
        if (context.EnumOf(to) is not { IsInteger: false } plan) return null;
        if (plan.IsOpen) return $"new {to.CSharp}({code})";
        var arms = plan.Members.Select(m => $"{CSharpText.Literal(m.Value)} => {to.CSharp}.{CSharpText.Identifier(m.Name)}");
        return $"({code}) switch {{ {string.Join(", ", arms)}, var other => throw {context.Needs("NoValue")}(other) }}";
    }

    /// <summary>Pairs members by name, ignoring the case and everything but letters and digits, on both names and wire values.</summary>
    private string? EnumToEnum(Value value, TypeRef from, TypeRef to)
    {
        var sources = Cases(from);
        var targets = Cases(to);
        var isOpen = context.EnumOf(from) is { IsOpen: true };
        var arms = new List<string>();
        foreach (var source in sources)
        {
            var target = targets.FirstOrDefault(t => t.Names.Any(source.Names.Contains));
            if (target.Code is not null) arms.Add($"{source.Pattern} => {target.Code}");
            else if (context.EnumOf(from) is null) return null;
        }

        var unknown = targets.FirstOrDefault(t => t.Names.Any(n => n is "unknown" or "other")).Code;
        arms.Add(unknown is not null && context.EnumOf(from) is not null ? $"_ => {unknown}" : $"var other => throw {context.Needs("NoValue")}(other)");
        return $"{value.Operand}{(isOpen ? ".Value" : "")} switch {{ {string.Join(", ", arms)} }}";
    }

    private List<(string Pattern, string? Code, List<string> Names)> Cases(TypeRef type)
    {
        if (context.EnumOf(type) is { } plan)
        {
            return [.. plan.Members.Select(m => (
                plan.IsOpen && !plan.IsInteger ? CSharpText.Literal(m.Value) : $"{type.CSharp}.{CSharpText.Identifier(m.Name)}",
                (string?)$"{type.CSharp}.{CSharpText.Identifier(m.Name)}",
                new List<string> { Plain(m.Value), Plain(m.Name) }))];
        }

        return [.. context.ShapeOf(type)!.EnumMembers.Select(m => ($"{type.CSharp}.{CSharpNames.Escape(m)}", (string?)$"{type.CSharp}.{CSharpNames.Escape(m)}", new List<string> { Plain(m) }))];
    }

    private static string Plain(string name) => new string([.. name.Where(char.IsLetterOrDigit)]).ToLowerInvariant();

    private string? List(Value value, TypeRef from, TypeRef to)
    {
        if (from.Element is not { } source || to.Element is not { } target) return null;
        if (source.IsNullable && !target.IsNullable) return null;
        var item = local();
        var converted = source.IsNullable ? null : Convert(new Value(item, source) { Origin = value.Origin, IsAnswer = value.IsAnswer }, target.NotNull());
        if (source.IsNullable && source.NotNull().CSharp == target.NotNull().CSharp) converted = item;
        if (converted is null) return null;
        if (converted == item && IsList(from, Arrays) && (IsList(to, "IEnumerable", "IReadOnlyCollection") || (IsList(to, "IReadOnlyList") && !IsList(from, "IEnumerable", "IReadOnlyCollection", "IList", "ICollection")))) return value.Code;
        var rows = $"{context.Needs("Each")}<{source.Full}, {target.Full}>({value.Code}, {item} => {converted})";
        return to.CSharp.StartsWith("global::System.Collections.Generic.List<", StringComparison.Ordinal) ? $"new {to.CSharp}({rows})"
            : to.CSharp.EndsWith("[]", StringComparison.Ordinal) || IsList(to, Arrays) ? rows
            : null;
    }

    private static bool IsList(TypeRef type, params string[] names) =>
        type.CSharp.EndsWith("[]", StringComparison.Ordinal) || names.Concat(["List"]).Any(name => type.CSharp.StartsWith($"global::System.Collections.Generic.{name}<", StringComparison.Ordinal));

    private static string? Map(Value value, TypeRef from, TypeRef to)
    {
        if (from.Element?.NotNull().CSharp != to.Element?.NotNull().CSharp || (from.Element?.IsNullable == true && to.Element?.IsNullable != true)) return null;
        if (to.CSharp.StartsWith("global::System.Collections.Generic.IReadOnlyDictionary<", StringComparison.Ordinal) && from.CSharp.StartsWith("global::System.Collections.Generic.Dictionary<", StringComparison.Ordinal)) return value.Code;
        if (!from.CSharp.Contains("Dictionary<") || !to.CSharp.Contains("Dictionary<")) return null;
        var concrete = "global::System.Collections.Generic.Dictionary<string, " + to.Element!.Full + ">";
        return $"new {concrete}({value.Code})";
    }
}
