using Microsoft.Win32.SafeHandles;

namespace Virga.Storage.Transfers;

/// <summary>A region of a file, read by offset.</summary>
internal sealed class FilePart(SafeFileHandle handle, string path, long start, long length, long fileLength, bool isLast) : PartStream(length, isLast)
{
    public override void Release()
    {
    }

    protected override int ReadAt(long position, Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int read;
        try
        {
            read = RandomAccess.Read(handle, buffer, start + position);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(FileSource.Unreadable(path, e));
        }

        return Checked(position, read);
    }

    protected override async ValueTask<int> ReadAtAsync(long position, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty) return 0;
        int read;
        try
        {
            read = await RandomAccess.ReadAsync(handle, buffer, start + position, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(FileSource.Unreadable(path, e));
        }

        return Checked(position, read);
    }

    private int Checked(long position, int read)
    {
        if (read == 0) throw Failed(FileSource.Changed(path, fileLength, start + position));

        // The driver holds back the end of its request until it has the last byte, so a growing file is caught before the object is stored.
        if (IsLast && position + read == Length && RandomAccess.GetLength(handle) is var now && now != fileLength) throw Failed(FileSource.Changed(path, fileLength, now));
        return read;
    }

    private ObjectStoreException Failed(ObjectStoreException error)
    {
        SourceError = error;
        return error;
    }
}
