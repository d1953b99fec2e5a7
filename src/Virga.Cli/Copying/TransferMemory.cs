using Virga.Storage;
using Virga.Storage.Driver;

namespace Virga.Cli.Copying;

/// <summary>What a transfer takes of the memory budget.</summary>
internal static class TransferMemory
{
    // A part of a file goes through one buffer of this size (see Virga.Storage's README).
    private const long FileBuffer = 256 * 1024;

    /// <summary>To or from a file: a buffer for each part on its way.</summary>
    public static long OfFile(TransferOptions transfer, long? size) => FileBuffer * (size <= PartSize(transfer) ? 1 : transfer.Parallel);

    /// <summary>Through this machine, from one store to another: each part on its way is held whole. One that needs more than there is gets fewer parts at once.</summary>
    public static (long Bytes, TransferOptions Transfer) OfStream(TransferOptions transfer, long? size, ChunkCapabilities target, long budget)
    {
        var part = Math.Max(PartSize(transfer), target.MinPart);
        if (size is { } known && target.MaxParts < int.MaxValue) part = Math.Max(part, known / target.MaxParts);
        var parallel = (int)Math.Clamp(budget / part, 1, transfer.Parallel);
        return (Math.Min(part * parallel, size ?? long.MaxValue), transfer with { Parallel = parallel });
    }

    private static long PartSize(TransferOptions transfer) => transfer.PartSize ?? TransferOptions.DefaultPartSize;
}
