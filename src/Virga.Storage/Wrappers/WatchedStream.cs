using Virga.Storage.Transfers;

namespace Virga.Storage.Wrappers;

/// <summary>A body on its way through a wrapper: what is read is told, and it seeks where the body beneath does.</summary>
/// <param name="inner">The body.</param>
/// <param name="owns">Whether it is disposed with this one: a download is, what a caller sends is not.</param>
internal abstract class WatchedStream(Stream inner, bool owns) : ReadOnlyStream
{
    private bool _disposed;

    public override bool CanSeek => inner.CanSeek;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    protected Stream Inner => inner;

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (!buffer.IsEmpty) Took(read);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!buffer.IsEmpty) Took(read);
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        // Closed is told even when the body's own end fails: a slot must come back.
        try
        {
            if (owns && !_disposed) await inner.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            CloseOnce();
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing && owns && !_disposed) inner.Dispose();
        }
        finally
        {
            if (disposing) CloseOnce();
            base.Dispose(disposing);
        }
    }

    /// <summary>So many bytes were read; 0 at the end.</summary>
    protected abstract void Took(int count);

    /// <summary>The body was disposed; called once.</summary>
    protected virtual void Closed()
    {
    }

    private void CloseOnce()
    {
        if (_disposed) return;
        _disposed = true;
        Closed();
    }
}
