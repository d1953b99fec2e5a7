using System.Globalization;
using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints unions: records over a value, and their JSON codecs.</summary>
internal sealed class UnionEmitter(CodeWriter writer)
{
    private const string Element = "global::System.Text.Json.JsonElement";

    public void Model(UnionPlan item, string accessibility)
    {
        var name = CSharpText.Identifier(item.Name);
        writer.Line().Summary(item.Summary, $"The {name.TrimStart('@')} of the service: one of several types.");
        writer.Line($"/// <remarks>Value is {string.Join(", ", item.Variants.Select(variant => CSharpText.DocLines(Short(variant.Type))[0]))}, or a JsonElement that the spec does not know.</remarks>");
        if (item.Deprecated) writer.Line("[global::System.Obsolete(\"The spec marks this as deprecated.\")]");
        using var type = writer.Open($"{accessibility} sealed record {name} : {RuntimeNames.Union}");
        writer.Line($"private {name}(object? value) : base(value) {{ }}");
        foreach (var variant in item.Variants)
        {
            writer.Line().Summary(null, "Holds a value of one of the types.");
            // C# converts from no interface by itself.
            writer.Line(variant.Type.Kind is TypeKind.List or TypeKind.Map
                ? $"public {name}({variant.Type.CSharp} value) : base(value) {{ }}"
                : $"public static implicit operator {name}({variant.Type.CSharp} value) => new((object?)value);");
        }

        writer.Line().Summary(null, "Holds what the spec does not know.");
        writer.Line($"public static implicit operator {name}({Element} value) => new((object?)value);");
    }

    public void Reader(UnionPlan item, JsonCodecEmitter json)
    {
        writer.Line();
        var discriminator = item.Discriminator.Length == 0 ? "" : ", " + CSharpText.Utf8(item.Discriminator);
        using var method = writer.Open($"internal static {item.Type.CSharp} Read{item.Type.Stem}(ref {RuntimeNames.JsonCursor} json) => json.Choose({CSharpText.Utf8(item.Shapes)}{discriminator}) switch", "};");
        var number = 0;
        foreach (var variant in item.Variants) writer.Line($"{(number++).ToString(CultureInfo.InvariantCulture)} => {Made(item, variant.Type, json.Read(variant.Type, "\"value\""))},");
        writer.Line("_ => json.ReadElement(),");
    }

    public void Writer(UnionPlan item, JsonCodecEmitter json)
    {
        writer.Line();
        using var method = writer.Open($"internal static void Write{item.Type.Stem}(global::System.Text.Json.Utf8JsonWriter writer, {item.Type.CSharp} value)");
        using var choice = writer.Open("switch (value.Value)");
        foreach (var variant in item.Variants) writer.Line($"case {variant.Type.CSharp} v: {json.Write(variant.Type, "v")} break;");
        writer.Line("default: value.WriteUnknown(writer); break;");
    }

    /// <summary>The inside of an element: objects have one, anything else is its text.</summary>
    public void XmlWriter(UnionPlan item, string codec)
    {
        writer.Line();
        using var method = writer.Open($"internal static void Write{item.Type.Stem}({RuntimeNames.XmlBodyWriter} writer, {item.Type.CSharp} value)");
        using var choice = writer.Open("switch (value.Value)");
        foreach (var variant in item.Variants.Where(variant => variant.Type.Kind is TypeKind.Object or TypeKind.Map)) writer.Line($"case {variant.Type.CSharp} v: {codec}.Write{variant.Type.Stem}(writer, v); break;");
        writer.Line("default: writer.Text(value.ToString()); break;");
    }

    /// <summary>Where the union is not JSON but text, as in a header.</summary>
    public void Parser(UnionPlan item)
    {
        writer.Line();
        using var method = writer.Open($"internal static {item.Type.CSharp} Parse{item.Type.Stem}(string text, string what) => {RuntimeNames.Union}.Choose(text, {CSharpText.Utf8(item.Shapes)}) switch", "};");
        var number = 0;
        foreach (var variant in item.Variants) writer.Line($"{(number++).ToString(CultureInfo.InvariantCulture)} => {ScalarText.FromText(variant.Type, "text", "what")},");
        writer.Line($"_ => {RuntimeNames.Union}.Unknown(text),");
    }

    private static string Made(UnionPlan item, TypePlan type, string read) =>
        type.Kind is TypeKind.List or TypeKind.Map ? $"new {item.Type.CSharp}({read})"
        : type.Kind == TypeKind.Bytes ? $"({type.CSharp}){read}" : read;

    private static string Short(TypePlan type) => type.Kind switch
    {
        TypeKind.List => "a list of " + Short(type.Element!),
        TypeKind.Map => "a map of " + Short(type.Element!),
        _ => type.CSharp.Substring(Math.Max(type.CSharp.LastIndexOf('.'), type.CSharp.LastIndexOf(':')) + 1).TrimEnd('>'),
    };
}
