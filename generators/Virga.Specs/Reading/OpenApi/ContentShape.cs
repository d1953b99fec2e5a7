using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>A shape of a response's body while its media types are gathered.</summary>
internal sealed class ContentShape(string mediaType, MarkedNode node, StreamKind stream, SourcePosition position)
{
    public List<string> Also { get; } = [];

    public bool IsBinary { get; init; }

    public SchemaModel? Schema { get; init; }

    /// <summary>Whether another media type has this shape too: the same schema, written in a way that is known, or bytes for both.</summary>
    public bool Takes(string other, MarkedNode given, StreamKind way)
    {
        if (way != stream || !IsSame(node["schema"], given["schema"], 0) || !IsSame(node["itemSchema"], given["itemSchema"], 0)) return false;
        var kind = MediaTypes.KindOf(other);
        if (kind == MediaTypes.KindOf(mediaType) || (IsBinary && Schema is null && node["schema"] is not null)) return true;
        return !IsBinary && node["schema"] is not null && (kind is MediaKind.Json or MediaKind.Xml or MediaKind.Text || other.IndexOf('*') >= 0);
    }

    public ContentModel ToModel() => new() { MediaType = mediaType, Also = Also, Schema = Schema, IsBinary = IsBinary, Stream = stream, Position = position };

    /// <summary>Whether two nodes say the same. What is nested deeper than schemas ever are is taken for different.</summary>
    private static bool IsSame(MarkedNode? one, MarkedNode? two, int depth)
    {
        if (ReferenceEquals(one, two)) return true;
        if (one is null || two is null || depth > 16 || one.Kind != two.Kind || one.Scalar != two.Scalar || one.Items.Count != two.Items.Count || one.Entries.Count != two.Entries.Count) return false;
        for (var i = 0; i < one.Items.Count; i++) if (!IsSame(one.Items[i], two.Items[i], depth + 1)) return false;
        foreach (var entry in one.Entries) if (two[entry.Key] is not { } value || !IsSame(entry.Value, value, depth + 1)) return false;
        return true;
    }
}
