using System.Globalization;
using System.Runtime.ExceptionServices;
using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>Copies an object that is too large for one copy, range by range on the server.</summary>
internal sealed class PartCopy(TransferContext context)
{
    // The server moves the bytes, so parts are large: fewer requests, and no memory of ours.
    private const long DefaultPartSize = 512L * 1024 * 1024;

    public async ValueTask<ObjectInfo> RunAsync(ObjectAddress source, long length, string key, PutOptions options, TransferOptions transfer, CancellationToken cancellationToken)
    {
        var chunks = context.Capabilities.Chunks;
        var size = PartSizing.Choose(chunks, transfer with { PartSize = transfer.PartSize ?? Math.Max(chunks.MinPart, Math.Min(DefaultPartSize, chunks.MaxPart)) }, length).First;
        var target = new VerbTarget(context.Driver, key, context.Tickets.Next(), options with { Length = length });
        await target.BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = new Part[PartSizing.DivideUp(length, size)];
            var limits = new ParallelOptions { MaxDegreeOfParallelism = transfer.Parallel, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, parts.Length, limits, async (i, token) =>
            {
                var offset = i * size;
                var take = Math.Min(size, length - offset);
                var slot = new PartSlot(i + 1, target.Ticket + (i + 1).ToString("D8", CultureInfo.InvariantCulture), offset, take, i == parts.Length - 1);
                parts[i] = await context.Driver.CopyPartAsync(target.Upload, slot, source, new ByteRange(offset, take), token).ConfigureAwait(false);
            }).ConfigureAwait(false);
            var info = await target.CompleteAsync(parts, length, cancellationToken).ConfigureAwait(false);
            UploadEngine.CheckStored(key, info, length);
            return info with { Size = length };
        }
        catch (Exception e)
        {
            await AbortAsync(target, e).ConfigureAwait(false);
            ExceptionDispatchInfo.Throw(e);
            throw;
        }
    }

    private async ValueTask AbortAsync(VerbTarget target, Exception reason)
    {
        using var limit = new CancellationTokenSource(context.Options.AbortTimeout, context.Options.Time);
        try
        {
            await target.AbortAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VirgaException or OperationCanceledException)
        {
            reason.Data[ChunkedUpload.AbortFailure] = $"The upload could not be aborted either, and its parts may be kept by the provider: {e.Message}";
        }
    }
}
