namespace Virga.Specs.Model;

/// <summary>One shape that the body of a response may have.</summary>
public sealed class ContentModel
{
    /// <summary>The media type that is asked for.</summary>
    public required string MediaType { get; init; }

    /// <summary>Other media types of the same shape.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The body's schema, of a stream that of an item (of events, of their data); null for bytes.</summary>
    public SchemaModel? Schema { get; init; }

    /// <summary>Bytes as they arrive.</summary>
    public required bool IsBinary { get; init; }

    /// <summary>How it comes in, when it is no single value.</summary>
    public StreamKind Stream { get; init; }

    public required SourcePosition Position { get; init; }
}
