namespace Virga.Http;

/// <content>Streams of events.</content>
public sealed partial class ServiceTransport
{
    /// <summary>A reader of server-sent events whose data has a type.</summary>
    /// <typeparam name="T">The type of the data.</typeparam>
    /// <param name="options">What the call does differently.</param>
    /// <param name="read">Reads the data of an event.</param>
    public EventReader<T> ReadEvents<T>(CallOptions? options, ReadItem<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new EventReader<T>(this, options, read);
    }

    /// <summary>A reader of server-sent events whose data is text.</summary>
    /// <param name="options">What the call does differently.</param>
    public EventReader<string> ReadTextEvents(CallOptions? options) => new(this, options, null);
}
