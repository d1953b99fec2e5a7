using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>Writes the XML of an answer.</summary>
internal sealed class XmlReply : IDisposable
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // A key may hold characters that XML 1.0 has no place for; the service writes them as references, and so does an unchecked writer.
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false };

    private readonly SegmentedStream _stream = new();
    private readonly XmlWriter _writer;

    public XmlReply(string root, bool inNamespace = true)
    {
        _writer = XmlWriter.Create(_stream, Settings);
        _writer.WriteStartDocument();
        _writer.WriteStartElement(root, inNamespace ? Namespace : string.Empty);
    }

    public void Start(string name) => _writer.WriteStartElement(name, Namespace);

    /// <summary>An element whose kind an attribute of XML Schema tells.</summary>
    public void Typed(string name, string type)
    {
        const string schema = "http://www.w3.org/2001/XMLSchema-instance";
        Start(name);
        _writer.WriteAttributeString("xmlns", "xsi", null, schema);
        _writer.WriteAttributeString("type", schema, type);
    }

    /// <summary>Elements that are written already.</summary>
    public void Raw(string elements) => _writer.WriteRaw(elements);

    public void End() => _writer.WriteEndElement();

    public void Text(string value) => _writer.WriteString(value);

    public void Value(string name, string value, bool inNamespace = true)
    {
        _writer.WriteStartElement(name, inNamespace ? Namespace : string.Empty);
        _writer.WriteString(value);
        _writer.WriteEndElement();
    }

    public void Value(string name, long value) => Value(name, value.ToString(CultureInfo.InvariantCulture));

    public void Value(string name, bool value) => Value(name, value ? "true" : "false");

    public void Value(string name, DateTimeOffset value) => Value(name, Timestamp.Iso(value));

    public void Optional(string name, string? value)
    {
        if (value is not null)
        {
            Value(name, value);
        }
    }

    public async Task SendAsync(HttpContext http, int status = 200)
    {
        _writer.WriteEndDocument();
        _writer.Flush();
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = _stream.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await _stream.SendAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }
}
