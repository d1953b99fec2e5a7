namespace Virga.Cli.Batch;

/// <summary>The standard output of one line of a batch: gathered, so that lines which run at once do not mix; what grows too large gets the output for itself until it ends.</summary>
/// <param name="target">Standard output.</param>
/// <param name="turn">Held by the line that writes.</param>
internal sealed class LineOutput(Stream target, SemaphoreSlim turn) : Stream
{
    private const int Most = 1024 * 1024;
    private readonly MemoryStream _gathered = new();
    private bool _hasTurn;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("The output of a line has no length.");

    public override long Position
    {
        get => throw new NotSupportedException("The output of a line has no position.");
        set => throw new NotSupportedException("The output of a line has no position.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The output of a line is only written.");

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_hasTurn && _gathered.Length + buffer.Length > Most)
        {
            turn.Wait();
            _hasTurn = true;
            target.Write(_gathered.GetBuffer(), 0, (int)_gathered.Length);
            _gathered.SetLength(0);
        }

        if (_hasTurn) target.Write(buffer);
        else _gathered.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_hasTurn && _gathered.Length + buffer.Length > Most) await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        if (_hasTurn) await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        else _gathered.Write(buffer.Span);
    }

    public override void Flush()
    {
    }

    /// <summary>Hands on what is left, and lets others write.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_hasTurn) await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
            await target.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A write that fails, as when the reader has gone, must not keep the turn from the others.
            if (_hasTurn)
            {
                _hasTurn = false;
                turn.Release();
            }
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The output of a line cannot seek.");

    public override void SetLength(long value) => throw new NotSupportedException("The output of a line has no length.");

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        _hasTurn = true;
        await target.WriteAsync(_gathered.GetBuffer().AsMemory(0, (int)_gathered.Length), cancellationToken).ConfigureAwait(false);
        _gathered.SetLength(0);
    }
}
