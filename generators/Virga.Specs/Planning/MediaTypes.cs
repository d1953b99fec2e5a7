namespace Virga.Specs.Planning;

/// <summary>How a body of a media type is read and written.</summary>
internal static class MediaTypes
{
    public static string Kind(string mediaType)
    {
        var semicolon = mediaType.IndexOf(';');
        var type = (semicolon < 0 ? mediaType : mediaType.Substring(0, semicolon)).Trim().ToLowerInvariant();
        if (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal) || type == "text/json") return "json";
        if (type == "application/xml" || type == "text/xml" || type.EndsWith("+xml", StringComparison.Ordinal)) return "xml";
        if (type == "multipart/form-data") return "form";
        return type.StartsWith("text/", StringComparison.Ordinal) ? "text" : "binary";
    }
}
