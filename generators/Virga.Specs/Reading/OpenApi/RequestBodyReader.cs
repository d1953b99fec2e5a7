using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>
/// The body of a request. One media type is the operation's own, the protocol's first; those that are written in the same shape need nothing more,
/// and each other shape is a body beside it.
/// </summary>
internal sealed class RequestBodyReader(ReadingScope scope, SchemaReader schemas)
{
    private static readonly string[] Patterns = ["image/", "audio/", "video/", "font/", "model/"];

    private static readonly HashSet<string> Opaque = new(StringComparer.Ordinal) { "application/octet-stream", "application/pdf", "application/zip", "application/gzip", "application/x-tar", "*/*", "application/*" };

    public BodyModel? Read(MarkedNode? written, string operation)
    {
        if (written is null || scope.References.Follow(written) is not { } node) return null;
        if (node["content"] is not { IsMapping: true, Entries.Count: > 0 } content) return null;
        var bodies = new List<BodyModel>();
        foreach (var entry in content.Entries.OrderBy(candidate => Rank(candidate.Key)))
        {
            var variant = bodies.Count == 0 ? "" : Word(KindOf(entry.Key));
            if (scope.References.Follow(entry.Value) is { } media) bodies.Add(Body(entry, media, node, written.Position, operation + variant + "Request", bodies));
        }

        if (bodies.Count == 0) return null;
        var groups = new List<List<BodyModel>>();
        foreach (var body in bodies)
        {
            if (groups.Find(group => group[0].Kind == body.Kind && SchemaShapes.Same(group[0].Schema, body.Schema)) is { } same) same.Add(body);
            else groups.Add([body]);
        }

        var words = new HashSet<string>(StringComparer.Ordinal) { Word(groups[0][0].Kind) };
        var others = groups.Skip(1).Select(group => Copy(group, Variant(group[0], words), [])).ToList();
        return Copy(groups[0], "", others);
    }

    /// <summary>Json, Xml and so on where that tells them apart; else a name made from the media type.</summary>
    private static string Variant(BodyModel body, HashSet<string> words)
    {
        if (words.Add(Word(body.Kind))) return Word(body.Kind);
        var slash = body.MediaType.IndexOf('/');
        var word = Identifiers.Pascal(body.MediaType.Substring(slash + 1));
        while (!words.Add(word)) word += "2";
        return word;
    }

    private static string Word(RequestKind kind) => kind switch
    {
        RequestKind.Form => "Multipart",
        RequestKind.UrlEncoded => "Form",
        _ => kind.ToString(),
    };

    private static BodyModel Copy(List<BodyModel> group, string variant, IReadOnlyList<BodyModel> others)
    {
        var first = group[0];
        return new BodyModel
        {
            MediaType = first.MediaType,
            Kind = first.Kind,
            Required = first.Required,
            Schema = first.Schema,
            Encodings = first.Encodings,
            IsMediaTypeOpen = first.IsMediaTypeOpen || (first.Kind is RequestKind.Bytes or RequestKind.Text && group.Count > 1),
            Variant = variant,
            Others = others,
            Name = first.Name,
            Description = first.Description,
            Position = first.Position,
        };
    }

    private BodyModel Body(MarkedEntry entry, MarkedNode media, MarkedNode node, SourcePosition position, string place, List<BodyModel> earlier)
    {
        scope.Spend(1, entry.KeyPosition);
        scope.Values.CheckPlace(media, DialectPlace.MediaType);
        var name = media[DialectKeys.Name] ?? node[DialectKeys.Name];
        var schema = media["schema"] is { } written ? schemas.Read(written, place) : null;
        var (kind, shape) = Decide(entry, schema);

        // One type for what is declared anew under each media type.
        if (shape is not null && earlier.Find(body => SchemaShapes.Same(body.Schema, shape)) is { } known) shape = known.Schema;
        var isPattern = entry.Key.IndexOf('*') >= 0;
        var isMultipart = kind == RequestKind.Bytes && IsMultipart(entry.Key);
        return new BodyModel
        {
            MediaType = !isPattern ? entry.Key : kind switch { RequestKind.Xml => "application/xml", RequestKind.Json => "application/json", RequestKind.Text => "text/plain", _ => "application/octet-stream" },
            Kind = kind,
            Required = Words.IsTrue(node, "required"),
            Schema = shape,
            Encodings = kind is RequestKind.Form or RequestKind.UrlEncoded ? Encodings(media, place) : new Dictionary<string, PartEncoding>(),
            IsMediaTypeOpen = kind is RequestKind.Bytes or RequestKind.Text && (isPattern || isMultipart),
            Name = name is null ? null : scope.Values.Identifier(name),
            Description = Words.Description(node),
            Position = position,
        };
    }

