using System.Text;
using System.Text.Json;
using Virga.Serialization;

namespace Virga.Http;

/// <content>Headers, server and body.</content>
public sealed partial class ServiceRequest
{
    private readonly List<SessionHeader> _sessionHeaders = [];
    private readonly SequenceBody _memoryBody = new(default);
    private PooledBuffer? _buffer;
    private SessionServer? _sessionServer;
    private bool _isForeign;

    internal BodySource? BodySource { get; private set; }

    internal ChecksumAlgorithm TrailerChecksum { get; private set; }

    internal string? TrailerName { get; private set; }

    /// <summary>Sets a header.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; null to leave it out.</param>
    /// <exception cref="ArgumentException">Name or value hold a character that cannot stand in a header.</exception>
    public ServiceRequest Header(string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (value is null) return this;
        HeaderText.Check(name, value);
        _headers.Add(new(name, value));
        return this;
    }

    /// <summary>Sets headers with a common prefix, such as user metadata.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="values">The values by the rest of their names; null to leave it out.</param>
    /// <exception cref="ArgumentException">A name or value holds a character that cannot stand in a header.</exception>
    public ServiceRequest HeaderMap(string prefix, IReadOnlyDictionary<string, string>? values)
    {
        if (values is null) return this;
        foreach (var (name, value) in values) Header(prefix + name, value);
        return this;
    }

    /// <summary>Sets a header from what a session keeps, looked up at each attempt.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The name of the kept value.</param>
    /// <param name="name">The header.</param>
    /// <param name="prefix">Text before the value.</param>
    public ServiceRequest Header(Session session, string key, string name, string? prefix = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrEmpty(key);
        HeaderText.CheckName(name);
        if (Transport.Options.HttpClient is not null && !string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase))
        {
            throw new VirgaException(ErrorKind.Untrusted, $"{Operation.Name} sends a credential in {name}, which the handler of a HttpClient may carry over a redirect. Set ClientOptions.Handler in place of ClientOptions.HttpClient.");
        }

        _sessionHeaders.Add(new(session, key, name, prefix));
        return this;
    }

    /// <summary>Replaces the server by a URL, such as a next page or an upload address. Its path and query are kept; what follows is appended.</summary>
    /// <param name="name">The parameter, for messages.</param>
    /// <param name="url">The URL, absolute or relative to the service; null keeps the server.</param>
    /// <exception cref="ArgumentException">It is not a http or https URL.</exception>
    public ServiceRequest Server(string name, string? url)
    {
        if (url is null) return this;
        SetServer(Transport.ForeignServer(name, url, Operation.Name));
        return this;
    }

    /// <summary>Replaces the server by one that a session keeps. Its path and query are kept; what follows is appended.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The name of the kept value.</param>
    public ServiceRequest Server(Session session, string key)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrEmpty(key);
        _sessionServer = new(session, key);

        // Its path and query are known when the session is: they are put before the request's own at each attempt.
        _origin = ServiceTransport.Pending;
        return this;
    }

    /// <summary>Sets the body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">Its type.</param>
    public ServiceRequest Body(RequestBody body, string mediaType)
    {
        if (!string.IsNullOrEmpty(mediaType)) Header("Content-Type", mediaType);
        BodySource = body.SourceIn(_memoryBody);
        return this;
    }

    /// <summary>Sets a body in JSON.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="mediaType">The body's type.</param>
    public ServiceRequest Json<T>(T value, JsonWrite<T> write, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = _buffer ??= new PooledBuffer();
        WriteJson(buffer, value, write);
        Body(RequestBody.FromBytes(buffer.AsSequence()), mediaType);
        return this;
    }

    /// <summary>Sets a body in JSON.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="mediaType">The body's type.</param>
    public ServiceRequest Json<T>(T value, string mediaType = "application/json") where T : IJsonWritable => Json(value, static (writer, value) => value.WriteJson(writer), mediaType);

    /// <summary>Sets a body in XML.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="mediaType">The body's type.</param>
    public ServiceRequest Xml<T>(T value, XmlWrite<T> write, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = _buffer ??= new PooledBuffer();
        var writer = new XmlBodyWriter(buffer);
        write(writer, value);
        writer.Complete();
        Body(RequestBody.FromBytes(buffer.AsSequence()), mediaType);
        return this;
    }

    /// <summary>Sets a body of text in UTF-8.</summary>
    /// <param name="value">The text; null for no body.</param>
    /// <param name="mediaType">The body's type.</param>
    public ServiceRequest Text(string? value, string mediaType)
    {
        if (value is null) return this;
        var buffer = _buffer ??= new PooledBuffer();
        Encoding.UTF8.GetBytes(value, buffer);
        Body(RequestBody.FromBytes(buffer.AsSequence()), mediaType);
        return this;
    }

    /// <summary>Sets a body of type application/x-www-form-urlencoded.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">An object, whose members are the fields: a list is repeated, an object inside it is JSON.</param>
    /// <param name="write">Writes it as JSON.</param>
    /// <param name="mediaType">The body's type.</param>
    /// <param name="fields">Fields that are written otherwise.</param>
    /// <exception cref="ArgumentException">The value is no object.</exception>
    public ServiceRequest FormUrl<T>(T value, JsonWrite<T> write, string mediaType, params FormField[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _styled.Clear();
        FormUrlText.Write(ref _styled, Written(value, write), fields);
        var buffer = _buffer ??= new PooledBuffer();
        Encoding.ASCII.GetBytes(_styled.Text, buffer);
        Body(RequestBody.FromBytes(buffer.AsSequence()), mediaType);
        return this;
    }

    /// <summary>Sets a body of type multipart/form-data.</summary>
    /// <returns>The form, to be filled before the request is sent.</returns>
    public FormBody Form()
    {
        var form = new FormSource(Transport.NewBoundary());
        Header("Content-Type", form.MediaType);
        BodySource = form;
        return new FormBody(form);
    }

    private static void WriteJson<T>(PooledBuffer buffer, T value, JsonWrite<T> write)
    {
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        write(writer, value);
    }

    private void SetServer(ForeignServer server)
    {
        if (_target.Length > 0) throw new InvalidOperationException("The server was replaced after the path had begun.");
        _origin = server.Origin;
        _isForeign = true;
        _target.Append(server.Path);
        _serverQuery = server.Query;
    }

    internal readonly record struct UsedSession(Session Session, SessionAnswer Answer);

    private readonly record struct SessionHeader(Session Session, string Key, string Name, string? Prefix);

    private sealed record SessionServer(Session Session, string Key);
}
