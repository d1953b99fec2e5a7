using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Expressions that turn a scalar into the text it has on the wire, and back.</summary>
internal static class ScalarText
{
    public static bool IsScalar(TypePlan type) => type.IsText || type.Kind is not (TypeKind.Union or TypeKind.Object or TypeKind.List or TypeKind.Map or TypeKind.Any or TypeKind.Stream);

    /// <summary>An expression of type <c>string?</c>; null for null.</summary>
    public static string ToText(TypePlan type, string value, bool isNullable)
    {
        var wire = RuntimeNames.Wire;
        return (type.Kind, type.Format) switch
        {
            (TypeKind.String, "etag") => $"{wire}.ETag({value})",
            (TypeKind.String, "percent") => $"{wire}.Percent({value})",
            (TypeKind.String, "form-url") => $"{wire}.FormUrl({value})",
            (TypeKind.String, _) => value,
            (TypeKind.DateTime, "http-date") => $"{wire}.HttpDate({value})",
            (TypeKind.DateTime, "unixtime") => $"{wire}.UnixSeconds({value})",
            (TypeKind.DateTime, "unixtime-fraction") => $"{wire}.UnixFraction({value})",
            (TypeKind.DateTime, "unixtime-millis") => $"{wire}.UnixMillis({value})",
            (TypeKind.DateTime, _) => $"{wire}.DateTime({value})",
            (TypeKind.Date, _) => $"{wire}.Date({value})",
            (TypeKind.Time, _) => $"{wire}.Time({value})",
            (TypeKind.Duration, "seconds") => $"{wire}.Seconds({value})",
            (TypeKind.Duration, _) => $"{wire}.Duration({value})",
            (TypeKind.Bytes, "base16") => $"{wire}.Base16({value})",
            (TypeKind.Bytes, _) => $"{wire}.Base64({value})",
            (TypeKind.Union, _) => isNullable ? $"{value}?.ToString()" : $"{value}.ToString()",
            (TypeKind.ContentRange, _) => isNullable ? $"{value}?.ToString()" : $"{value}.ToString()",
            (TypeKind.Enum, _) when !type.IsOpen => $"{type.Codec}.Text({value})",
            (TypeKind.Enum, _) when type.IsInteger => $"{wire}.Text({value}{(isNullable ? "?" : "")}.Value)",
            (TypeKind.Enum, _) => $"{value}{(isNullable ? "?" : "")}.Value",
            _ => $"{wire}.Text({value})",
        };
    }

    /// <summary>An expression of the type from an expression of type <c>string</c>; <paramref name="what"/> is a literal that names the place in errors.</summary>
    public static string FromText(TypePlan type, string text, string what)
    {
        if (type.Kind == TypeKind.String && type.Format is not ("etag" or "percent" or "form-url")) return text;
        if (type.Kind == TypeKind.Union) return $"{type.Codec}.Parse{type.Stem}({text}, {what})";
        if (type.Kind == TypeKind.Enum) return EnumFromText(type, text, what);
        return $"{RuntimeNames.Wire}.{Parser(type)}({text}, {what})";
    }

    private static string EnumFromText(TypePlan type, string text, string what)
    {
        if (!type.IsOpen) return $"{type.Codec}.Parse{type.Stem}({text}, {what})";
        return type.IsInteger ? $"new {type.CSharp}({RuntimeNames.Wire}.ParseInt64({text}, {what}))" : $"new {type.CSharp}({text})";
    }

    private static string Parser(TypePlan type) => (type.Kind, type.Format) switch
    {
        (TypeKind.String, "etag") => "ParseETag",
        (TypeKind.String, "form-url") => "ParseFormUrl",
        (TypeKind.String, _) => "ParsePercent",
        (TypeKind.Int32, _) => "ParseInt32",
        (TypeKind.Int64, _) => "ParseInt64",
        (TypeKind.Float, _) => "ParseSingle",
        (TypeKind.Double, _) => "ParseDouble",
        (TypeKind.Decimal, _) => "ParseDecimal",
        (TypeKind.Boolean, _) => "ParseBoolean",
        (TypeKind.DateTime, "http-date") => "ParseHttpDate",
        (TypeKind.DateTime, "unixtime" or "unixtime-fraction") => "ParseUnixSeconds",
        (TypeKind.DateTime, "unixtime-millis") => "ParseUnixMillis",
        (TypeKind.DateTime, _) => "ParseDateTime",
        (TypeKind.Date, _) => "ParseDate",
        (TypeKind.Time, _) => "ParseTime",
        (TypeKind.Duration, "seconds") => "ParseSeconds",
        (TypeKind.Duration, _) => "ParseDuration",
        (TypeKind.Guid, _) => "ParseGuid",
        (TypeKind.Uri, _) => "ParseUri",
        (TypeKind.Bytes, "base16") => "ParseBase16",
        (TypeKind.Bytes, _) => "ParseBase64",
        (TypeKind.ContentRange, _) => "ParseContentRange",
        _ => throw new InvalidOperationException($"{type.Kind} has no text"),
    };
}
