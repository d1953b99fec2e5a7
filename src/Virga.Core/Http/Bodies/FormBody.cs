namespace Virga.Http;

/// <summary>A body of type multipart/form-data (RFC 7578), streamed part by part.</summary>
public sealed class FormBody
{
    private readonly FormSource _source;

    internal FormBody(FormSource source) => _source = source;

    /// <summary>Adds a field of text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    /// <param name="mediaType">Its type; null to say none, which is text/plain.</param>
    /// <param name="headers">More headers of the part; those that are null are left out.</param>
    /// <exception cref="ArgumentException">A name, the type or a header holds a character that cannot stand there.</exception>
    public void Field(string name, string? value, string? mediaType = null, IReadOnlyList<KeyValuePair<string, string?>>? headers = null) => _source.Field(name, value, mediaType, headers);

    /// <summary>Adds a field of JSON.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="write">Writes the value.</param>
    /// <param name="mediaType">Its type; null for application/json.</param>
    /// <param name="headers">More headers of the part; those that are null are left out.</param>
    /// <exception cref="ArgumentException">A name, the type or a header holds a character that cannot stand there.</exception>
    public void Json<T>(string name, T value, JsonWrite<T> write, string? mediaType = null, IReadOnlyList<KeyValuePair<string, string?>>? headers = null) => _source.Json(name, value, write, mediaType, headers);

    /// <summary>Adds a file.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="body">The content.</param>
    /// <param name="fileName">The file's name; null for the field's.</param>
    /// <param name="mediaType">Its type; null for application/octet-stream.</param>
    /// <param name="headers">More headers of the part; those that are null are left out.</param>
    /// <exception cref="ArgumentException">A name, the type or a header holds a character that cannot stand there.</exception>
    public void File(string name, RequestBody body, string? fileName = null, string? mediaType = null, IReadOnlyList<KeyValuePair<string, string?>>? headers = null) => _source.File(name, body, fileName, mediaType, headers);
}
