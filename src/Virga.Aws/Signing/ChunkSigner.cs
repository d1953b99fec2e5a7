using System.Buffers.Text;
using System.Text;

namespace Virga.Aws.Signing;

/// <summary>Writes the lines between the chunks of an aws-chunked body; each signature follows from the one before it.</summary>
internal sealed class ChunkSigner : IDisposable
{
    private readonly AwsChunkedFraming _framing;
    private readonly ChecksumComputer? _checksum;
    private readonly byte[] _previous = new byte[SigV4.SignatureLength];

    public ChunkSigner(AwsChunkedFraming framing)
    {
        _framing = framing;
        framing.Seed.Span.CopyTo(_previous);
        _checksum = framing.TrailerHeader is null ? null : ChecksumComputer.Create(framing.Trailer);
    }

    /// <summary>Writes what stands before a chunk; for the last, empty chunk also the trailer and the end.</summary>
    /// <returns>How many bytes were written.</returns>
    public int WriteFrame(ReadOnlySpan<byte> chunk, bool isFirst, Span<byte> target)
    {
        var frame = new SigningBuffer(target);
        try
        {
            if (!isFirst) frame.Append("\r\n"u8);
            Span<byte> size = stackalloc byte[8];
            Utf8Formatter.TryFormat((uint)chunk.Length, size, out var digits, new System.Buffers.StandardFormat('x'));
            frame.Append(size[..digits]);
            if (_framing.Scope is { } scope)
            {
                SignChunk(chunk, scope);
                frame.Append(";chunk-signature="u8);
                frame.Append(_previous);
            }

            frame.Append("\r\n"u8);
            if (chunk.IsEmpty) WriteEnd(ref frame);
            else _checksum?.Append(chunk);
            return frame.Length;
        }
        finally
        {
            frame.Dispose();
        }
    }

    public void Dispose() => _checksum?.Dispose();

    private void WriteEnd(ref SigningBuffer frame)
    {
        if (_checksum is not null)
        {
            var line = Encoding.ASCII.GetBytes($"{_framing.TrailerHeader}:{Convert.ToBase64String(_checksum.Finish().Value.Span)}\n");
            frame.Append(line.AsSpan(0, line.Length - 1));
            frame.Append("\r\n"u8);
            if (_framing.Scope is { } scope)
            {
                SignTrailer(line, scope);
                frame.Append("x-amz-trailer-signature:"u8);
                frame.Append(_previous);
                frame.Append("\r\n"u8);
            }
        }

        frame.Append("\r\n"u8);
    }

    private void SignChunk(ReadOnlySpan<byte> chunk, SigningScope scope)
    {
        var text = new SigningBuffer(stackalloc byte[512]);
        text.Append("AWS4-HMAC-SHA256-PAYLOAD\n"u8);
        SigV4.AppendScope(scope, ref text);
        text.Append(_previous);
        text.Append((byte)'\n');
        text.AppendText(SigV4.EmptyHash);
        text.Append((byte)'\n');
        Finish(chunk, scope, ref text);
    }

    private void SignTrailer(ReadOnlySpan<byte> line, SigningScope scope)
    {
        var text = new SigningBuffer(stackalloc byte[512]);
        text.Append("AWS4-HMAC-SHA256-TRAILER\n"u8);
        SigV4.AppendScope(scope, ref text);
        text.Append(_previous);
        text.Append((byte)'\n');
        Finish(line, scope, ref text);
    }

    private void Finish(ReadOnlySpan<byte> content, SigningScope scope, ref SigningBuffer text)
    {
        SigningHash.AppendSha256Hex(content, ref text);
        SigningHash.MacHex(scope.Key, text.Written, _previous);
        text.Dispose();
    }
}
