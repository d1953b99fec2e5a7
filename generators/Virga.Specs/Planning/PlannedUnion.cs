using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>A union while planning goes on: its variants may lead back to itself.</summary>
internal sealed class PlannedUnion(SchemaModel schema, TypePlan ownType, string name)
{
    private readonly List<UnionVariantPlan> _variants = [];
    private string _shapes = "";

    public IReadOnlyList<UnionVariantPlan> Variants => _variants;

    public CodecUses Uses { get; set; }

    public void PlanVariants(PlanningContext context, IReadOnlyList<UnionLeaf> leaves)
    {
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new List<UnionLeaf>();
        foreach (var leaf in leaves)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var type = context.Schemas.Plan(leaf.Schema, name + "Value");
            if (type.Kind == TypeKind.Stream) type = ScalarTypes.Text;
            if (type.Kind is TypeKind.Any) continue;
            if (met.TryGetValue(type.CSharp, out var index))
            {
                distinct[index] = distinct[index] with { Keys = [.. distinct[index].Keys.Concat(leaf.Keys).Distinct(StringComparer.Ordinal)] };
                continue;
            }

            met.Add(type.CSharp, distinct.Count);
            distinct.Add(leaf);
            _variants.Add(new UnionVariantPlan(type));
        }

        if (schema.Discriminator is { } member)
        {
            for (var i = 0; i < distinct.Count; i++) context.Schemas.Find(_variants[i].Type)?.Tag(member, distinct[i].Keys);
        }

        _shapes = UnionShapeText.Of(distinct);
    }

    public UnionPlan ToPlan() => new(ownType, CSharpNames.Escape(name), new(_variants), _shapes, schema.Discriminator ?? "")
    {
        Summary = schema.Description,
        Deprecated = schema.Deprecated,
        ReadsJson = Uses.HasFlag(CodecUses.ReadJson),
        WritesJson = Uses.HasFlag(CodecUses.WriteJson),
        WritesXml = !ownType.IsText && Uses.HasFlag(CodecUses.WriteXml),
        ReadsText = ownType.IsText && (Uses & (CodecUses.ReadText | CodecUses.ReadXml)) != 0,
    };
}
