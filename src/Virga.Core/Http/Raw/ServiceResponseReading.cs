using System.Buffers;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Virga.Http;

/// <summary>Reads the body of an answer that has no type. Each takes the body, once.</summary>
public static class ServiceResponseReading
{
    /// <summary>The body as bytes.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="VirgaException">The body is larger than <see cref="ClientOptions.MaxBufferedResponse"/>, breaks off, or stalls.</exception>
    public static async ValueTask<byte[]> ReadBytesAsync(this ServiceResponse response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return body.Bytes.ToArray();
    }

    /// <summary>The body as text in UTF-8.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="VirgaException">The body is larger than <see cref="ClientOptions.MaxBufferedResponse"/>, breaks off, or stalls.</exception>
    public static async ValueTask<string> ReadTextAsync(this ServiceResponse response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return body.Text();
    }

    /// <summary>The body as JSON. Dispose the document.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="VirgaException"><see cref="ErrorKind.MalformedResponse"/>: it is no JSON; or it is too large, breaks off, or stalls.</exception>
    public static async ValueTask<JsonDocument> ReadJsonAsync(this ServiceResponse response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The document outlives the pooled memory that the body is in.
            return JsonDocument.Parse(body.Bytes.ToArray());
        }
        catch (JsonException e)
        {
            throw Malformed(body, "JSON", e);
        }
    }

    /// <summary>The body as XML. Document types are refused, since they let a document read files and grow without bound.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="VirgaException"><see cref="ErrorKind.MalformedResponse"/>: it is no XML; or it is too large, breaks off, or stalls.</exception>
    public static async ValueTask<XDocument> ReadXmlAsync(this ServiceResponse response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.Bytes.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException e)
        {
            throw Malformed(body, "XML", e);
        }
    }

    private static VirgaException Malformed(ResponseBody body, string format, Exception cause) =>
        new(ErrorKind.MalformedResponse, $"{body.Operation}: the answer is no {format}: {cause.Message}", cause) { Status = body.Status };
}
