using Virga.Cli.Arguments;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>Files and objects into a store: files are uploaded, objects are copied on the server where it can, else through this machine.</summary>
internal sealed class StoreWay(OpenedStore to, CopyOptions options, MemoryBudget memory) : ITransferWay
{
    public Transfer Plan(SelectedItem item, string target) => new(item.Source, to.UrlOf(target), target, item.Size, (progress, token) =>
        item.Path is { } path ? UploadAsync(path, item.Size, target, progress, token)
        : IsRename(item.Place!) ? RenameAsync(item, target, token)
        : IsOnServer(item.Place!) ? CopyAsync(item, target, token)
        : StreamAsync(item, target, progress, token));

    private bool IsRename(OpenedStore from) => options.Move && options.Upload.ContentType is null && ReferenceEquals(from.Store, to.Store) && to.Store.Capabilities.Copy.Move;

    private bool IsOnServer(OpenedStore from) => to.Store.CanCopyFrom(from.Store) && (!options.NoOverwrite || to.Store.Capabilities.Copy.MustNotExist);

    private async Task<TransferOutcome> UploadAsync(string path, long? size, string key, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var before = new FileInfo(path);
        before.Refresh();
        using var place = await memory.EnterAsync(TransferMemory.OfFile(to.Store.TransferDefaults, size), cancellationToken).ConfigureAwait(false);
        var result = await to.Store.UploadFileAsync(key, path, options.Upload, progress, cancellationToken).ConfigureAwait(false);
        if (options.Move)
        {
            await SourceRemoval.VerifyAsync(to, key, path, result.Bytes, result.Checksum, cancellationToken).ConfigureAwait(false);
            SourceRemoval.DeleteFile(before, to.UrlOf(key));
        }

        return new TransferOutcome(result.Bytes, result.Bytes, result.Checksum);
    }

    private async Task<TransferOutcome> RenameAsync(SelectedItem item, string key, CancellationToken cancellationToken)
    {
        var moved = await to.Store.MoveAsync(item.Key, key, new ObjectMoveOptions { Overwrite = !options.NoOverwrite }, cancellationToken).ConfigureAwait(false);
        return new TransferOutcome(moved.Size ?? item.Size ?? 0, 0, moved.Checksum);
    }

    private async Task<TransferOutcome> CopyAsync(SelectedItem item, string key, CancellationToken cancellationToken)
    {
        // A copy answers with little more than the revision, and a new type means that the other headers must be said again.
        var from = item.Place!;
        var info = await from.Store.StatAsync(item.Key, cancellationToken: cancellationToken).ConfigureAwait(false);
        var copied = await to.Store.CopyAsync(item.Key, key, new ObjectCopyOptions
        {
            From = from.Store,
            IfSourceMatch = options.Move && info.Revision is { } revision && to.Store.Capabilities.Copy.IfSourceRevision ? new ETag(revision) : default(ETag?),
            IfNoneMatch = options.NoOverwrite ? ETag.Any : default(ETag?),
            Replace = options.Upload.ContentType is null ? null : HeadersOf(info) with { IfNoneMatch = null },
        }, cancellationToken).ConfigureAwait(false);
        if (options.Move)
        {
            await SourceRemoval.VerifyAsync(to, key, item.Source, info.Size, info.Checksum, cancellationToken).ConfigureAwait(false);
            await SourceRemoval.DeleteObjectAsync(from, item.Key, info.Revision, to.UrlOf(key), cancellationToken).ConfigureAwait(false);
        }

        return new TransferOutcome(info.Size ?? copied.Size ?? 0, 0, copied.Checksum);
    }

    private async Task<TransferOutcome> StreamAsync(SelectedItem item, string key, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var from = item.Place!;
        var (bytes, transfer) = TransferMemory.OfStream(to.Store.TransferDefaults, item.Size, to.Store.Capabilities.Chunks, memory.Total);
        using var place = await memory.EnterAsync(bytes, cancellationToken).ConfigureAwait(false);
        var opened = await from.Store.DownloadAsync(item.Key, null, cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            var upload = HeadersOf(opened.Info) with { Length = opened.Info.Size, Transfer = transfer };
            var result = await to.Store.UploadAsync(key, opened, upload, progress, cancellationToken).ConfigureAwait(false);
            if (options.Move)
            {
                await SourceRemoval.VerifyAsync(to, key, item.Source, result.Bytes, result.Checksum, cancellationToken).ConfigureAwait(false);
                await SourceRemoval.DeleteObjectAsync(from, item.Key, opened.Info.Revision, to.UrlOf(key), cancellationToken).ConfigureAwait(false);
            }

            return new TransferOutcome(result.Bytes, result.Bytes, result.Checksum);
        }
    }

    private UploadOptions HeadersOf(ObjectInfo info) => options.Upload with
    {
        ContentType = options.Upload.ContentType ?? info.ContentType,
        CacheControl = info.CacheControl,
        ContentDisposition = info.ContentDisposition,
        ContentEncoding = info.ContentEncoding,
        ContentLanguage = info.ContentLanguage,
        Metadata = info.Metadata,
    };
}
