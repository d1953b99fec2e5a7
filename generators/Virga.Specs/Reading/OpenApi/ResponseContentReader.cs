using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>What the content of a response says: the shapes that its body may have, the protocol's own first. Media types of one shape stand together.</summary>
internal sealed class ResponseContentReader(ReadingScope scope, SchemaReader schemas)
{
    private static readonly string[] Streams = ["bytes", "ndjson", "sse", "json-array"];

    public IReadOnlyList<ContentModel> Read(MarkedNode? content, string place)
    {
        if (content is not { IsMapping: true, Entries.Count: > 0 }) return [];
        var shapes = new List<ContentShape>();
        foreach (var entry in content.Entries.OrderBy(candidate => Rank(candidate.Key)))
        {
            if (entry.Key.StartsWith("x-", StringComparison.Ordinal) || scope.References.Follow(entry.Value) is not { } node) continue;
            scope.Values.CheckPlace(node, DialectPlace.MediaType);
            var written = node["schema"];
            var stream = StreamOf(entry, node);
            if (shapes.Find(shape => shape.Takes(entry.Key, node, stream)) is { } known) known.Also.Add(entry.Key);
            else shapes.Add(Shape(entry, node, written, stream, shapes.Count == 0 ? place : place + MediaTypes.Word(entry.Key)));
        }

        return [.. shapes.Select(shape => shape.ToModel())];
    }

    private StreamKind StreamOf(MarkedEntry entry, MarkedNode node) => scope.Values.Choice(node, DialectKeys.Stream, Streams) switch
    {
        "bytes" => StreamKind.Bytes,
        "ndjson" => MediaTypes.StreamOf(entry.Key) == StreamKind.Records ? StreamKind.Records : StreamKind.Lines,
        "sse" => StreamKind.Events,
        "json-array" => StreamKind.Array,
        _ => MediaTypes.StreamOf(entry.Key),
    };

    private ContentShape Shape(MarkedEntry entry, MarkedNode node, MarkedNode? written, StreamKind stream, string place)
    {
        var mediaType = Concrete(entry.Key, written);
        if (stream == StreamKind.Bytes) return new ContentShape(mediaType, node, stream, entry.KeyPosition) { IsBinary = true };
        var schema = written is null ? null : schemas.Read(written, place);
        // Bytes of any media type are asked for as such, and not as the JSON that a pattern with a schema means otherwise.
        if (schema?.Kind == SchemaKind.Binary) return new ContentShape(entry.Key.StartsWith("*", StringComparison.Ordinal) || entry.Key.StartsWith("application/*", StringComparison.OrdinalIgnoreCase) ? "application/octet-stream" : mediaType, node, StreamKind.None, entry.KeyPosition) { IsBinary = true };
        if (stream != StreamKind.None) return Items(entry, node, schema, stream, mediaType, place);
        var kind = MediaTypes.KindOf(mediaType);
        if (kind == MediaKind.Form) return Bytes("A response of several parts is read as plain bytes.", isKnown: false);
        if (kind == MediaKind.Bytes) return Bytes($"How '{mediaType}' is written is not known; the body is plain bytes.", schema is null or { Kind: SchemaKind.Any or SchemaKind.String });
        if (kind == MediaKind.Text && schema is { Kind: SchemaKind.Object or SchemaKind.Map or SchemaKind.Array or SchemaKind.Union })
        {
            scope.Faults.Info(DiagnosticIds.Unsupported, $"A value of this shape cannot be written as '{mediaType}'; the body is a text.", entry.KeyPosition);
            schema = null;
        }

        if (kind == MediaKind.Text && schema?.Kind == SchemaKind.Any) schema = null;
        schema ??= new SchemaModel { Kind = kind == MediaKind.Text ? SchemaKind.String : SchemaKind.Any, Position = entry.KeyPosition };
        return new ContentShape(mediaType, node, stream, entry.KeyPosition) { Schema = schema };

        ContentShape Bytes(string why, bool isKnown)
        {
            if (!isKnown) scope.Faults.Info(DiagnosticIds.Unsupported, why, entry.KeyPosition);
            return new ContentShape(mediaType, node, stream, entry.KeyPosition) { IsBinary = true };
        }
    }

    /// <summary>The schema of a stream is that of an item, or of a list of them; itemSchema (OpenAPI 3.2) says the former.</summary>
    private ContentShape Items(MarkedEntry entry, MarkedNode node, SchemaModel? schema, StreamKind stream, string mediaType, string place)
    {
        var item = schema is { Kind: SchemaKind.Array } ? schema.Items : schema;
        if (node["itemSchema"] is { } written) item = schemas.Read(stream == StreamKind.Events ? EventData(written) : written, place + "Item");
        else if (stream == StreamKind.Array && schema is not (null or { Kind: SchemaKind.Array }))
        {
            scope.Values.Wrong(DialectKeys.Stream, "on a media type whose schema is an array, for json-array", node[DialectKeys.Stream] ?? node);
        }

        item ??= new SchemaModel { Kind = stream == StreamKind.Events ? SchemaKind.String : SchemaKind.Any, Position = entry.KeyPosition };
        return new ContentShape(mediaType, node, stream, entry.KeyPosition) { Schema = item };
    }

    /// <summary>An item schema of events may describe the whole event; what is typed is its data, which is a text that holds JSON (contentSchema).</summary>
    private MarkedNode EventData(MarkedNode written)
    {
        var item = scope.References.Follow(written);
        if (item?["properties"]?["data"] is not { } data) return written;
        return scope.References.Follow(data)?["contentSchema"] ?? data;
    }

    private string Concrete(string mediaType, MarkedNode? written)
    {
        if (mediaType.IndexOf('*') < 0) return mediaType;
        if (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)) return "text/plain";
        var isOpen = mediaType.StartsWith("*", StringComparison.Ordinal) || mediaType.StartsWith("application/", StringComparison.OrdinalIgnoreCase);
        if (!isOpen || written is null) return "application/octet-stream";
        return scope.Protocol == ProtocolKind.RestXml ? "application/xml" : "application/json";
    }

    private int Rank(string mediaType) => MediaTypes.StreamOf(mediaType) != StreamKind.None ? 4 : MediaTypes.KindOf(mediaType) switch
    {
        MediaKind.Json => scope.Protocol == ProtocolKind.RestXml ? 1 : 0,
        MediaKind.Xml => scope.Protocol == ProtocolKind.RestXml ? 0 : 5,
        MediaKind.Text => 6,
        MediaKind.Form => 7,
        _ => 3,
    };
}
