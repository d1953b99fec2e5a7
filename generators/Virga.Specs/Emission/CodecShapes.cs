using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Lists and maps that need a reader or writer of their own, each once, in the order in which they are met.</summary>
internal sealed class CodecShapes
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public CodecShapes(ClientPlan plan)
    {
        foreach (var item in plan.Objects)
        {
            if (item.ReadsJson) AddMembers(item, ReadJson);
            if (item.WritesJson) AddMembers(item, WriteJson);
            if (item.ReadsXml) AddMembers(item, ReadXml);
            if (item.WritesXml) AddMembers(item, WriteXml);
        }

        foreach (var union in plan.Unions)
        {
            foreach (var variant in union.Variants)
            {
                if (union.ReadsJson) Add(variant.Type, ReadJson);
                if (union.WritesJson) Add(variant.Type, WriteJson);
                if (union.WritesXml && variant.Type.Kind == TypeKind.Map) Add(variant.Type, WriteXml);
            }
        }

        foreach (var operation in plan.Operations)
        {
            foreach (var body in operation.ReadBodies) Add(body.Type, body.Kind == "xml" ? ReadXml : ReadJson);
            if (operation.Body is { Kind: "json" or "xml" } request) Add(request.Type, request.Kind == "xml" ? WriteXml : WriteJson);
            foreach (var error in operation.Traits.TypedErrors) Add(error.Type, error.BodyKind == "xml" ? ReadXml : ReadJson);
            foreach (var part in operation.Arguments) if (part.UsesJson || FormEmitter.IsJson(part)) Add(part.Type, WriteJson);
        }
    }

    public List<TypePlan> ReadJson { get; } = [];

    public List<TypePlan> WriteJson { get; } = [];

    public List<TypePlan> ReadXml { get; } = [];

    public List<TypePlan> WriteXml { get; } = [];

    private void AddMembers(ObjectPlan item, List<TypePlan> shapes)
    {
        foreach (var member in item.Members) Add(member.Type, shapes);
        if (item.Unknown is not null) Add(item.Unknown, shapes);
    }

    private void Add(TypePlan type, List<TypePlan> shapes)
    {
        if (type.Element is null) return;
        Add(type.Element, shapes);
        var list = ReferenceEquals(shapes, ReadJson) ? "rj" : ReferenceEquals(shapes, WriteJson) ? "wj" : ReferenceEquals(shapes, ReadXml) ? "rx" : "wx";
        if (_seen.Add(list + type.Stem)) shapes.Add(type);
    }
}
