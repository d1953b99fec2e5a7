using System.Buffers;

namespace Virga.Storage.Transfers;

/// <summary>A part of the caller's own memory.</summary>
internal sealed class SequencePart(ReadOnlySequence<byte> bytes, bool isLast) : PartStream(bytes.Length, isLast)
{
    public override void Release()
    {
    }

    protected override int ReadAt(long position, Span<byte> buffer)
    {
        bytes.Slice(position, buffer.Length).CopyTo(buffer);
        return buffer.Length;
    }
}
