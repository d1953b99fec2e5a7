using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>C# types of schemas that are neither objects, lists, maps nor enums.</summary>
internal static class ScalarTypes
{
    public static TypePlan Any { get; } = new(TypeKind.Any, "global::System.Text.Json.JsonElement", true) { Stem = "Any" };

    public static TypePlan Text { get; } = new(TypeKind.String, "string", false) { Stem = "String" };

    public static TypePlan Texts { get; } = new(TypeKind.List, "global::System.Collections.Generic.IReadOnlyList<string>", false, "", Text) { Stem = "StringList" };

    public static TypePlan TextMap { get; } = new(TypeKind.Map, "global::System.Collections.Generic.IReadOnlyDictionary<string, string>", false, "", Text) { Stem = "StringMap" };

    public static TypePlan Bytes { get; } = new(TypeKind.Bytes, "global::System.ReadOnlyMemory<byte>", true) { Stem = "Bytes" };

    public static TypePlan Stream { get; } = new(TypeKind.Stream, "global::System.IO.Stream", false) { Stem = "Stream" };

    public static TypePlan For(SchemaModel schema) => schema.Kind switch
    {
        SchemaKind.String => OfString(schema.Format ?? ""),
        SchemaKind.Integer => OfInteger(schema.Format ?? ""),
        SchemaKind.Number => OfNumber(schema.Format ?? ""),
        SchemaKind.Boolean => new TypePlan(TypeKind.Boolean, "bool", true),
        SchemaKind.Binary => Stream,
        _ => Any,
    };

    private static TypePlan OfString(string format) => format switch
    {
        "date-time" => Date(""),
        "http-date" => Date("http-date"),
        "unixtime" => Date("unixtime") with { IsQuoted = true },
        "unixtime-millis" => Date("unixtime-millis") with { IsQuoted = true },
        "date" => new(TypeKind.Date, "global::System.DateOnly", true),
        "time" => new(TypeKind.Time, "global::System.TimeOnly", true),
        "duration" => new(TypeKind.Duration, "global::System.TimeSpan", true),
        "seconds" => new(TypeKind.Duration, "global::System.TimeSpan", true, "seconds") { IsQuoted = true },
        "uuid" => new(TypeKind.Guid, "global::System.Guid", true),
        "uri" or "url" => new(TypeKind.Uri, "global::System.Uri", false),
        "byte" or "base64" => new(TypeKind.Bytes, "global::System.ReadOnlyMemory<byte>", true),
        "base16" => new(TypeKind.Bytes, "global::System.ReadOnlyMemory<byte>", true, "base16"),
        "int32" or "int64" => OfInteger(format) with { IsQuoted = true },
        "float" or "double" or "decimal" => OfNumber(format) with { IsQuoted = true },
        "content-range" => new(TypeKind.ContentRange, "global::Virga.Serialization.ContentRange", true),
        "binary" => Stream,
        "etag" => new(TypeKind.String, "string", false, "etag"),
        "percent" or "form-url" => new(TypeKind.String, "string", false, format),
        _ => Text,
    };

    private static TypePlan OfInteger(string format) => format switch
    {
        "int32" => new(TypeKind.Int32, "int", true),
        "unixtime" => Date("unixtime"),
        "unixtime-millis" => Date("unixtime-millis"),
        "seconds" => new(TypeKind.Duration, "global::System.TimeSpan", true, "seconds"),
        _ => new(TypeKind.Int64, "long", true),
    };

    private static TypePlan OfNumber(string format) => format switch
    {
        "int32" or "int64" => OfInteger(format),
        "float" => new(TypeKind.Float, "float", true),
        "decimal" => new(TypeKind.Decimal, "decimal", true),
        "unixtime" => Date("unixtime-fraction"),
        "unixtime-millis" => Date("unixtime-millis"),
        "seconds" => new(TypeKind.Duration, "global::System.TimeSpan", true, "seconds"),
        _ => new(TypeKind.Double, "double", true),
    };

    private static TypePlan Date(string format) => new(TypeKind.DateTime, "global::System.DateTimeOffset", true, format);
}
