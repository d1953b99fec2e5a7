using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Reading;

namespace Virga.Specs.Planning;

/// <summary>An object while planning goes on: its members may lead back to itself, and who reads and writes it is known at the end.</summary>
internal sealed class PlannedObject(SchemaModel schema, TypePlan ownType, string ownName)
{
    private readonly List<MemberPlan> _members = [];
    private readonly Dictionary<string, HashSet<string>> _tags = new(StringComparer.Ordinal);
    private readonly NameScope _names = new(StringComparer.Ordinal);

    public TypePlan Type { get; } = ownType;

    public string Name { get; } = ownName;

    public SchemaModel Schema { get; } = schema;

    public TypePlan? Unknown { get; private set; }

    public string? UnknownProperty { get; private set; }

    public IReadOnlyList<MemberPlan> Members => _members;

    public string XmlRoot => Schema.Xml?.Name ?? Schema.Key ?? Schema.TypeName ?? Name;

    public CodecUses Uses { get; set; }

    public void PlanMembers(PlanningContext context)
    {
        var scope = _names;
        scope.Reserve(Name, "JsonNames");
        if (Schema.IsSingle) scope.Reserve(["Alone", "PrintMembers", .. Schema.Properties.Select(property => SingleModelEmitter.Factory(CSharpNames.Pascal(property.Name, "Value")))]);
        foreach (var property in Schema.Properties)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            _members.Add(Member(context, property, scope));
        }

