using Virga.Specs.Model;
using Virga.Specs.Naming;
using Virga.Specs.Reading;

namespace Virga.Specs.Planning;

/// <summary>An object while planning goes on: its members may lead back to itself, and who reads and writes it is known at the end.</summary>
internal sealed class PlannedObject(SchemaModel schema, TypePlan ownType, string ownName)
{
    private readonly List<MemberPlan> _members = [];

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
        var scope = new NameScope(StringComparer.Ordinal);
        scope.Reserve(Name);
        foreach (var property in Schema.Properties)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            _members.Add(Member(context, property, scope));
        }

        if (!Schema.KeepUnknown && Schema.AdditionalProperties is null) return;
        Unknown = Schema.AdditionalProperties is null ? ScalarTypes.Any : context.Schemas.Plan(Schema.AdditionalProperties, Name + "Entry");
        UnknownProperty = scope.Take("AdditionalProperties", "Value");
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
        ReadsJson = Uses.HasFlag(CodecUses.ReadJson),
        ReadsXml = Uses.HasFlag(CodecUses.ReadXml),
        WritesJson = Uses.HasFlag(CodecUses.WriteJson),
        WritesXml = Uses.HasFlag(CodecUses.WriteXml),
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
        var literal = property.Default ?? property.Schema.Const ?? property.Schema.Default;
        var isNullable = property.Nullable || property.Schema.Nullable;
        var initial = literal is null ? null : Literals.For(type, literal, context.Schemas.Enums);
        var isCollection = type.Kind is TypeKind.List or TypeKind.Map;
        var xml = property.Xml ?? (property.Schema.Key is null ? property.Schema.Xml : null);
        var isWrapped = xml?.Wrapped ?? property.Schema.Xml?.Wrapped ?? false;
        var element = xml?.Name ?? property.WireName;
        if (type.Kind == TypeKind.List && !isWrapped) element = property.Schema.Items?.Xml?.Name ?? element;
        return new MemberPlan(property.WireName, name, type, isNullable || (!property.Required && !isCollection && initial is null))
        {
            Description = property.Description ?? (property.Schema.Key is null ? property.Schema.Description : null),
            IsRequired = property.Required && initial is null,
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
            XmlItemName = type.Kind == TypeKind.List && isWrapped ? property.Schema.Items?.Xml?.Name ?? property.WireName : null,
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
