using Microsoft.Win32.SafeHandles;

namespace Virga.Storage.Transfers;

/// <summary>A file, read by offset so that parts need no memory of their own.</summary>
internal sealed class FileSource : UploadSource
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly long _start;
    private readonly long _fileLength;
    private readonly bool _owned;
    private long _next;

    public FileSource(SafeFileHandle handle, string path, long start, bool owned)
    {
        _handle = handle;
        _path = path;
        _start = _next = start;
        _owned = owned;
        _fileLength = RandomAccess.GetLength(handle);
    }

    public override long? Length => Math.Max(0, _fileLength - _start);

    public override bool CanReplay => true;

    public static FileSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (Directory.Exists(path)) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{path}' is a directory; name a file.");
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            try
            {
                return new FileSource(handle, path, 0, owned: true);
            }
            catch (NotSupportedException e)
            {
                handle.Dispose();
                throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{path}' is no regular file; open it as a stream and upload that.", e);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    public static ObjectStoreException Unreadable(string path, Exception e) => new(
        e is FileNotFoundException or DirectoryNotFoundException ? ErrorKind.NotFound : e is UnauthorizedAccessException ? ErrorKind.AccessDenied : ErrorKind.InvalidArgument,
        $"The file '{path}' cannot be read: {e.Message}",
        e);

    public static ObjectStoreException Changed(string path, long expected, long actual) => new(
        ErrorKind.Integrity,
        $"The file '{path}' had {expected} bytes when the upload began and {actual} while it was read. Nothing was stored; upload it again when nobody writes to it.");

    public override ValueTask<PartStream> NextAsync(long size, ChecksumAlgorithm checksum, CancellationToken cancellationToken)
    {
        var take = Math.Min(size, Math.Max(0, _fileLength - _next));
        var part = new FilePart(_handle, _path, _next, take, _fileLength, _next + take >= _fileLength);
        _next += take;
        return ValueTask.FromResult<PartStream>(part);
    }

    public override PartStream Whole()
    {
        CheckUnchanged();
        return new FilePart(_handle, _path, _start, Length!.Value, _fileLength, isLast: true);
    }

    public override void CheckUnchanged()
    {
        var now = RandomAccess.GetLength(_handle);
        if (now != _fileLength) throw Changed(_path, _fileLength, now);

        // Files of the kernel (/proc) say that they are empty and are not.
        Span<byte> probe = stackalloc byte[1];
        if (_fileLength == 0 && RandomAccess.Read(_handle, probe, 0) > 0) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{_path}' says that it is empty and is not; open it as a stream that cannot seek and upload that.");
    }

    public override ValueTask DisposeAsync()
    {
        if (_owned) _handle.Dispose();
        return base.DisposeAsync();
    }
}
