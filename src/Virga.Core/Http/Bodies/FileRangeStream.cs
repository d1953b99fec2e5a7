using Microsoft.Win32.SafeHandles;

namespace Virga.Http;

/// <summary>Reads a range of an open file without moving its position.</summary>
internal sealed class FileRangeStream(SafeFileHandle file, long offset, long length) : Stream
{
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public static int Read(SafeFileHandle file, Span<byte> buffer, long at)
    {
        try
        {
            return RandomAccess.Read(file, buffer, at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new VirgaException(ErrorKind.InvalidArgument, $"The file of a request body could not be read at byte {at}: {e.Message}", e);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var count = Read(file, buffer[..(int)Math.Min(buffer.Length, length - _at)], offset + _at);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
