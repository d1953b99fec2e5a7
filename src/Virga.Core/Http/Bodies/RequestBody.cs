using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Virga.Http;

/// <summary>The bytes of a request body: memory, a stream, a pipe or a range of a file. The default value is an empty body.</summary>
/// <remarks>Nothing that is handed in is disposed. Bodies that can be read again are sent again after a retryable error; the others are not.</remarks>
public readonly struct RequestBody
{
    private readonly BodySource? _source;
    private readonly ReadOnlySequence<byte> _bytes;

    private RequestBody(BodySource source) => _source = source;

    private RequestBody(ReadOnlySequence<byte> bytes) => _bytes = bytes;

    /// <summary>A body of no bytes.</summary>
    public static RequestBody Empty => default;

    /// <summary>How many bytes it has; null when that shows only at its end.</summary>
    public long? Length => _source is null ? _bytes.Length : _source.Length;

    /// <summary>Whether it can be sent more than once.</summary>
    public bool IsReplayable => _source?.IsReplayable ?? true;

    internal BodySource Source => _source ?? new SequenceBody(_bytes);

    /// <summary>The source, for a body in memory one that is kept from request to request.</summary>
    internal BodySource SourceIn(SequenceBody kept)
    {
        if (_source is not null) return _source;
        kept.Set(_bytes);
        return kept;
    }

    /// <summary>A body from a stream, from the position at which it stands.</summary>
    /// <param name="stream">The stream; one that can seek can be sent again.</param>
    /// <param name="length">How many bytes to send; null for all that follow.</param>
    /// <exception cref="ArgumentException">The stream cannot be read, or the length is negative.</exception>
    public static RequestBody FromStream(Stream stream, long? length = null) => new(new StreamBody(stream, length));

    /// <summary>A body from a range of a file.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="offset">Where the range begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <exception cref="ArgumentException">Offset or length is negative.</exception>
    public static RequestBody FromFile(SafeFileHandle file, long offset, long length) => new(new FileBody(file, offset, length));

    /// <summary>A body from a pipe, which is read once.</summary>
    /// <param name="reader">The pipe; it is not completed.</param>
    /// <param name="length">How many bytes to send; null for all until the pipe is completed.</param>
    /// <exception cref="ArgumentException">The length is negative.</exception>
    public static RequestBody FromPipe(PipeReader reader, long? length = null) => new(new PipeBody(reader, length));

    /// <summary>A body from memory, which must not change until the call has ended.</summary>
    /// <param name="bytes">The bytes.</param>
    public static RequestBody FromBytes(ReadOnlySequence<byte> bytes) => new(bytes);

    /// <summary>A body from a stream, from the position at which it stands.</summary>
    /// <param name="stream">The stream.</param>
    public static implicit operator RequestBody(Stream stream) => FromStream(stream);

    /// <summary>A body from an array.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator RequestBody(byte[] bytes) => FromBytes(new ReadOnlySequence<byte>(bytes));

    /// <summary>A body from memory.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator RequestBody(ReadOnlyMemory<byte> bytes) => FromBytes(new ReadOnlySequence<byte>(bytes));

    /// <summary>A body from a sequence.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator RequestBody(ReadOnlySequence<byte> bytes) => FromBytes(bytes);

    internal static RequestBody From(BodySource source) => new(source);
}
