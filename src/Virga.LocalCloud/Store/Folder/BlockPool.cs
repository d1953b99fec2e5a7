using System.Collections.Concurrent;

namespace Virga.Local.Store.Folder;

/// <summary>Blocks of 256 KiB for file bodies, on the pinned heap and used again.</summary>
internal sealed class BlockPool
{
    public const int BlockSize = 256 * 1024;

    // More idle blocks than this are left to the collector: 16 MiB.
    private const int MostIdle = 64;

    private readonly ConcurrentQueue<byte[]> _idle = new();

    public byte[] Rent() => _idle.TryDequeue(out byte[]? block) ? block : GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true);

    public void Return(byte[] block)
    {
        if (_idle.Count < MostIdle)
        {
            _idle.Enqueue(block);
        }
    }
}
