using System.Runtime.CompilerServices;
using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>Stores one object from one source, in one piece or in chunks.</summary>
internal sealed class UploadEngine(TransferContext context)
{
    private readonly IObjectStoreDriver _driver = context.Driver;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<UploadResult> UploadAsync(string key, UploadSource source, PutOptions options, ChecksumAlgorithm checksum, TransferOptions transfer, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var caps = context.Capabilities;
        var sizing = caps.Chunks.Mode == Chunking.None ? null : PartSizing.Choose(caps.Chunks, transfer, source.Length);
        var partSize = sizing?.First ?? transfer.PartSize ?? TransferOptions.DefaultPartSize;
        var threshold = Math.Min(transfer.Threshold ?? partSize, caps.Write.MaxPut);
        if (source.Length is null || !source.CanReplay) threshold = Math.Min(threshold, partSize);
        var meter = ProgressMeter.For(progress, source.Length);

        if (source.Length is { } known && NeedsOnePiece(key, known, threshold, options))
        {
            return await PutAsync(key, await WholeAsync(source, known, threshold, checksum, cancellationToken).ConfigureAwait(false), options, checksum, meter, cancellationToken).ConfigureAwait(false);
        }

        if (source is StreamSource { Length: null } stream)
        {
            var first = (SegmentPart)await stream.NextAsync(Math.Max(1, threshold), checksum, cancellationToken).ConfigureAwait(false);
            if (first.IsLast) return await PutAsync(key, first, options, checksum, meter, cancellationToken).ConfigureAwait(false);
            stream.PushBack(first);
            RefuseUnknownLength(key, options);
        }

        var target = context.NewTarget(key, options with { Length = source.Length ?? -1, PartChecksum = checksum });
        return await new ChunkedUpload(context, key, target, source, sizing!, transfer, meter).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<PartStream> WholeAsync(UploadSource source, long length, long threshold, ChecksumAlgorithm checksum, CancellationToken cancellationToken)
    {
        if (source.CanReplay) return source.Whole();

        // Small streams are gathered, so that they can be sent again and carry a checksum; large ones pass through.
        return length <= threshold ? await source.NextAsync(Math.Max(1, length), checksum, cancellationToken).ConfigureAwait(false) : source.Whole();
    }

    private bool NeedsOnePiece(string key, long length, long threshold, PutOptions options)
    {
        var caps = context.Capabilities;
        var one = length <= threshold || caps.Chunks.Mode == Chunking.None || (IsConditional(options) && !caps.Write.ConditionsOnComplete);
        if (one && length > caps.Write.MaxPut) throw new ObjectStoreException(ErrorKind.TooLarge, $"'{key}' has {length} bytes, must go in one piece because of {(caps.Chunks.Mode == Chunking.None ? "Chunks.Mode" : "Write.ConditionsOnComplete")}, and the provider takes at most {caps.Write.MaxPut} bytes in one.") { Key = key };
        return one;
    }

    private void RefuseUnknownLength(string key, PutOptions options)
    {
        var caps = context.Capabilities;
        var missing = caps.Chunks.Mode is Chunking.None or Chunking.DictatedParts ? "Chunks.Mode"
            : IsConditional(options) && !caps.Write.ConditionsOnComplete ? "Write.ConditionsOnComplete" : null;
        if (missing is not null) throw new ObjectStoreException(ErrorKind.Unsupported, $"The provider must know the length of '{key}' beforehand ({missing}), and the stream cannot tell it: set UploadOptions.Length, or upload a file.") { Key = key };
    }

    private static bool IsConditional(PutOptions options) => options.MustNotExist || options.IfRevision is not null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<UploadResult> PutAsync(string key, PartStream content, PutOptions options, ChecksumAlgorithm checksum, ProgressMeter? meter, CancellationToken cancellationToken)
    {
        try
        {
            var sum = content.CanSeek ? await content.ComputeAsync(checksum, cancellationToken).ConfigureAwait(false) : default;
            content.Meter = meter;
            var info = await _driver.PutAsync(key, content, options with { Length = content.Length, Checksum = sum, PartChecksum = ChecksumAlgorithm.None }, cancellationToken).ConfigureAwait(false);
            CheckStored(key, info, content.Length);
            meter?.Finish(content.Length);
            return new UploadResult(info.Size == content.Length ? info : info with { Size = content.Length }, content.Length, 0, sum);
        }
        catch (Exception e) when (e is not OperationCanceledException && content.SourceError is { } source && !ReferenceEquals(e, source))
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(source);
            throw;
        }
        finally
        {
            content.Release();
        }
    }

    public static void CheckStored(string key, ObjectInfo info, long length)
    {
        if (info.Size is { } stored && stored != length) throw new ObjectStoreException(ErrorKind.Integrity, $"{length} bytes were sent for '{key}' and the provider says that it stored {stored}.") { Key = key };
    }
}
