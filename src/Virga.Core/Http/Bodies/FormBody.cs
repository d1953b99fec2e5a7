namespace Virga.Http;

/// <summary>A body of type multipart/form-data (RFC 7578), streamed part by part.</summary>
public sealed class FormBody
{
    private readonly FormSource _source;

    internal FormBody(FormSource source) => _source = source;

    /// <summary>Adds a field of text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    /// <exception cref="ArgumentException">The name holds a control character.</exception>
    public void Field(string name, string? value) => _source.Field(name, value);

    /// <summary>Adds a field of JSON.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="write">Writes the value.</param>
    /// <exception cref="ArgumentException">The name holds a control character.</exception>
    public void Json<T>(string name, T value, JsonWrite<T> write) => _source.Json(name, value, write);

    /// <summary>Adds a file.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="body">The content.</param>
    /// <param name="fileName">The file's name; null for the field's.</param>
    /// <param name="mediaType">Its type; null for application/octet-stream.</param>
    /// <exception cref="ArgumentException">A name or the type holds a control character.</exception>
    public void File(string name, RequestBody body, string? fileName = null, string? mediaType = null) => _source.File(name, body, fileName, mediaType);
}
