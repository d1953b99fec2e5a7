using System.Text;
using System.Text.Json;

namespace Virga.Http;

/// <summary>The parts of a form, sent one after the other.</summary>
internal sealed class FormSource : BodySource
{
    private readonly string _boundary;
    private readonly List<FormPart> _parts = [];

    public FormSource(string boundary) => _boundary = boundary;

    public string MediaType => $"multipart/form-data; boundary={_boundary}";

    public override long? Length
    {
        get
        {
            var sum = (long)Closing.Length;
            foreach (var part in _parts)
            {
                if (part.Source.Length is not { } length) return null;
                sum += part.Head.Length + length + 2;
            }

            return sum;
        }
    }

    public override bool IsReplayable => _parts.TrueForAll(part => part.Source.IsReplayable);

    private byte[] Closing => Encoding.ASCII.GetBytes($"--{_boundary}--\r\n");

    public void Field(string name, string? value, string? mediaType, IReadOnlyList<KeyValuePair<string, string?>>? headers)
    {
        if (value is null) return;
        Add(name, null, mediaType, headers, RequestBody.FromBytes(new(Encoding.UTF8.GetBytes(value))).Source);
    }

    public void Json<T>(string name, T value, JsonWrite<T> write, string? mediaType, IReadOnlyList<KeyValuePair<string, string?>>? headers)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true })) write(writer, value);
        Add(name, null, mediaType ?? "application/json", headers, RequestBody.FromBytes(new(buffer.WrittenMemory)).Source);
    }

    public void File(string name, RequestBody body, string? fileName, string? mediaType, IReadOnlyList<KeyValuePair<string, string?>>? headers) =>
        Add(name, fileName ?? name, mediaType ?? "application/octet-stream", headers, body.Source);

    public override Stream OpenRead()
    {
        var streams = new List<Stream>();
        foreach (var part in _parts)
        {
            streams.Add(new MemoryStream(part.Head, writable: false));
            streams.Add(part.Source.OpenRead());
            streams.Add(new MemoryStream("\r\n"u8.ToArray(), writable: false));
        }

        streams.Add(new MemoryStream(Closing, writable: false));
        return new JoinedStream(streams);
    }

    public override async ValueTask CopyToAsync(Stream target, AttemptContent sent, CancellationToken cancellationToken)
    {
        foreach (var part in _parts)
        {
            await target.WriteAsync(part.Head, cancellationToken).ConfigureAwait(false);
            sent.Wrote(part.Head.Length);
            var before = sent.Written;
            await part.Source.CopyToAsync(target, sent, cancellationToken).ConfigureAwait(false);
            if (part.Source.Length is { } length && sent.Written - before != length)
            {
                throw new VirgaException(ErrorKind.Integrity, $"A part of the form ended after {sent.Written - before} of {length} bytes: its source is shorter than it said.");
            }

            await target.WriteAsync("\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            sent.Wrote(2);
        }

        var closing = Closing;
        await target.WriteAsync(closing, cancellationToken).ConfigureAwait(false);
        sent.Wrote(closing.Length);
    }

    private static string Quoted(string what, string name)
    {
        var text = new StringBuilder(name.Length + 2).Append('"');
        foreach (var c in name)
        {
            if (c < ' ' || c == '\x7F') throw new ArgumentException($"The {what} '{HeaderText.Printable(name)}' holds the control character U+{(int)c:X4}; a form cannot carry it.", nameof(name));

            // As browsers write it (HTML standard, multipart/form-data encoding algorithm); a backslash would be read as part of a path.
            if (c == '"') text.Append("%22");
            else text.Append(c);
        }

        return text.Append('"').ToString();
    }

    private void Add(string name, string? fileName, string? mediaType, IReadOnlyList<KeyValuePair<string, string?>>? headers, BodySource source)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var head = new StringBuilder("--").Append(_boundary).Append("\r\nContent-Disposition: form-data; name=").Append(Quoted("field name", name));
        if (fileName is not null) head.Append("; filename=").Append(Quoted("file name", fileName));
        if (mediaType is not null)
        {
            HeaderText.Check("Content-Type", mediaType);
            head.Append("\r\nContent-Type: ").Append(mediaType);
        }

        foreach (var (header, value) in headers ?? [])
        {
            if (value is null) continue;
            HeaderText.Check(header, value);
            head.Append("\r\n").Append(header).Append(": ").Append(value);
        }

        _parts.Add(new FormPart(Encoding.UTF8.GetBytes(head.Append("\r\n\r\n").ToString()), source));
    }

    private sealed record FormPart(byte[] Head, BodySource Source);
}
