using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>XML documents that operations read and write: a type with a root element. One type may stand under several roots, each gets methods of its own.</summary>
internal sealed class XmlDocuments(CodeWriter writer, XmlCodecEmitter xml)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Ending of the methods for a type under a root.</summary>
    public static string Key(TypePlan type, string? root) =>
        root is null || root == type.Stem ? type.Stem : type.Stem + "_" + Hash.Of(root);

    public static string Key(BodyPlan body) => Key(body.Type, body.XmlRoot);

    public void Reader(TypePlan type, string root, EquatableArray<string> aliases)
    {
        if (!_seen.Add("read" + Key(type, root))) return;
        writer.Line();
        using var method = writer.Open($"internal static {type.CSharp} ParseXml{Key(type, root)}(global::System.Buffers.ReadOnlySequence<byte> bytes, string what)");
        writer.Line($"var xml = new {RuntimeNames.XmlCursor}(bytes, what);");
        var slash = root.IndexOf('/');
        if (slash >= 0)
        {
            writer.Line($"xml.Root({CSharpText.Utf8(root.Substring(0, slash))});").Line($"xml.Into({CSharpText.Utf8(root.Substring(slash + 1))});");
        }
        else writer.Line(aliases.Count == 0 ? $"xml.Root({CSharpText.Utf8(root)});" : $"xml.Root({CSharpText.Utf8(root)}, {CSharpText.Utf8(string.Join(" ", aliases))});");
        writer.Line($"var value = {xml.Read(type, CSharpText.Literal(root))};");
        writer.Line("xml.End();").Line("return value;");
    }

    public void Writer(BodyPlan body)
    {
        if (!_seen.Add("write" + Key(body))) return;
        writer.Line();
        using var method = writer.Open($"internal static void WriteDocument{Key(body)}({RuntimeNames.XmlBodyWriter} writer, {body.Type.CSharp} value)");
        xml.WriteElement(CSharpText.Literal(body.XmlRoot ?? "Root"), body.Type, "value", body.XmlNamespace is null ? "" : CSharpText.Literal(body.XmlNamespace));
    }
}
