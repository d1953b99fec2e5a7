using System.IO.Pipelines;

namespace Virga.Http;

/// <summary>A body from a pipe, which is read once and not completed.</summary>
internal sealed class PipeBody : BodySource
{
    private readonly PipeReader _reader;
    private bool _opened;

    public PipeBody(PipeReader reader, long? length)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (length < 0) throw new ArgumentOutOfRangeException(nameof(length), length, "The length of a request body cannot be negative.");
        _reader = reader;
        Length = length;
    }

    public override long? Length { get; }

    public override bool IsReplayable => false;

    public override Stream OpenRead()
    {
        Once();
        return new BoundedStream(_reader.AsStream(leaveOpen: true), Length);
    }

    public override async ValueTask CopyToAsync(Stream target, AttemptContent sent, CancellationToken cancellationToken)
    {
        Once();
        var left = Length ?? long.MaxValue;
        while (left > 0)
        {
            var read = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var bytes = read.Buffer.Length > left ? read.Buffer.Slice(0, left) : read.Buffer;
            foreach (var memory in bytes)
            {
                await target.WriteAsync(memory, cancellationToken).ConfigureAwait(false);
                sent.Wrote(memory.Length);
            }

            left -= bytes.Length;
            _reader.AdvanceTo(bytes.End);
            if (read.IsCompleted) break;
        }
    }

    private void Once()
    {
        if (_opened) throw new InvalidOperationException("A pipe was to be sent twice.");
        _opened = true;
    }
}
