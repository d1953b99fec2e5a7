using System.Buffers;

namespace Virga.Storage.Transfers;

/// <summary>A part of the caller's own memory.</summary>
internal sealed class SequencePart(ReadOnlySequence<byte> bytes, bool isLast) : PartStream(bytes.Length, isLast), IBytesInMemory
{
    public ReadOnlySequence<byte> Bytes => bytes;

    public override ValueTask<Checksum> ComputeAsync(ChecksumAlgorithm algorithm, CancellationToken cancellationToken)
    {
        if (algorithm == ChecksumAlgorithm.None) return default;
        var value = new byte[ChecksumComputer.SizeOf(algorithm)];
        ChecksumComputer.Compute(algorithm, bytes, value);
        return ValueTask.FromResult(new Checksum(algorithm, value));
    }

    public override void Release()
    {
    }

    protected override int ReadAt(long position, Span<byte> buffer)
    {
        bytes.Slice(position, buffer.Length).CopyTo(buffer);
        return buffer.Length;
    }
}
