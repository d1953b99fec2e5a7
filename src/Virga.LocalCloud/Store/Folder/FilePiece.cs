using Microsoft.Win32.SafeHandles;

namespace Virga.Local.Store.Folder;

/// <summary>One file of bytes. It is deleted once it is discarded and nobody reads it.</summary>
internal sealed class FilePiece(string path, long length)
{
    private readonly Lock _gate = new();
    private int _readers;
    private bool _discarded;

    public string Id => Path.GetFileName(path);

    public long Length => length;

    public void Acquire()
    {
        lock (_gate)
        {
            _readers++;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _readers--;
            DeleteWhenUnused();
        }
    }

    public void Discard()
    {
        lock (_gate)
        {
            _discarded = true;
            DeleteWhenUnused();
        }
    }

    public SafeFileHandle Open()
    {
        FolderPaths.RefuseLink(path);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous | FileOptions.SequentialScan);
    }

    private void DeleteWhenUnused()
    {
        if (_discarded && _readers == 0)
        {
            File.Delete(path);
        }
    }
}
