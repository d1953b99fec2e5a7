namespace Virga.Specs.Model;

public enum MediaKind
{
    Json,
    Xml,
    Text,
    Form,
    Bytes,
}

/// <summary>What kind of body a media type names. Parameters such as charset are ignored.</summary>
public static class MediaTypes
{
    public static MediaKind KindOf(string mediaType)
    {
        var semicolon = mediaType.IndexOf(';');
        var bare = (semicolon < 0 ? mediaType : mediaType.Substring(0, semicolon)).Trim().ToLowerInvariant();
        if (bare is "application/json" or "text/json" || bare.EndsWith("+json", StringComparison.Ordinal)) return MediaKind.Json;
        if (bare is "application/xml" or "text/xml" || bare.EndsWith("+xml", StringComparison.Ordinal)) return MediaKind.Xml;
        if (bare is "multipart/form-data") return MediaKind.Form;
        return bare.StartsWith("text/", StringComparison.Ordinal) ? MediaKind.Text : MediaKind.Bytes;
    }
}
