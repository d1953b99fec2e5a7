using System.Net.Http.Headers;

namespace Virga.Http;

/// <summary>The status and headers of an answer. It stays usable when the response is disposed.</summary>
public readonly struct ResponseHead
{
    private readonly HttpResponseMessage? _message;
    private readonly string? _operation;

    internal ResponseHead(HttpResponseMessage message, string operation)
    {
        _message = message;
        _operation = operation;
    }

    internal string Operation => _operation ?? "";

    /// <summary>The HTTP status.</summary>
    public int Status => _message is null ? 0 : (int)_message.StatusCode;

    /// <summary>Whether Content-Type says JSON: <c>application/json</c>, <c>text/json</c> or <c>+json</c>.</summary>
    public bool IsJson => Says("json");

    /// <summary>Whether Content-Type says XML: <c>application/xml</c>, <c>text/xml</c> or <c>+xml</c>.</summary>
    public bool IsXml => Says("xml");

    /// <summary>Whether Content-Type says text that is neither JSON nor XML.</summary>
    public bool IsText => Header("Content-Type") is { } type && type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !IsJson && !IsXml;

    /// <summary>The first value of a header; null when it is not there.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Header(string name)
    {
        if (_message is null) return null;
        if (_message.Headers.NonValidated.TryGetValues(name, out var values) || _message.Content.Headers.NonValidated.TryGetValues(name, out values))
        {
            foreach (var value in values) return value;
        }

        return null;
    }

    /// <summary>The first value of a header that the spec requires.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.MalformedResponse"/> when it is not there.</exception>
    public string RequiredHeader(string name) =>
        Header(name) ?? throw new VirgaException(ErrorKind.MalformedResponse, $"{_operation}: the answer has no header {name}, which the service promises.") { Status = Status };

    /// <summary>All headers whose names begin with a prefix, by the rest of the name in lower case.</summary>
    /// <param name="prefix">The prefix, in any case.</param>
    public IReadOnlyDictionary<string, string> HeaderMap(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        HeaderMap? map = null;
        if (_message is not null)
        {
            Collect(_message.Headers.NonValidated, prefix, ref map);
            Collect(_message.Content.Headers.NonValidated, prefix, ref map);
        }

        return map ?? (IReadOnlyDictionary<string, string>)System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>The items of a header whose value is a list, from all its lines; none when it is not there.</summary>
    /// <param name="name">The name, in any case.</param>
    public string[] HeaderList(string name)
    {
        if (_message is null || !(_message.Headers.NonValidated.TryGetValues(name, out var values) || _message.Content.Headers.NonValidated.TryGetValues(name, out values))) return [];
        var text = values.Count == 1 ? values.ToString() : string.Join(',', values);
        return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The members of a header whose value is an object in OpenAPI's simple style: <c>a,1,b,2</c>, or <c>a=1,b=2</c> where it explodes; none when it is not there.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="explode">Whether it explodes.</param>
    public IReadOnlyDictionary<string, string> HeaderObject(string name, bool explode)
    {
        var items = HeaderList(name);
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            var equals = explode ? items[i].IndexOf('=') : -1;
            if (explode) members[equals < 0 ? items[i] : items[i][..equals]] = equals < 0 ? "" : items[i][(equals + 1)..];
            else if (i + 1 < items.Length) members[items[i]] = items[++i];
        }

        return members;
    }

    /// <summary>A header in UTF-8, to be read as JSON; empty when it is not there.</summary>
    /// <param name="name">The name, in any case.</param>
    public System.Buffers.ReadOnlySequence<byte> Utf8Header(string name) => new(System.Text.Encoding.UTF8.GetBytes(Header(name) ?? ""));

    internal List<KeyValuePair<string, string>> ToList()
    {
        var list = new List<KeyValuePair<string, string>>();
        if (_message is null) return list;
        foreach (var (name, values) in _message.Headers.NonValidated)
        {
            foreach (var value in values) list.Add(new(name, value));
        }

        foreach (var (name, values) in _message.Content.Headers.NonValidated)
        {
            foreach (var value in values) list.Add(new(name, value));
        }

        return list;
    }

    private bool Says(string format)
    {
        if (Header("Content-Type") is not { } type) return false;
        var bare = type.AsSpan();
        var end = bare.IndexOf(';');
        if (end >= 0) bare = bare[..end];
        bare = bare.TrimEnd();
        return bare.Length > format.Length && bare.EndsWith(format, StringComparison.OrdinalIgnoreCase) && bare[bare.Length - format.Length - 1] is '/' or '+';
    }

    private static void Collect(HttpHeadersNonValidated headers, string prefix, ref HeaderMap? map)
    {
        foreach (var (name, values) in headers)
        {
            if (name.Length <= prefix.Length || !name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;

            // Several lines of one name are one value, RFC 9110 section 5.3.
            (map ??= new HeaderMap()).Add(name[prefix.Length..].ToLowerInvariant(), values.Count == 1 ? values.ToString() : string.Join(", ", values));
        }
    }
}
