using Microsoft.Win32.SafeHandles;
using Virga.Storage.Transfers;

namespace Virga.Storage.Local;

/// <summary>A range of an open file. The handle keeps the bytes that it was opened on, also when the object is replaced.</summary>
internal sealed class LocalReadStream(SafeFileHandle handle, long offset, long length) : ReadOnlyStream
{
    private long _done;

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(handle, buffer[..(int)Math.Min(buffer.Length, length - _done)], offset + _done);
        _done += read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await RandomAccess.ReadAsync(handle, buffer[..(int)Math.Min(buffer.Length, length - _done)], offset + _done, cancellationToken).ConfigureAwait(false);
        _done += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) handle.Dispose();
        base.Dispose(disposing);
    }
}
