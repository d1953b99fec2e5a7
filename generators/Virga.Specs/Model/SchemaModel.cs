namespace Virga.Specs.Model;

public enum SchemaKind
{
    Any,
    Object,
    Map,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    Binary,

    /// <summary>One of several: oneOf, anyOf, several types at once, or a base that its children extend.</summary>
    Union,
}

/// <summary>A schema with its references resolved; it may refer to itself, so it is a class compared by identity.</summary>
public sealed class SchemaModel
{
    public SchemaKind Kind { get; set; }

    /// <summary>PascalCase stem of the C# type for objects and enums: x-virga-name, the key under components, title, or made from the place (OperationName + Response, Parent + Property). Unique within the service.</summary>
    public string? TypeName { get; set; }

    /// <summary>The key under components/schemas; null for an inline schema.</summary>
    public string? Key { get; set; }

    /// <summary>The name that an inline schema has from its title; null without one.</summary>
    public string? Title { get; set; }

    /// <summary>The spec names the type: x-virga-name and its like.</summary>
    public bool IsNamed { get; set; }

    /// <summary>Set on the nullable twin of a schema (anyOf with null around a reference), and on an inline schema that another says word for word: the schema that it is a copy of. The two share a type.</summary>
    public SchemaModel? Original { get; set; }

    /// <summary>date-time, date, time, duration, uuid, uri, byte, base16, int32, int64, float, double, decimal, etag, http-date, unixtime, unixtime-millis, seconds, percent, password, content-range, binary.</summary>
    public string? Format { get; set; }

    /// <summary>contentMediaType of bytes.</summary>
    public string? MediaType { get; set; }

    public bool Nullable { get; set; }

    /// <summary>Values of an enum of strings or integers, in order.</summary>
    public IReadOnlyList<EnumValueModel> Enum { get; set; } = [];

    /// <summary>x-virga-enum.open: unknown values survive. Default true.</summary>
    public bool IsOpenEnum { get; set; } = true;

    public LiteralModel? Default { get; set; }
    public LiteralModel? Const { get; set; }
    public IReadOnlyList<PropertyModel> Properties { get; set; } = [];
    public SchemaModel? Items { get; set; }

    /// <summary>What a union is one of, in the order of the document.</summary>
    public IReadOnlyList<VariantModel> Variants { get; set; } = [];

    /// <summary>The member that tells the variants of a union apart; null when none does.</summary>
    public string? Discriminator { get; set; }

    /// <summary>The xml object of the items as they are used here: in place, or beside their reference. Items.Xml is that of the schema itself, root name included.</summary>
    public XmlModel? ItemsXml { get; set; }

    /// <summary>The values of a map; for an object with properties, those of unknown members.</summary>
    public SchemaModel? AdditionalProperties { get; set; }

    /// <summary>x-virga-map; null for the protocol's own way.</summary>
    public MapNamesModel? MapNames { get; set; }

    /// <summary>x-virga-keep-unknown: unknown members are kept.</summary>
    public bool KeepUnknown { get; set; }

    /// <summary>x-virga-row: comes by the thousand, so it is emitted as a struct.</summary>
    public bool IsRow { get; set; }

    /// <summary>minProperties and maxProperties are 1 and nothing is required: a value is one of the members, and never two.</summary>
    public bool IsSingle { get; set; }

    public XmlModel? Xml { get; set; }

    /// <summary>Names that a server gives the root element of a document in place of the schema's own.</summary>
    public IReadOnlyList<string> RootAliases { get; set; } = [];

    public bool Sensitive { get; set; }
    public int? MinLength { get; set; }
    public int? MaxLength { get; set; }
    public string? Description { get; set; }
    public bool Deprecated { get; set; }
    public SourcePosition Position { get; set; } = new("", 0, 0, 0);
}

/// <summary>A variant of a union.</summary>
/// <param name="Schema">What it is.</param>
/// <param name="Keys">The values of the discriminator that stand for it.</param>
public sealed record VariantModel(SchemaModel Schema, IReadOnlyList<string> Keys);

public sealed record EnumValueModel(string Value, string Name, string? Description);

/// <summary>A scalar of the document: its kind in JSON's words (string, number, boolean, null) and its text.</summary>
public sealed record LiteralModel(string Kind, string Text);

public sealed class PropertyModel
{
    public required string WireName { get; init; }
    public required string Name { get; init; }
    public required SchemaModel Schema { get; init; }
    public required bool Required { get; init; }

    /// <summary>Overrides that stand beside a $ref or in the property itself.</summary>
    public XmlModel? Xml { get; init; }

    public LiteralModel? Default { get; init; }
    public bool Nullable { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public ValueSource? From { get; init; }
    public bool IdempotencyToken { get; init; }
    public bool ReadOnly { get; init; }
    public bool WriteOnly { get; init; }
    public string? Description { get; init; }
    public bool Deprecated { get; init; }
    public required SourcePosition Position { get; init; }
}

/// <summary>OpenAPI's xml object.</summary>
public sealed record XmlModel(string? Name, string? Namespace, string? Prefix, bool Attribute, bool Wrapped)
{
    /// <summary><c>wrapped: false</c> is written: lists and maps stand flat even where the protocol wraps them.</summary>
    public bool IsFlat { get; init; }
}

/// <summary>x-virga-map: how the entries of a map are named where they are no members: the element of an entry, its key and its value.</summary>
public sealed record MapNamesModel(string Entry, string Key, string Value);
