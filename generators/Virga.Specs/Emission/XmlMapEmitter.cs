using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints readers and writers of maps whose entries are elements with a key and a value in them, and not named by their keys.</summary>
internal sealed class XmlMapEmitter(CodeWriter writer, XmlCodecEmitter xml)
{
    public void Reader(TypePlan type, MapNamesPlan names)
    {
        var dictionary = $"global::System.Collections.Generic.Dictionary<string, {(type.IsElementNullable ? type.Element!.NullableCSharp : type.Element!.CSharp)}>";
        using (writer.Open($"internal static {type.CSharp} Read{type.Stem}(ref {RuntimeNames.XmlCursor} xml)"))
        {
            writer.Line($"{type.NullableCSharp} items = null;").Line($"while (xml.NextChild()) items = Read{type.Stem}Entry(ref xml, items);");
            writer.Line($"return items ?? {ObjectConstruction.EmptyMap(type)};");
        }

        writer.Line();
        using var entry = writer.Open($"internal static {type.CSharp} Read{type.Stem}Entry(ref {RuntimeNames.XmlCursor} xml, {type.NullableCSharp} items)");
        writer.Line($"var known = items as {dictionary} ?? new(global::System.StringComparer.Ordinal);").Line("string? key = null;").Line($"{type.Element!.NullableCSharp} value = null;");
        using (writer.Open("while (xml.NextChild())"))
        {
            writer.Line($"if (xml.NameIs({CSharpText.Utf8(names.Key)})) key = xml.ReadString();");
            writer.Line($"else if (xml.NameIs({CSharpText.Utf8(names.Value)})) value = {xml.Read(type.Element!, CSharpText.Literal(names.Value))};");
            writer.Line("else xml.Skip();");
        }

        writer.Line($"known[key ?? throw xml.Missing({CSharpText.Literal(names.Key)})] = value{(type.IsElementNullable ? "" : $" ?? throw xml.Missing({CSharpText.Literal(names.Value)})")};");
        writer.Line("return known;");
    }

    public void Writer(TypePlan type, MapNamesPlan names)
    {
        using var method = writer.Open($"internal static void Write{type.Stem}({RuntimeNames.XmlBodyWriter} writer, {type.CSharp} value)");
        Entries(type, names, "value");
    }

    public void Entries(TypePlan type, MapNamesPlan names, string source)
    {
        using var each = writer.Open($"foreach (var entry in {source})");
        writer.Line($"writer.Start({CSharpText.Literal(names.Entry)});").Line($"writer.Element({CSharpText.Literal(names.Key)}, entry.Key);");
        if (type.IsElementNullable)
        {
            using (writer.Open("if (entry.Value is { } known)")) xml.WriteElement(CSharpText.Literal(names.Value), type.Element!, "known");
        }
        else
        {
            xml.WriteElement(CSharpText.Literal(names.Value), type.Element!, "entry.Value");
        }

        writer.Line("writer.End();");
    }
}
