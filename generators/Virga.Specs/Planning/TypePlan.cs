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
}

/// <summary>A C# type and how its values stand on the wire. Value-equal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="CSharp">The type as emitted, fully qualified (<c>global::Notes.Note</c>), without a question mark.</param>
/// <param name="IsValueType">Whether null needs Nullable{T}.</param>
/// <param name="Format">The wire format (http-date, etag, base16, percent, unixtime ...); empty for the kind's own.</param>
/// <param name="Element">Item of a list, value of a map.</param>
public sealed record TypePlan(TypeKind Kind, string CSharp, bool IsValueType, string Format = "", TypePlan? Element = null);
