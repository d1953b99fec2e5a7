using Microsoft.Win32.SafeHandles;

namespace Virga.Local.Store.Folder;

/// <summary>Writes a body to a temporary file, which takes its name when it is whole.</summary>
internal sealed class FileWriter : ContentWriter
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly BlockPool _blocks;
    private readonly SafeFileHandle _file;
    private readonly byte[] _block;
    private int _used;
    private long _written;
    private bool _completed;
    private bool _disposed;

    public FileWriter(string path, BlockPool blocks)
    {
        _path = path;
        _temporary = path + FolderPaths.TemporaryEnd;
        _blocks = blocks;
        _file = File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
        _block = blocks.Rent();
    }

    public override Memory<byte> GetMemory() => _block.AsMemory(_used);

    public override async ValueTask AdvanceAsync(int count, CancellationToken cancellationToken)
    {
        _used += count;
        if (_used == _block.Length)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask<Content> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        _file.Dispose();
        File.Move(_temporary, _path);
        _completed = true;
        return new FileContent([new FilePiece(_path, _written)], _blocks);
    }

    public override ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return ValueTask.CompletedTask;
        }

        _disposed = true;
        _file.Dispose();
        _blocks.Return(_block);
        if (!_completed)
        {
            File.Delete(_temporary);
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_used > 0)
        {
            await RandomAccess.WriteAsync(_file, _block.AsMemory(0, _used), _written, cancellationToken).ConfigureAwait(false);
            _written += _used;
            _used = 0;
        }
    }
}
