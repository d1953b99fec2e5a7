using Virga.Specs.Model;
using Virga.Specs.Naming;

namespace Virga.Specs.Planning;

/// <summary>Decides the C# type of each schema that is reached. Objects and enums are named here and planned once.</summary>
internal sealed class TypePlanner(PlanningContext context)
{
    private const int MaxDepth = 100;

    private readonly Dictionary<SchemaModel, TypePlan> _types = [];
    private int _depth;
    private readonly List<PlannedObject> _objects = [];
    private readonly Dictionary<string, PlannedObject> _objectsByType = new(StringComparer.Ordinal);
    private readonly List<EnumPlan> _enums = [];
    private readonly List<PlannedUnion> _unions = [];
    private readonly Dictionary<string, PlannedUnion> _unionsByType = new(StringComparer.Ordinal);
    private readonly HashSet<SchemaModel> _begun = [];
    private readonly Queue<Action> _waiting = new();
    private readonly NameScope _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _stemsByType = new(StringComparer.Ordinal);

    public IReadOnlyList<PlannedObject> Objects => _objects;

    public IReadOnlyList<EnumPlan> Enums => _enums;

    public IReadOnlyList<PlannedUnion> Unions => _unions;

    /// <summary>The type of a schema; <paramref name="place"/> names it where the schema has no name of its own.</summary>
    public TypePlan Plan(SchemaModel schema, string place)
    {
        if (_types.TryGetValue(schema, out var known)) return known;
        if (schema.Original is not null) return _types[schema] = Plan(schema.Original, place);
        if (schema.Enum.Count > 0 && schema.Kind is (SchemaKind.String or SchemaKind.Integer)) return Enum(schema, place);
        if (schema.Kind is not (SchemaKind.Array or SchemaKind.Map)) return Shape(schema, place);

        // A list of itself has no type in C#: what it holds is any JSON value.
        if (!_begun.Add(schema)) return ScalarTypes.Any;
        var type = Shape(schema, place);
        _begun.Remove(schema);
        return type;
    }

    private TypePlan Shape(SchemaModel schema, string place)
    {
        return schema.Kind switch
        {
            SchemaKind.Object => Object(schema, place),
            SchemaKind.Array => List(schema, place),
            SchemaKind.Map => Map(schema, place),
            SchemaKind.Union => Union(schema, place),
            _ => Remember(schema, ScalarTypes.For(schema)),
        };
    }

    /// <summary>Members of an object type, null for any other.</summary>
    public PlannedObject? Find(TypePlan type) =>
        type.Kind == TypeKind.Object && _objectsByType.TryGetValue(type.CSharp, out var planned) ? planned : null;

    /// <summary>What is planned of a union, null for any other type.</summary>
    public PlannedUnion? FindUnion(TypePlan type) =>
        type.Kind == TypeKind.Union && _unionsByType.TryGetValue(type.CSharp, out var planned) ? planned : null;

    private TypePlan Union(SchemaModel schema, string place)
    {
        var leaves = UnionLeaves.Of(schema);
        if (leaves.Count == 0) return Remember(schema, ScalarTypes.Any);
        if (leaves.Count == 1) return _types[schema] = Plan(leaves[0].Schema, place);
        var name = context.Types.Take(CSharpNames.Pascal(schema.TypeName ?? place, "Union"), "Union");
        var isText = leaves.All(leaf => UnionLeaves.IsText(leaf.Schema));
        var type = Remember(schema, new TypePlan(TypeKind.Union, context.Qualified(CSharpNames.Escape(name)), false) { IsText = isText, Codec = isText ? context.Qualified(context.CodecType) : "" });
        var planned = new PlannedUnion(schema, type, name);
        _unions.Add(planned);
        _unionsByType[type.CSharp] = planned;
        Later(() => planned.PlanVariants(context, leaves));
        return type;
    }

    private TypePlan Object(SchemaModel schema, string place)
    {
        var name = context.Types.Take(CSharpNames.Pascal(schema.TypeName ?? place, "Model"), "Model");
        var type = Remember(schema, new TypePlan(TypeKind.Object, context.Qualified(CSharpNames.Escape(name)), schema.IsRow));
        var planned = new PlannedObject(schema, type, name);
        _objects.Add(planned);
        _objectsByType[type.CSharp] = planned;
        Later(() => planned.PlanMembers(context));
        return type;
    }

