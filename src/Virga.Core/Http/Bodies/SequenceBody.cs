using System.Buffers;

namespace Virga.Http;

/// <summary>A body in memory.</summary>
internal sealed class SequenceBody(ReadOnlySequence<byte> bytes) : BodySource
{
    private ReadOnlySequence<byte> _bytes = bytes;

    public override long? Length => _bytes.Length;

    public override bool IsReplayable => true;

    /// <summary>Takes other bytes, for another request.</summary>
    public void Set(ReadOnlySequence<byte> other) => _bytes = other;

    public override Stream OpenRead() => new SequenceStream(_bytes);

    public override bool TryGetBytes(out ReadOnlySequence<byte> all)
    {
        all = _bytes;
        return true;
    }

    public override async ValueTask CopyToAsync(Stream target, AttemptContent sent, CancellationToken cancellationToken)
    {
        foreach (var memory in _bytes)
        {
            await target.WriteAsync(memory, cancellationToken).ConfigureAwait(false);
            sent.Wrote(memory.Length);
        }
    }
}
