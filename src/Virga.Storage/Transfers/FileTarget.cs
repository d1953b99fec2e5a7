using Microsoft.Win32.SafeHandles;

namespace Virga.Storage.Transfers;

/// <summary>A file that appears whole or not at all: written beside its place under a temporary name, then renamed over it.</summary>
internal sealed class FileTarget : IDisposable
{
    private readonly string _shown;
    private readonly string _path;
    private readonly string _temporary;
    private SafeFileHandle _handle;
    private bool _committed;

    private FileTarget(string shown, string path, string temporary, SafeFileHandle handle)
    {
        _shown = shown;
        _path = path;
        _temporary = temporary;
        _handle = handle;
    }

    public SafeFileHandle Handle => _handle;

    /// <summary>Makes the temporary file, so that a target that cannot be written is known before anything is asked of the provider.</summary>
    public static FileTarget Create(string path, TicketSource tickets)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The target '{path}' is a directory; name a file in it.");
        try
        {
            var full = Path.GetFullPath(path);
            var real = new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            if (File.Exists(real) && File.GetAttributes(real).HasFlag(FileAttributes.ReadOnly)) throw new ObjectStoreException(ErrorKind.AccessDenied, $"The target '{path}' is read-only.");
            var temporary = $"{real}.{tickets.Next(16)}.part";
            return new FileTarget(path, real, temporary, File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Takes the room on the disk at once: writing is faster, and a full disk is known before the bytes move.</summary>
    public void Reserve(long length)
    {
        if (length == 0) return;
        try
        {
            _handle.Dispose();
            _handle = File.OpenHandle(_temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous, preallocationSize: length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ObjectStoreException(ErrorKind.InvalidArgument, $"There is no room for {length} bytes beside '{_shown}': {e.Message}", e);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(_handle, bytes, offset, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_shown, e);
        }
    }

    public void Commit(long length)
    {
        try
        {
            if (RandomAccess.GetLength(_handle) != length) RandomAccess.SetLength(_handle, length);
            if (!OperatingSystem.IsWindows() && File.Exists(_path)) File.SetUnixFileMode(_handle, File.GetUnixFileMode(_path));
            _handle.Dispose();
            File.Move(_temporary, _path, overwrite: true);
            _committed = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_shown, e);
        }
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (_committed) return;
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that brought us here matters more than a file with a telling name that stays behind.
        }
    }

    private static ObjectStoreException Unwritable(string path, Exception e) => new(
        e is UnauthorizedAccessException ? ErrorKind.AccessDenied : ErrorKind.InvalidArgument,
        $"The target '{path}' cannot be written: {e.Message}",
        e);
}