    /// <summary>What is inside is planned at once, so that it can be asked for; only far down it waits, or a long chain would outgrow the stack.</summary>
    private void Later(Action plan)
    {
        if (_depth >= MaxDepth)
        {
            _waiting.Enqueue(plan);
            return;
        }

        _depth++;
        plan();
        _depth--;
        while (_depth == 0 && _waiting.Count > 0)
        {
            _depth++;
            _waiting.Dequeue()();
            _depth--;
        }
    }

    private TypePlan Enum(SchemaModel schema, string place)
    {
        var name = context.Types.Take(CSharpNames.Pascal(schema.TypeName ?? place + "Kind", "Value"), "Value");
        var isInteger = schema.Kind == SchemaKind.Integer;
        var type = new TypePlan(TypeKind.Enum, context.Qualified(CSharpNames.Escape(name)), true) { IsInteger = isInteger, IsOpen = schema.IsOpenEnum, Codec = context.Qualified(context.CodecType) };
        var scope = new NameScope(StringComparer.Ordinal);
        scope.Reserve(name, "Value", "Equals", "GetHashCode", "GetType", "ToString", "PrintMembers", "Deconstruct", "MemberwiseClone", "ReferenceEquals", "Finalize");
        var members = schema.Enum.Select(value => new EnumMemberPlan(value.Value, scope.Take(CSharpNames.Pascal(value.Name, "Value"), "Value"), value.Description)).ToArray();
        type = Remember(schema, type);
        _enums.Add(new EnumPlan(type, name, schema.IsOpenEnum, isInteger, new(members), schema.Description) { Deprecated = schema.Deprecated });
        return type;
    }

    private TypePlan List(SchemaModel schema, string place)
    {
        var item = schema.Items is null ? ScalarTypes.Any : Plan(schema.Items, place + "Item");
        var isNullable = schema.Items?.Nullable == true;
        return Remember(schema, new TypePlan(TypeKind.List, $"global::System.Collections.Generic.IReadOnlyList<{(isNullable ? item.NullableCSharp : item.CSharp)}>", false, "", item)
        {
            IsElementNullable = isNullable,
            XmlItemName = context.Model.Protocol.Kind == ProtocolKind.AwsQuery ? schema.ItemsXml?.Name ?? "member" : schema.Items?.Xml?.Name ?? schema.Xml?.Name ?? "",
        });
    }

    private TypePlan Map(SchemaModel schema, string place)
    {
        var value = schema.AdditionalProperties is null ? ScalarTypes.Any : Plan(schema.AdditionalProperties, place + "Entry");
        var isNullable = schema.AdditionalProperties?.Nullable == true;
        return Remember(schema, new TypePlan(TypeKind.Map, $"global::System.Collections.Generic.IReadOnlyDictionary<string, {(isNullable ? value.NullableCSharp : value.CSharp)}>", false, "", value)
        {
            IsElementNullable = isNullable,
            MapNames = MapNames(schema),
        });
    }

    private MapNamesPlan? MapNames(SchemaModel schema) => schema.MapNames is { } names
        ? new MapNamesPlan(names.Entry, names.Key, names.Value)
        : context.Model.Protocol.Kind == ProtocolKind.AwsQuery ? new MapNamesPlan("entry", "key", "value") : null;

    private TypePlan Remember(SchemaModel schema, TypePlan type)
    {
        type = type with { Stem = Stem(type) };
        _types[schema] = type;
        return type;
    }

    private string Stem(TypePlan type)
    {
        var key = type.CSharp + "|" + type.Format + "|" + type.IsQuoted + "|" + type.XmlItemName + "|" + type.MapNames + "|" + type.Element?.Stem;
        if (_stemsByType.TryGetValue(key, out var stem)) return stem;
        var wanted = type.Kind switch
        {
            TypeKind.List => (type.IsElementNullable ? "Nullable" : "") + type.Element!.Stem + "List",
            TypeKind.Map => (type.IsElementNullable ? "Nullable" : "") + type.Element!.Stem + "Map",
            TypeKind.Object or TypeKind.Enum or TypeKind.Union => type.CSharp.Substring(type.CSharp.LastIndexOf('.') + 1).TrimStart('@'),
            _ => type.Kind + CSharpNames.Pascal(type.Format, "") + (type.IsQuoted ? "Quoted" : ""),
        };
        return _stemsByType[key] = _stems.Take(wanted);
    }
}
