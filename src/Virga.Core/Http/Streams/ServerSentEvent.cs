namespace Virga.Http;

/// <summary>An event of a <c>text/event-stream</c>, as the HTML standard (section 9.2) reads them.</summary>
/// <typeparam name="T">The type of its data.</typeparam>
/// <param name="Data">The data: the lines of its <c>data</c> fields, read as the spec says.</param>
public sealed record ServerSentEvent<T>(T Data)
{
    /// <summary>The kind of event.</summary>
    /// <value>Default <c>message</c>.</value>
    public string Event { get; init; } = "message";

    /// <summary>The last <c>id</c> that the stream gave, of this event or of one before; null when it gave none.</summary>
    public string? Id { get; init; }

    /// <summary>How long to wait before connecting again, when this event says so.</summary>
    public TimeSpan? Retry { get; init; }
}
