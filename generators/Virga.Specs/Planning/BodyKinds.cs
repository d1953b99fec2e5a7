using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>Words of plans for how a body is read and written.</summary>
internal static class BodyKinds
{
    public static string Of(string mediaType) => MediaTypes.KindOf(mediaType) switch
    {
        MediaKind.Json => "json",
        MediaKind.Xml => "xml",
        MediaKind.Text => "text",
        MediaKind.Form => "form",
        _ => "binary",
    };
}
