using System.Buffers;

namespace Virga.Storage.Transfers;

/// <summary>The caller's memory, sent where it lies.</summary>
internal sealed class SequenceSource(ReadOnlySequence<byte> bytes) : UploadSource
{
    private ReadOnlySequence<byte> _rest = bytes;

    public override long? Length { get; } = bytes.Length;

    public override bool CanReplay => true;

    public override ValueTask<PartStream> NextAsync(long size, ChecksumAlgorithm checksum, CancellationToken cancellationToken)
    {
        var take = Math.Min(size, _rest.Length);
        var part = new SequencePart(_rest.Slice(0, take), take == _rest.Length);
        _rest = _rest.Slice(take);
        return ValueTask.FromResult<PartStream>(part);
    }

    public override PartStream Whole() => new SequencePart(_rest, isLast: true);
}
