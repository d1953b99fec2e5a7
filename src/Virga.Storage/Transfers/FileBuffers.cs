using System.Collections.Concurrent;

namespace Virga.Storage.Transfers;

/// <summary>Lends the 256 KiB buffers of file transfers, which are faster than segments there. They lie on the pinned heap, which is not compacted and is not the large object heap.</summary>
internal static class FileBuffers
{
    public const int Size = 256 * 1024;
    private const int Keep = 16;
    private static readonly ConcurrentQueue<byte[]> Free = new();

    public static byte[] Rent() => Free.TryDequeue(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(Size, pinned: true);

    public static void Return(byte[] buffer)
    {
        if (Free.Count < Keep) Free.Enqueue(buffer);
    }
}
