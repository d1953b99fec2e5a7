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
    private static readonly string[] LineTypes =
    [
        "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl", "application/jsonlines", "application/x-jsonlines", "application/json-lines", "application/x-json-lines", "application/stream+json", "text/x-ndjson",
    ];

    public static MediaKind KindOf(string mediaType)
    {
        var bare = Bare(mediaType);
        if (bare is "application/json" or "text/json" || bare.EndsWith("+json", StringComparison.Ordinal) || bare.Contains("-json-")) return MediaKind.Json;
        if (bare is "application/xml" or "text/xml" || bare.EndsWith("+xml", StringComparison.Ordinal)) return MediaKind.Xml;
        if (bare is "multipart/form-data") return MediaKind.Form;
        return bare.StartsWith("text/", StringComparison.Ordinal) ? MediaKind.Text : MediaKind.Bytes;
    }

    /// <summary>The kind of stream that a media type means by itself.</summary>
    public static StreamKind StreamOf(string mediaType)
    {
        var bare = Bare(mediaType);
        if (bare == "text/event-stream") return StreamKind.Events;
        if (bare is "application/json-seq" || bare.EndsWith("+json-seq", StringComparison.Ordinal)) return StreamKind.Records;
        return Array.IndexOf(LineTypes, bare) >= 0 || bare.EndsWith("+ndjson", StringComparison.Ordinal) || bare.EndsWith("+jsonl", StringComparison.Ordinal) ? StreamKind.Lines : StreamKind.None;
    }

    /// <summary>A word for a media type in names: Pdf, Csv, Text, Bytes, Events.</summary>
    public static string Word(string mediaType)
    {
        var bare = Bare(mediaType);
        var word = bare.Substring(bare.IndexOf('/') + 1);
        if (word.StartsWith("x-", StringComparison.Ordinal)) word = word.Substring(2);
        return word switch
        {
            "plain" => "Text",
            "octet-stream" or "*" => "Bytes",
            "event-stream" => "Events",
            _ => Reading.Identifiers.Pascal(word),
        };
    }

    private static string Bare(string mediaType)
    {
        var semicolon = mediaType.IndexOf(';');
        return (semicolon < 0 ? mediaType : mediaType.Substring(0, semicolon)).Trim().ToLowerInvariant();
    }
}
