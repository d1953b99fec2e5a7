using Microsoft.Win32.SafeHandles;

namespace Virga.Cli.Console;

/// <summary>Standard input or output whose waiting ends with the token, and that tells when the reader of the output is gone.</summary>
/// <remarks>The system's calls on pipes cannot be cancelled. They run on buffers of this stream, so that one that is abandoned touches nobody else's memory.</remarks>
internal sealed class StandardStream(Stream inner) : Stream
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private bool _isClosed;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException("Standard streams have no length.");

    public override long Position
    {
        get => throw new NotSupportedException("Standard streams have no position.");
        set => throw new NotSupportedException("Standard streams have no position.");
    }

    public static StandardStream Input() => new(System.Console.OpenStandardInput());

    // The console's own stream drops what a broken pipe does not take and says nothing. A FileStream says it, but keeps
    // a position of its own, which is wrong for a file that several commands append to.
    public static StandardStream Output()
    {
        if (OperatingSystem.IsWindows()) return new(System.Console.OpenStandardOutput());
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return new(pipe.CanSeek ? System.Console.OpenStandardOutput() : pipe);
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var most = Math.Min(buffer.Length, _buffer.Length);
        var read = await Task.Run(() => inner.Read(_buffer, 0, most), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        _buffer.AsMemory(0, read).CopyTo(buffer);
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_isClosed) return;
        try
        {
            inner.Write(buffer, offset, count);
        }
        catch (IOException e)
        {
            _isClosed = true;
            throw new OutputClosedException(e);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var piece = Math.Min(buffer.Length, _buffer.Length);
            buffer[..piece].CopyTo(_buffer);
            await Task.Run(() => Write(_buffer, 0, piece), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
            buffer = buffer[piece..];
        }
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Standard streams cannot seek.");

    public override void SetLength(long value) => throw new NotSupportedException("Standard streams have no length.");
}
