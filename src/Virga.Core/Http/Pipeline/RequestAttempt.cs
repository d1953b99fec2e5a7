using System.Security.Cryptography;

namespace Virga.Http;

/// <summary>One sending of a request, as a security scheme sees it and adds to it. It is valid during the call that it is given to, and used again afterwards.</summary>
public sealed class RequestAttempt
{
    private readonly ServiceRequest _request;
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private string? _path;
    private string? _query;

    internal RequestAttempt(ServiceRequest request) => _request = request;

    /// <summary>The operation.</summary>
    public Operation Operation => _request.Operation;

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method => Operation.Method;

    /// <summary><c>https</c> or <c>http</c>.</summary>
    public string Scheme => _request.Origin.Scheme;

    /// <summary>Host as it is sent, with the port when it is not the scheme's own.</summary>
    public string Host => _request.Origin.Authority;

    /// <summary>Whether it goes over TLS.</summary>
    public bool IsSecure => _request.Origin.IsSecure;

    /// <summary>Path as it is sent, percent-encoded, beginning with a slash.</summary>
    public string Path => _path ??= _request.PathText.ToString();

    /// <summary>The same without making a string. It is valid until the query is changed.</summary>
    public ReadOnlySpan<char> PathText => _request.PathText;

    /// <summary>Query as it is sent, percent-encoded, without the question mark; may be empty.</summary>
    public string Query => _query ??= _request.QueryText.ToString();

    /// <summary>The same without making a string. It is valid until the query is changed.</summary>
    public ReadOnlySpan<char> QueryText => _request.QueryText;

    /// <summary>Headers as they are sent, other than Host and Content-Length.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The same as a type that is walked through without an enumerator of its own.</summary>
    internal List<KeyValuePair<string, string>> HeaderList => _headers;

    /// <summary>Length of the body in bytes before framing; 0 without a body, null when it is not known.</summary>
    public long? BodyLength => _request.BodySource is { } body ? body.Length : 0;

    /// <summary>Whether there is a body.</summary>
    public bool HasBody => _request.BodySource is not null;

    /// <summary>Whether the body can be read more than once; true without a body.</summary>
    public bool IsBodyReplayable => _request.BodySource?.IsReplayable ?? true;

    /// <summary>Whether the signature covers the body, as options and profile say.</summary>
    public PayloadPolicy Payload => _request.Transport.Payload;

    /// <summary>How the body may be framed: <c>plain</c>, <c>aws-chunked</c>.</summary>
    public string Framing => Operation.Framing;

    /// <summary>The algorithm of a checksum that the operation wants and that could not be put into a header, since the body is read once: to be sent as a trailer where the framing has trailers.</summary>
    public ChecksumAlgorithm TrailerChecksum => _request.TrailerChecksum;

    /// <summary>The name of that trailer; null when there is none.</summary>
    public string? TrailerName => _request.TrailerName;

    /// <summary>The present time by the service's clock, as far as it is known.</summary>
    public DateTimeOffset Now => _request.Transport.Options.TimeProvider.GetUtcNow() + ClockSkew;

    /// <summary>How far the service's clock is ahead of ours. It is kept for all later requests of the client.</summary>
    public TimeSpan ClockSkew
    {
        get => _request.Transport.ClockSkew;
        set => _request.Transport.CorrectClock(value, Operation.Name);
    }

    internal ServiceTransport Transport => _request.Transport;

    internal Func<Stream, Stream>? Wrap { get; private set; }

    internal long? FramedLength { get; private set; }

    /// <summary>Sets a header; an earlier value is replaced.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void SetHeader(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        for (var i = 0; i < _headers.Count; i++)
        {
            if (!string.Equals(_headers[i].Key, name, StringComparison.OrdinalIgnoreCase)) continue;
            _headers[i] = new(name, value);
            return;
        }

        _headers.Add(new(name, value));
    }

    /// <summary>The value of a header; null when it is not set.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Header(string name)
    {
        foreach (var (key, value) in _headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    /// <summary>Adds a parameter to the query, of this attempt alone.</summary>
    /// <param name="encodedName">The name, percent-encoded.</param>
    /// <param name="encodedValue">The value, percent-encoded.</param>
    public void AddQuery(string encodedName, string encodedValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(encodedName);
        ArgumentNullException.ThrowIfNull(encodedValue);
        _request.AddQuery(encodedName, encodedValue);
        _query = null;
    }

    /// <summary>Adds a cookie, of this attempt alone.</summary>
    /// <param name="name">The name.</param>
    /// <param name="encodedValue">The value, without characters that cannot stand in a cookie.</param>
    public void AddCookie(string name, string encodedValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(encodedValue);
        SetHeader("Cookie", Header("Cookie") is { } others ? $"{others}; {name}={encodedValue}" : $"{name}={encodedValue}");
    }

    /// <summary>The URL as it is sent.</summary>
    public Uri ToUri() => _request.ToUri();

    /// <summary>Replaces the body of this attempt by a framed form of it.</summary>
    /// <param name="wrap">Makes the stream that is sent from the one that holds the body. What it makes is disposed after the sending.</param>
    /// <param name="framedLength">Length of the framed form in bytes; null to send it in HTTP chunks.</param>
    public void FrameBody(Func<Stream, Stream> wrap, long? framedLength)
    {
        ArgumentNullException.ThrowIfNull(wrap);
        Wrap = wrap;
        FramedLength = framedLength;
    }

    /// <summary>The SHA-256 of the body, which is read from its beginning to its end.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.Unsupported"/> when the body can be read only once.</exception>
    public async ValueTask<byte[]> HashBodySha256Async(CancellationToken cancellationToken)
    {
        if (_request.BodySource is not { } body) return SHA256.HashData([]);
        if (!body.IsReplayable)
        {
            throw new VirgaException(ErrorKind.Unsupported, $"{Operation.Name} needs a hash of the body before it is sent, and the body can be read only once. Give a stream that can seek, or a file, or use https.");
        }

        return (await BodyHash.ComputeAsync(ChecksumAlgorithm.Sha256, body, cancellationToken).ConfigureAwait(false)).Value.ToArray();
    }

    /// <summary>Writes the SHA-256 of a body that lies in memory, or of no body, without reading and allocating.</summary>
    /// <param name="hash">Where it goes: 32 bytes.</param>
    /// <returns>False when the body must be read: see <see cref="HashBodySha256Async"/>.</returns>
    public bool TryHashBodySha256(Span<byte> hash)
    {
        if (_request.BodySource is { } body) return BodyHash.TryCompute(ChecksumAlgorithm.Sha256, body, hash, out _);
        SHA256.HashData([], hash);
        return true;
    }

    /// <summary>How far the service's clock is ahead of ours by the Date header of an answer; null when it has none.</summary>
    /// <param name="failure">What the service said.</param>
    public TimeSpan? MeasureSkew(ServiceException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        foreach (var (name, value) in failure.Headers)
        {
            if (string.Equals(name, "Date", StringComparison.OrdinalIgnoreCase) && Serialization.Wire.TryParseHttpDate(value, out var date)) return date - _request.Transport.Options.TimeProvider.GetUtcNow();
        }

        return null;
    }

    internal void Reset()
    {
        _headers.Clear();
        _path = null;
        _query = null;
        Wrap = null;
        FramedLength = null;
    }
}
