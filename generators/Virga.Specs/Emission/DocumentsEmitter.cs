using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints the rest of the codec class: whole documents, lists and maps, closed enums.</summary>
internal sealed class DocumentsEmitter
{
    private readonly CodeWriter _writer;
    private readonly ClientPlan _plan;
    private readonly JsonCodecEmitter _json;
    private readonly XmlCodecEmitter _xml;
    private readonly XmlDocuments _documents;

    public DocumentsEmitter(CodeWriter writer, ClientPlan plan)
    {
        var codec = $"global::{plan.Namespace}.{plan.CodecType}";
        _writer = writer;
        _plan = plan;
        _json = new JsonCodecEmitter(writer, codec);
        _xml = new XmlCodecEmitter(writer, codec);
        _documents = new XmlDocuments(writer, _xml);
    }

    public void Print()
    {
        _writer.Line().Summary(null, "Reads and writes the documents of the service.");
        using var type = _writer.Open($"internal static partial class {_plan.CodecType}");
        foreach (var operation in _plan.Operations)
        {
            foreach (var read in operation.ReadBodies) Reader(read.Type, read.Kind, read.XmlRoot);
            if (operation.Body is { Kind: "xml" } body) _documents.Writer(body);
            foreach (var error in operation.Traits.TypedErrors) Reader(error.Type, error.BodyKind, error.XmlRoot);
        }

        var shapes = new CodecShapes(_plan);
        foreach (var shape in shapes.ReadJson) _json.ShapeReader(shape);
        foreach (var shape in shapes.WriteJson) _json.ShapeWriter(shape);
        foreach (var shape in shapes.ReadXml) _xml.ShapeReader(shape);
        foreach (var shape in shapes.WriteXml) _xml.ShapeWriter(shape);
        foreach (var item in _plan.Enums) new EnumCodecEmitter(_writer).Print(item);
    }

    private void Reader(TypePlan type, string? kind, string? root)
    {
        if (kind == "xml") _documents.Reader(type, root ?? type.Stem, _plan.Objects.FirstOrDefault(item => item.Type == type)?.XmlRootAliases ?? default);
    }
}
