namespace Virga.Specs.Planning;

public enum TypeKind
{
    String,
    Int32,
    Int64,
    Float,
    Double,
    Decimal,
    Boolean,
    DateTime,
    Date,
    Time,
    Duration,
    Guid,
    Uri,
    Bytes,
    Enum,
    Object,
    List,
    Map,
    Any,
    Stream,
    ContentRange,
    Union,
}

/// <summary>A C# type and how its values stand on the wire. Value-equal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="CSharp">The type as emitted, fully qualified (<c>global::Notes.Note</c>), without a question mark.</param>
/// <param name="IsValueType">Whether null needs Nullable{T}.</param>
/// <param name="Format">The wire format (http-date, etag, base16, percent, unixtime ...); empty for the kind's own.</param>
/// <param name="Element">Item of a list, value of a map.</param>
public sealed record TypePlan(TypeKind Kind, string CSharp, bool IsValueType, string Format = "", TypePlan? Element = null)
{
    /// <summary>Whether items of the list or values of the map may be null.</summary>
    public bool IsElementNullable { get; init; }

    /// <summary>Numbers that stand between quotes in JSON (<c>type: string, format: int64</c>).</summary>
    public bool IsQuoted { get; init; }

    /// <summary>An enum over integers rather than strings.</summary>
    public bool IsInteger { get; init; }

    /// <summary>An enum that keeps unknown values: a struct over its text.</summary>
    public bool IsOpen { get; init; }

    /// <summary>A union whose variants all have a text, so that it may stand where text does.</summary>
    public bool IsText { get; init; }

    /// <summary>For a closed enum, and a union that has a text, the class that turns it into text and back.</summary>
    public string Codec { get; init; } = "";

    /// <summary>A name for codecs, unique among the types of one plan: <c>Note</c>, <c>StringList</c>.</summary>
    public string Stem { get; init; } = "";

    /// <summary>Name of the elements that hold the items of a list where XML wraps them; empty when it does not matter.</summary>
    public string XmlItemName { get; init; } = "";

    /// <summary>How the entries of a map are named in XML and forms; null where their keys are names.</summary>
    public MapNamesPlan? MapNames { get; init; }

    /// <summary>The type as declared where the value may be null.</summary>
    public string NullableCSharp => CSharp + "?";
}
