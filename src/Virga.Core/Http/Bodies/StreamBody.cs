using System.Buffers;

namespace Virga.Http;

/// <summary>A body from the caller's stream, which is read from where it stood and never disposed.</summary>
internal sealed class StreamBody : BodySource
{
    private readonly Stream _stream;
    private readonly long _start;
    private bool _opened;

    public StreamBody(Stream stream, long? length)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead) throw new ArgumentException("The stream of a request body cannot be read.", nameof(stream));
        _stream = stream;
        IsReplayable = stream.CanSeek;
        if (IsReplayable)
        {
            _start = stream.Position;
            length ??= Math.Max(0, stream.Length - _start);
        }

        if (length < 0) throw new ArgumentOutOfRangeException(nameof(length), length, "The length of a request body cannot be negative.");
        Length = length;
    }

    public override long? Length { get; }

    public override bool IsReplayable { get; }

    public override Stream OpenRead()
    {
        Rewind();
        return new BoundedStream(_stream, Length);
    }

    public override bool TryGetBytes(out ReadOnlySequence<byte> bytes)
    {
        bytes = default;
        if (_stream is not IBytesInMemory memory || Length is not { } length) return false;
        var all = memory.Bytes;
        if (_start + length > all.Length) return false;
        bytes = all.Slice(_start, length);
        return true;
    }

    public override ValueTask CopyToAsync(Stream target, AttemptContent sent, CancellationToken cancellationToken)
    {
        Rewind();
        return StreamCopy.RunAsync(_stream, Length, target, sent, cancellationToken);
    }

    private void Rewind()
    {
        if (IsReplayable) _stream.Position = _start;
        else if (_opened) throw new InvalidOperationException("A stream that cannot seek was to be sent twice.");
        _opened = true;
    }
}