    private (RequestKind Kind, SchemaModel? Schema) Decide(MarkedEntry entry, SchemaModel? schema)
    {
        var kind = KindOf(entry.Key);
        if (schema?.Kind == SchemaKind.Binary) return (RequestKind.Bytes, null);
        switch (kind)
        {
            case RequestKind.Form:
                if (schema is { Properties.Count: > 0 }) return (kind, schema);
                scope.Faults.Info(DiagnosticIds.Unsupported, "multipart/form-data needs a schema with properties, one for each part; the body is plain bytes.", entry.KeyPosition);
                return (RequestKind.Bytes, null);
            case RequestKind.UrlEncoded when schema is { Kind: SchemaKind.String or SchemaKind.Integer or SchemaKind.Number or SchemaKind.Boolean or SchemaKind.Array }:
                scope.Faults.Info(DiagnosticIds.Unsupported, "A form needs a schema of type object; the body is a text that the caller writes.", entry.KeyPosition);
                return (RequestKind.Text, Bare(SchemaKind.String, entry));
            case RequestKind.Text when schema is { Kind: SchemaKind.Object or SchemaKind.Map or SchemaKind.Array or SchemaKind.Union }:
                scope.Faults.Info(DiagnosticIds.Unsupported, $"A value of this shape cannot be written as '{entry.Key}'; the body is a text.", entry.KeyPosition);
                return (kind, Bare(SchemaKind.String, entry));
            case RequestKind.Text:
                return (kind, schema is null or { Kind: SchemaKind.Any } ? Bare(SchemaKind.String, entry) : schema);
            case RequestKind.Bytes:
                if (entry.Key is "*/*" or "application/*" && schema is not null) return (scope.Protocol == ProtocolKind.RestXml ? RequestKind.Xml : RequestKind.Json, schema);
                if (schema is { Kind: SchemaKind.String, Format: null } && !IsOpaque(entry.Key)) return (RequestKind.Text, schema);
                if (schema is { Kind: not (SchemaKind.Any or SchemaKind.String) } && !IsMultipart(entry.Key)) scope.Faults.Info(DiagnosticIds.Unsupported, $"How '{entry.Key}' is written is not known; the body is plain bytes.", entry.KeyPosition);
                return (kind, null);
            default:
                return (kind, schema ?? Bare(SchemaKind.Any, entry));
        }
    }

    private static bool IsMultipart(string mediaType) => mediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Media types that hold no text, whatever their schema says: octets are often declared as a string.</summary>
    private static bool IsOpaque(string mediaType)
    {
        var bare = mediaType.Split(';')[0].Trim().ToLowerInvariant();
        return Opaque.Contains(bare) || bare.StartsWith("multipart/", StringComparison.Ordinal) || Patterns.Any(pattern => bare.StartsWith(pattern, StringComparison.Ordinal));
    }

    private static SchemaModel Bare(SchemaKind kind, MarkedEntry entry) => new() { Kind = kind, Position = entry.KeyPosition };

    private Dictionary<string, PartEncoding> Encodings(MarkedNode media, string place)
    {
        var encodings = new Dictionary<string, PartEncoding>(StringComparer.Ordinal);
        foreach (var entry in media["encoding"]?.Entries ?? [])
        {
            var node = entry.Value;
            var type = Words.Text(node["contentType"])?.Split(',').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0 && text.IndexOf('*') < 0);
            var explode = node["explode"]?.Scalar is { } given ? given == "true" : (bool?)null;
            encodings[entry.Key] = new PartEncoding(type, Style(node), explode, Words.IsTrue(node, "allowReserved"), Headers(node["headers"], place + Identifiers.Pascal(entry.Key)), entry.KeyPosition);
        }

        return encodings;
    }

    private string? Style(MarkedNode node)
    {
        if (Words.Text(node["style"]) is not { } style) return null;
        if (style is "form" or "spaceDelimited" or "pipeDelimited" or "deepObject") return style;
        scope.Faults.Info(DiagnosticIds.Unsupported, $"The style '{style}' is none of a form (form, spaceDelimited, pipeDelimited, deepObject); the field is written in the style form.", node["style"]!.Position);
        return "form";
    }

    private List<HeaderModel> Headers(MarkedNode? headers, string place)
    {
        var read = new List<HeaderModel>();
        foreach (var entry in headers?.Entries ?? [])
        {
            // Content-Type of a part is told by contentType; OpenAPI ignores it here.
            if (string.Equals(entry.Key, "Content-Type", StringComparison.OrdinalIgnoreCase) || scope.References.Follow(entry.Value) is not { } node) continue;
            read.Add(new HeaderModel
            {
                WireName = entry.Key,
                Name = Words.Name(scope, node) ?? Identifiers.Pascal(entry.Key),
                Required = Words.IsTrue(node, "required"),
                Schema = node["schema"] is { } schema ? schemas.Read(schema, place + Identifiers.Pascal(entry.Key)) : new SchemaModel { Kind = SchemaKind.String, Position = node.Position },
                Description = Words.Description(node),
                Position = entry.KeyPosition,
            });
        }

        return read;
    }

    private static RequestKind KindOf(string mediaType) => MediaTypes.KindOf(mediaType) switch
    {
        MediaKind.Json => RequestKind.Json,
        MediaKind.Xml => RequestKind.Xml,
        MediaKind.Text => RequestKind.Text,
        MediaKind.Form => RequestKind.Form,
        _ => mediaType.Trim().StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? RequestKind.UrlEncoded : RequestKind.Bytes,
    };

    private int Rank(string mediaType) => KindOf(mediaType) switch
    {
        RequestKind.Json => scope.Protocol == ProtocolKind.RestXml ? 1 : 0,
        RequestKind.Xml => scope.Protocol == ProtocolKind.RestXml ? 0 : 5,
        RequestKind.Form => 2,
        RequestKind.UrlEncoded => 3,
        RequestKind.Text => 6,
        _ => 4,
    };
}
