namespace Virga.Specs.Reading.OpenApi;

/// <summary>The formats that decide a type or a wire form; any other format is a remark and is left out.</summary>
internal static class Formats
{
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "date-time", "date", "time", "duration", "uuid", "uri", "byte", "base16", "etag", "http-date", "percent", "form-url", "password", "content-range", "binary",
    };

    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "int32", "int64", "float", "double", "decimal", "unixtime", "unixtime-millis", "seconds",
    };

    public static bool IsText(string format) => Texts.Contains(format);

    public static string? OfString(string? format, string? encoding, string? mediaType)
    {
        switch (encoding)
        {
            case "base64": return "byte";
            case "base16" or "hex": return "base16";
            case "percent": return "percent";
            case "form-url": return "form-url";
            case "binary" or "8bit" or "7bit": return "binary";
        }

        if (encoding is null && format is null && mediaType is not null && Model.MediaTypes.KindOf(mediaType) is Model.MediaKind.Bytes) return "binary";
        return format switch
        {
            null => null,
            "date-time-rfc1123" or "date-time-rfc7231" => "http-date",
            _ when Texts.Contains(format) || Numbers.Contains(format) => format,
            _ => null,
        };
    }

    public static string? OfNumber(string? format) => format switch
    {
        null => null,
        "int8" or "int16" or "uint8" or "uint16" => "int32",
        "uint32" => "int64",
        _ when Numbers.Contains(format) => format,
        _ => null,
    };
}
