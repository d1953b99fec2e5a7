using System.Text;

namespace Virga.Testing;

/// <summary>A request as it was sent.</summary>
public sealed class RecordedRequest
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    public RecordedRequest(HttpRequestMessage message, byte[] body)
    {
        Method = message.Method.Method;
        Uri = message.RequestUri!;
        Body = body;
        ContentLength = message.Content?.Headers.ContentLength;
        HasContent = message.Content is not null;
        foreach (var (name, values) in message.Headers.NonValidated)
        {
            foreach (var value in values) _headers.Add(new(name, value));
        }

        if (message.Content is null) return;
        foreach (var (name, values) in message.Content.Headers.NonValidated)
        {
            foreach (var value in values) _headers.Add(new(name, value));
        }
    }

    public string Method { get; }

    public Uri Uri { get; }

    /// <summary>The URL without scheme and host, exactly as it goes on the wire.</summary>
    public string Target => Uri.PathAndQuery;

    public byte[] Body { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    public long? ContentLength { get; }

    public bool HasContent { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The first value of a header; null when it was not sent.</summary>
    public string? Header(string name) => _headers.Where(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();
}
