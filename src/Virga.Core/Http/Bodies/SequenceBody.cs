using System.Buffers;

namespace Virga.Http;

/// <summary>A body in memory.</summary>
internal sealed class SequenceBody(ReadOnlySequence<byte> bytes) : BodySource
{
    public override long? Length => bytes.Length;

    public override bool IsReplayable => true;

    public override Stream OpenRead() => new SequenceStream(bytes);

    public override bool TryGetBytes(out ReadOnlySequence<byte> all)
    {
        all = bytes;
        return true;
    }

    public override async ValueTask CopyToAsync(Stream target, AttemptContent sent, CancellationToken cancellationToken)
    {
        foreach (var memory in bytes)
        {
            await target.WriteAsync(memory, cancellationToken).ConfigureAwait(false);
            sent.Wrote(memory.Length);
        }
    }
}
