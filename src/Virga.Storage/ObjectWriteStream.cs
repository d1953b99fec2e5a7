using System.IO.Pipelines;

namespace Virga.Storage;

/// <summary>A stream that becomes an object when it is completed.</summary>
/// <remarks>
/// Disposing it without <see cref="CompleteAsync"/> stores nothing and removes the parts that were sent, so that an exception in the middle of the writing
/// never leaves half an object; <see cref="UploadOptions.CommitOnDispose"/> changes that for writers that dispose their stream.
/// Flush sends nothing. Not safe for concurrent calls.
/// </remarks>
public sealed class ObjectWriteStream : Stream
{
    // The pipe holds what the engine has not taken yet: four segments keep both sides busy.
    private const int PipeSize = 4 * SegmentPool.SegmentSize;

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: PipeSize, resumeWriterThreshold: PipeSize / 2, minimumSegmentSize: 16 * 1024, useSynchronizationContext: false));
    private readonly CancellationTokenSource _stop;
    private readonly Task<UploadResult> _upload;
    private readonly bool _commitOnDispose;
    private long _written;
    private bool _ended;
    private bool _disposed;

    internal ObjectWriteStream(ObjectStore store, string key, UploadOptions options, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _commitOnDispose = options.CommitOnDispose;
        var token = _stop.Token;
        _upload = Task.Run(() => UploadAsync(store, key, options, token), CancellationToken.None);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_ended;

    /// <summary>How many bytes were written.</summary>
    public override long Length => _written;

    /// <summary>How many bytes were written. It cannot be set.</summary>
    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException("An object is written from its beginning to its end.");
    }

    /// <summary>Stores the object.</summary>
    /// <param name="cancellationToken">Ends the wait and the upload.</param>
    /// <exception cref="ObjectStoreException">It could not be stored; nothing was.</exception>
    public async ValueTask<UploadResult> CompleteAsync(CancellationToken cancellationToken = default)
    {
        if (!_ended)
        {
            _ended = true;
            await _pipe.Writer.CompleteAsync().ConfigureAwait(false);
        }
        else if (!_upload.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The stream was aborted or its upload failed; nothing was stored.");
        }

        var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _stop);
        await using (registration.ConfigureAwait(false)) return await _upload.ConfigureAwait(false);
    }

    /// <summary>Stores nothing and removes what was sent. Does nothing after <see cref="CompleteAsync"/>.</summary>
    public async ValueTask AbortAsync()
    {
        if (_ended) return;
        _ended = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _pipe.Writer.CompleteAsync(new OperationCanceledException("The writing was given up.")).ConfigureAwait(false);
        await SettledAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        while (!buffer.IsEmpty)
        {
            var piece = buffer[..Math.Min(buffer.Length, SegmentPool.SegmentSize)];
            var flushed = await _pipe.Writer.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            if (flushed.IsCompleted) await ThrowFailureAsync().ConfigureAwait(false);
            buffer = buffer[piece.Length..];
            _written += piece.Length;
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Wait(WriteAsync(buffer.AsMemory(offset, count)).AsTask());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var room = _pipe.Writer.GetMemory(1);
            ObjectDisposedException.ThrowIf(_ended, this);
            var take = Math.Min(room.Length, buffer.Length);
            buffer[..take].CopyTo(room.Span);
            _pipe.Writer.Advance(take);
            _written += take;
            buffer = buffer[take..];
            Wait(FlushPipeAsync());
        }
    }

    /// <summary>Sends nothing: parts are sent when they are full.</summary>
    public override void Flush()
    {
    }

    /// <summary>Sends nothing: parts are sent when they are full.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is only written.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An object is written from its beginning to its end.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("An object is written from its beginning to its end.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            if (!_ended && _commitOnDispose && !_upload.IsCompleted) await CompleteAsync().ConfigureAwait(false);
            else await AbortAsync().ConfigureAwait(false);
        }
        finally
        {
            await SettledAsync().ConfigureAwait(false);
            _stop.Dispose();
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed) Wait(DisposeAsync().AsTask());
        base.Dispose(disposing);
    }

    private static void Wait(Task task)
    {
#pragma warning disable VSTHRD002 // Writers of archives and compressors know only the synchronous members; the upload runs on the thread pool and never needs this thread.
        task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    private async Task FlushPipeAsync()
    {
        var flushed = await _pipe.Writer.FlushAsync().ConfigureAwait(false);
        if (flushed.IsCompleted) await ThrowFailureAsync().ConfigureAwait(false);
    }

    private async Task<UploadResult> UploadAsync(ObjectStore store, string key, UploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var result = await store.UploadAsync(key, _pipe.Reader, options, null, cancellationToken).ConfigureAwait(false);
            await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
            return result;
        }
        catch (Exception e)
        {
            await _pipe.Reader.CompleteAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask ThrowFailureAsync()
    {
        _ended = true;
        await _pipe.Writer.CompleteAsync().ConfigureAwait(false);
        await _upload.ConfigureAwait(false);
    }

    private async ValueTask SettledAsync() => await ((Task)_upload).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
