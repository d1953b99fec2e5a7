namespace Virga.Serialization;

/// <summary>Words errors about what cannot be read.</summary>
internal static class Malformed
{
    public static VirgaException Value(string what, string text, string expected) =>
        new(ErrorKind.MalformedResponse, $"{what} is '{Shorten(text)}', which is not {expected}.");

    public static string Shorten(string text)
    {
        var cut = text.Length <= 80 ? text : text[..80] + "...";
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
        });
    }
}
