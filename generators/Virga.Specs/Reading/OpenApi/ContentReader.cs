using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>What a content map says: one media type is chosen, the protocol's own first.</summary>
internal sealed record ContentChoice(string MediaType, SchemaModel? Schema, bool IsBinary, string? Name)
{
    public IReadOnlyDictionary<string, string> PartTypes { get; init; } = new Dictionary<string, string>();
}

internal sealed class ContentReader(ReadingScope scope, SchemaReader schemas)
{
    public ProtocolKind Protocol { get; set; }

    private bool IsXml => Protocol is ProtocolKind.RestXml or ProtocolKind.AwsQuery;

    public ContentChoice? Read(MarkedNode? content, string place, bool isRequest)
    {
        if (content is not { IsMapping: true, Entries.Count: > 0 }) return null;
        var entry = content.Entries.OrderBy(candidate => Rank(candidate.Key, isRequest)).First();
        var node = scope.References.Follow(entry.Value);
        if (node is null) return null;
        scope.Values.CheckPlace(node, DialectPlace.MediaType);
        var name = node[DialectKeys.Name] is { } given ? scope.Values.Identifier(given) : null;
        var schema = node["schema"] is { } written ? schemas.Read(written, place) : null;
        return Decide(entry, schema, name, isRequest) with { PartTypes = PartTypes(node) };
    }

    /// <summary>OpenAPI's encoding: the media type of each part. Of a list the first that is no pattern counts.</summary>
    private static Dictionary<string, string> PartTypes(MarkedNode node)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in node["encoding"]?.Entries ?? [])
        {
            var given = Words.Text(entry.Value["contentType"])?.Split(',').Select(type => type.Trim()).FirstOrDefault(type => type.Length > 0 && type.IndexOf('*') < 0);
            if (given is not null) types[entry.Key] = given;
        }

        return types;
    }

    private ContentChoice Decide(MarkedEntry entry, SchemaModel? schema, string? name, bool isRequest)
    {
        var mediaType = entry.Key;
        if (mediaType.IndexOf('*') >= 0) mediaType = schema is null or { Kind: SchemaKind.Binary } ? "application/octet-stream" : IsXml ? "application/xml" : "application/json";
        if (isRequest && Protocol == ProtocolKind.AwsQuery && schema?.Kind == SchemaKind.Object) return new ContentChoice(mediaType, schema, false, name);
        var kind = MediaTypes.KindOf(mediaType);
        if (schema?.Kind == SchemaKind.Binary) return new ContentChoice(mediaType, null, true, name);
        if (kind == MediaKind.Form && !(isRequest && schema?.Kind == SchemaKind.Object))
        {
            scope.Faults.Info(DiagnosticIds.Unsupported, "multipart/form-data needs a schema with properties, one for each part; the body is plain bytes.", entry.KeyPosition);
            return new ContentChoice(mediaType, null, true, name);
        }

        if (kind == MediaKind.Text && schema is { Kind: SchemaKind.Object or SchemaKind.Map or SchemaKind.Array or SchemaKind.Union })
        {
            scope.Faults.Info(DiagnosticIds.Unsupported, $"A value of this shape cannot be written as '{mediaType}'; the body is a text.", entry.KeyPosition);
            schema = null;
        }

        if (kind == MediaKind.Text && schema?.Kind == SchemaKind.Any) schema = null;
        if (kind != MediaKind.Bytes) return new ContentChoice(mediaType, schema ?? Bare(kind, entry), false, name);
        if (schema is { Kind: not (SchemaKind.Any or SchemaKind.String) })
        {
            scope.Faults.Info(DiagnosticIds.Unsupported, $"How '{mediaType}' is written is not known; the body is plain bytes.", entry.KeyPosition);
        }

        return new ContentChoice(mediaType, null, true, name);
    }

    /// <summary>Without a schema JSON is any value, and text a string.</summary>
    private static SchemaModel Bare(MediaKind kind, MarkedEntry entry) =>
        new() { Kind = kind == MediaKind.Text ? SchemaKind.String : SchemaKind.Any, Position = entry.KeyPosition };

    private int Rank(string mediaType, bool isRequest) => MediaTypes.KindOf(mediaType) switch
    {
        MediaKind.Json => IsXml ? 1 : 0,
        MediaKind.Xml => IsXml ? 0 : 4,
        MediaKind.Form => isRequest ? 2 : 6,
        MediaKind.Text => 5,
        _ => mediaType.IndexOf("urlencoded", StringComparison.OrdinalIgnoreCase) >= 0 ? 6 : 3,
    };
}
