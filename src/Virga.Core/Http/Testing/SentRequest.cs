using System.Text;

namespace Virga.Http.Testing;

/// <summary>A request as a <see cref="ScriptedTransport"/> saw it, body included.</summary>
public sealed class SentRequest
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    internal SentRequest(HttpRequestMessage message, byte[] body)
    {
        Method = message.Method.Method;
        Uri = message.RequestUri!;
        Body = body;
        Add(message.Headers.NonValidated);
        if (message.Content is { } content) Add(content.Headers.NonValidated);
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The URL.</summary>
    public Uri Uri { get; }

    /// <summary>Path and query, exactly as they go on the wire.</summary>
    public string Target => Uri.PathAndQuery;

    /// <summary>The path without the query.</summary>
    public string Path => Target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? Target[..at] : Target;

    /// <summary>All headers, one entry a value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body as text in UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The first value of a header; null when it was not sent.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Header(string name)
    {
        foreach (var (key, value) in _headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    /// <summary>The method and the URL, without secrets in the query.</summary>
    public override string ToString()
    {
        var at = Target.IndexOf('?', StringComparison.Ordinal);
        return Redaction.Url($"{Method} ", at < 0 ? Target : Target.AsSpan(0, at), at < 0 ? [] : Target.AsSpan(at + 1), hideAll: false, alsoSecret: null);
    }

    private void Add(System.Net.Http.Headers.HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values) _headers.Add(new(name, value));
        }
    }
}