        if (!Schema.KeepUnknown && Schema.AdditionalProperties is null) return;
        Unknown = Schema.AdditionalProperties is null ? ScalarTypes.Any : context.Schemas.Plan(Schema.AdditionalProperties, Name + "Entry");
        UnknownProperty = scope.Take("AdditionalProperties", "Value");
    }

    /// <summary>A union knows the object by these values of a member: where it is one value, nobody need write it down.</summary>
    public void Tag(string member, IEnumerable<string> keys)
    {
        if (!_tags.TryGetValue(member, out var known)) _tags.Add(member, known = new(StringComparer.Ordinal));
        known.UnionWith(keys);
    }

    /// <summary>Gives the members their tags, once all unions are known.</summary>
    public void ApplyTags(IReadOnlyList<EnumPlan> enums)
    {
        foreach (var tag in _tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            var literal = tag.Value.Count == 1 ? new LiteralModel("string", tag.Value.First()) : null;
            var index = _members.FindIndex(member => member.WireName == tag.Key);
            if (index < 0)
            {
                var name = _names.Take(CSharpNames.Pascal(Identifiers.Pascal(tag.Key), "Value"), "Value");
                _members.Add(new MemberPlan(tag.Key, name, ScalarTypes.Text, literal is null)
                {
                    Description = "Tells this variant of a union from the others.",
                    Default = literal is null ? null : Literals.For(ScalarTypes.Text, literal, enums),
                    XmlName = tag.Key,
                });
                continue;
            }

            var member = _members[index];
            if (literal is null || member.Default is not null || member.Fill is not null || member.IsNullable && member.IsRequired) continue;
            if (Literals.For(member.Type, literal, enums) is { } value) _members[index] = member with { Default = value, IsRequired = false, IsNullable = false };
        }
    }

    public ObjectPlan ToPlan(ProtocolModel protocol) => new()
    {
        Type = Type,
        Name = CSharpNames.Escape(Name),
        Members = new(_members),
        Unknown = Unknown,
        UnknownProperty = UnknownProperty,
        XmlRoot = XmlRoot,
        XmlRootAliases = new(Schema.RootAliases),
        XmlNamespace = Schema.Xml?.Namespace ?? protocol.XmlNamespace,
        Summary = Schema.Description,
        Deprecated = Schema.Deprecated,
        IsSingle = Schema.IsSingle,
        ReadsJson = Uses.HasFlag(CodecUses.ReadJson),
        ReadsXml = Uses.HasFlag(CodecUses.ReadXml),
        WritesJson = Uses.HasFlag(CodecUses.WriteJson),
        WritesXml = Uses.HasFlag(CodecUses.WriteXml),
        WritesForm = Uses.HasFlag(CodecUses.WriteForm),
        IsSensitive = Schema.Sensitive || _members.Exists(member => member.Sensitive),
    };

    private MemberPlan Member(PlanningContext context, PropertyModel property, NameScope scope)
    {
        var stem = CSharpNames.Pascal(property.Name, "Value");
        if (CSharpNames.IsMemberOfObject(stem)) stem += "Value";
        var name = scope.Take(stem, "Value");
        var type = context.Schemas.Plan(property.Schema, Name + name);
        if (type.Kind == TypeKind.Stream) type = ScalarTypes.Text;
        if (Schema.IsRow && type is { Kind: TypeKind.Object, IsValueType: true }) context.Error(DiagnosticIds.WrongValue, $"{DialectKeys.Row}: the member '{property.Name}' is a row too; a row holds no row, since it would be copied with it. Take the key off one of the two.", property.Position);
        if (BodyFillPlanner.Source(context, property, type) is { } fill) return Filled(property, name, type, fill);
        var literal = Schema.IsSingle ? null : property.Default ?? property.Schema.Const ?? property.Schema.Default;
        var isNullable = property.Nullable || property.Schema.Nullable || Schema.IsSingle;
        var isForeign = property.ReadOnly && context.Directions.IsWritten(Schema) || property.WriteOnly && context.Directions.IsRead(Schema);
        var isRequired = property.Required && !isForeign;
        var initial = literal is null ? null : Literals.For(type, literal, context.Schemas.Enums);
        var isCollection = type.Kind is TypeKind.List or TypeKind.Map;
        var xml = property.Xml ?? (property.Schema.Key is null ? property.Schema.Xml : null);
        var isQuery = context.Model.Protocol.Kind == ProtocolKind.AwsQuery;
        var isFlat = xml?.IsFlat ?? property.Schema.Xml?.IsFlat ?? false;
        var isWrapped = isQuery ? !isFlat : xml?.Wrapped ?? property.Schema.Xml?.Wrapped ?? false;
        var element = xml?.Name ?? property.WireName;
        if (type.Kind == TypeKind.List && !isWrapped) element = property.Schema.Items?.Xml?.Name ?? element;
        return new MemberPlan(property.WireName, name, type, isNullable || (!isRequired && !isCollection && initial is null))
        {
            Description = property.Description ?? (property.Schema.Key is null ? property.Schema.Description : null),
            IsRequired = isRequired && initial is null,
            Default = isNullable && literal?.Kind == "null" ? null : initial,
            Aliases = new(property.Aliases),
            ReadOnly = property.ReadOnly,
            WriteOnly = property.WriteOnly,
            Deprecated = property.Deprecated,
            Sensitive = property.Schema.Sensitive || property.Schema.Format == "password",
            XmlName = element,
            XmlNamespace = xml?.Namespace,
            XmlAttribute = xml?.Attribute ?? false,
            XmlPrefix = xml?.Prefix,
            XmlItemName = type.Kind == TypeKind.List && isWrapped ? (isQuery ? type.XmlItemName : property.Schema.Items?.Xml?.Name ?? property.WireName) : null,
            IsFlatMap = type.Kind == TypeKind.Map && isFlat,
            FormSendsEmpty = isCollection && (isNullable || property.Required),
        };
    }

    /// <summary>A member that the client fills is one that the caller may leave out.</summary>
    private static MemberPlan Filled(PropertyModel property, string name, TypePlan type, FillPlan fill)
    {
        var xml = property.Xml ?? (property.Schema.Key is null ? property.Schema.Xml : null);
        return new MemberPlan(property.WireName, name, type, true)
        {
            Description = property.Description ?? property.Schema.Description,
            Fill = fill,
            Aliases = new(property.Aliases),
            ReadOnly = property.ReadOnly,
            WriteOnly = property.WriteOnly,
            Deprecated = property.Deprecated,
            Sensitive = property.Schema.Sensitive || property.Schema.Format == "password",
            XmlName = xml?.Name ?? property.WireName,
            XmlNamespace = xml?.Namespace,
            XmlAttribute = xml?.Attribute ?? false,
            XmlPrefix = xml?.Prefix,
        };
    }
}
