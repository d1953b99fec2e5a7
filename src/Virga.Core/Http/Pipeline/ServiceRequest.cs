namespace Virga.Http;

/// <summary>A request while it is built, and then sent. Calls come in the order of their parts: server, path, query, headers, body. After sending it is used up. Each gives the request itself, so that calls chain.</summary>
/// <remarks>Not safe for concurrent calls. The object is used again for other requests, so it must not be kept.</remarks>
public sealed partial class ServiceRequest
{
    private readonly RequestAttempt _attempt;
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private TextBuffer _target = new(256);
    private int _queryAt = -1;
    private string? _serverQuery;
    private Operation? _operation;
    private Origin? _origin;
    private CallOptions? _options;

    internal ServiceRequest(ServiceTransport transport)
    {
        Transport = transport;
        _attempt = new RequestAttempt(this);
    }

    internal ServiceTransport Transport { get; }

    internal Operation Operation => _operation ?? throw new InvalidOperationException("The request has been sent; begin a new one.");

    internal Origin Origin => _origin ?? throw new InvalidOperationException("The request has been sent; begin a new one.");

    internal ReadOnlySpan<char> PathText => _target.Length == 0 || _queryAt == 0 ? "/" : _target.Text[..(_queryAt < 0 ? _target.Length : _queryAt)];

    internal ReadOnlySpan<char> QueryText => _queryAt < 0 ? [] : _target.Text[(_queryAt + 1)..];

    /// <summary>Appends a literal to the path.</summary>
    /// <param name="encoded">The text as it is sent, beginning with a slash.</param>
    public ServiceRequest Path(string encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        BeginPath();

        // A base path or a server's own path may end where this one begins.
        _target.Append(encoded.Length > 0 && encoded[0] == '/' && _target.Last == '/' ? encoded.AsSpan(1) : encoded);
        return this;
    }

    /// <summary>Appends a value to the path; all but unreserved characters are percent-encoded.</summary>
    /// <param name="name">The parameter, for messages.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is null, empty, <c>.</c> or <c>..</c>, which servers read as a step in the path.</exception>
    public ServiceRequest Segment(string name, string? value)
    {
        var text = Required(name, value);
        if (text is "." or "..") throw new ArgumentException($"The value of {name} is '{text}', which servers read as a step in the path.", name);
        BeginPath();
        PercentText.Append(ref _target, text, keepSlash: false, name);
        return this;
    }

    /// <summary>Appends a value to the path as <see cref="Segment(string, string?)"/> does, but keeps slashes and steps.</summary>
    /// <param name="name">The parameter, for messages.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public ServiceRequest Greedy(string name, string? value)
    {
        var text = Required(name, value);
        BeginPath();
        PercentText.Append(ref _target, text, keepSlash: true, name);
        return this;
    }

    /// <summary>Appends a value to the path as it is.</summary>
    /// <param name="name">The parameter, for messages.</param>
    /// <param name="value">The value, encoded.</param>
    /// <exception cref="ArgumentException">The value is null or empty, or holds a character that cannot stand in a path.</exception>
    public ServiceRequest Raw(string name, string? value)
    {
        var text = Required(name, value);
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~' or '?' or '#') throw new ArgumentException($"The value of {name} holds the character U+{(int)c:X4}, which cannot stand in a path; percent-encode it.", name);
        }

        BeginPath();
        _target.Append(text);
        return this;
    }

    /// <summary>Appends a bucket: as first label of the host or as first segment of the path, as addressing and the name allow.</summary>
    /// <param name="name">The parameter, for messages.</param>
    /// <param name="value">The bucket.</param>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public ServiceRequest HostLabel(string name, string? value)
    {
        var text = Required(name, value);
        if (Transport.Labelled(Origin, text) is { } labelled)
        {
            _origin = labelled;
            return this;
        }

        Path("/");
        Segment(name, text);
        return this;
    }

    /// <summary>Appends a literal to the query.</summary>
    /// <param name="encoded">The text as it is sent, without question mark.</param>
    public ServiceRequest QueryLiteral(string encoded)
    {
        if (string.IsNullOrEmpty(encoded)) return this;
        BeginParameter();
        _target.Append(encoded);
        return this;
    }

    /// <summary>Appends a parameter to the query.</summary>
    /// <param name="name">The name, encoded.</param>
    /// <param name="value">The value; null to leave it out.</param>
    public ServiceRequest Query(string name, string? value)
    {
        if (value is null) return this;
        BeginParameter();
        _target.Append(name);
        _target.Append('=');
        PercentText.Append(ref _target, value, keepSlash: false, name);
        return this;
    }

    /// <summary>Appends a list to the query.</summary>
    /// <param name="name">The name, encoded.</param>
    /// <param name="values">The values; null or none to leave it out.</param>
    /// <param name="explode">True for one parameter a value, false for one with commas between the values.</param>
    public ServiceRequest Query(string name, IEnumerable<string>? values, bool explode)
    {
        if (values is null) return this;
        var first = true;
        foreach (var value in values)
        {
            if (value is null) continue;
            if (explode || first)
            {
                BeginParameter();
                _target.Append(name);
                _target.Append('=');
            }
            else
            {
                _target.Append(',');
            }

            PercentText.Append(ref _target, value, keepSlash: false, name);
            first = false;
        }

        return this;
    }

    /// <summary>Appends a name without a value to the query.</summary>
    /// <param name="name">The name, encoded.</param>
    /// <param name="value">Whether to.</param>
    public ServiceRequest QueryFlag(string name, bool? value)
    {
        if (value != true) return this;
        BeginParameter();
        _target.Append(name);
        return this;
    }

    internal void AddQuery(string encodedName, string encodedValue)
    {
        BeginParameter();
        _target.Append(encodedName);
        _target.Append('=');
        _target.Append(encodedValue);
    }

    internal Uri ToUri()
    {
        var text = PathText.Length == 1 && _queryAt <= 0 && _target.Text is not "/"
            ? string.Concat(Origin.Prefix, "/", _target.Text)
            : string.Concat(Origin.Prefix, _target.Text);

        // Dot segments and escapes in keys must reach the wire exactly as they were signed.
        return new Uri(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static string Required(string name, string? value) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException($"{name} is {(value is null ? "null" : "empty")}; it is part of the path and needs a value.", name) : value;

    private void BeginPath()
    {
        if (_queryAt >= 0) throw new InvalidOperationException("The path was continued after the query had begun.");
        if (_target.Length == 0) _target.Append(Origin.BasePath);
    }

    private void BeginParameter()
    {
        if (_queryAt < 0) BeginQuery();
        if (_target.Last != '?') _target.Append('&');
    }

    /// <summary>Begins the query with that of the server's URL, which goes before the request's own.</summary>
    private void BeginQuery()
    {
        if (_target.Length == 0) _target.Append(Origin.BasePath);

        // The address of a session comes later, with its own path.
        if (_target.Length == 0 && _sessionServer is null) _target.Append('/');
        _queryAt = _target.Length;
        _target.Append('?');
        _target.Append(_serverQuery);
        _serverQuery = null;
    }
}
