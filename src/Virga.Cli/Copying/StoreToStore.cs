using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>Copies between stores: on the server where it can, else through this machine.</summary>
internal sealed class StoreToStore(Place source, Place target, CopyOptions options, StoreOpener opener, CopyReport report, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var from = await opener.OpenAsync(source.Text, cancellationToken).ConfigureAwait(false);
        await using var closeFrom = from.ConfigureAwait(false);
        var to = await opener.OpenAsync(target.Text, cancellationToken).ConfigureAwait(false);
        await using var closeTo = to.ConfigureAwait(false);

        var cut = from.Key.LastIndexOf('/') + 1;
        if (!options.Recursive)
        {
            if (from.IsFolder) throw new UsageException($"'{source}' names no object. Add -r to copy what is below it.");
            var key = to.IsFolder ? to.Key + from.Key[cut..] : to.Key;
            if (from.UrlOf(from.Key) == to.UrlOf(key)) throw new UsageException($"'{source}' would be copied onto itself. Name another target.");
            await CopyAsync(from, from.Key, to, key, cancellationToken).ConfigureAwait(false);
            return report.ExitCode;
        }

        // The listing would meet its own copies, without end.
        if (to.UrlOf(to.Folder).StartsWith(from.UrlOf(from.Key), StringComparison.Ordinal)) throw new UsageException($"'{target}' lies below '{source}', so copies would be copied again. Name a target outside of it.");
        await foreach (var item in from.Store.ListAsync(from.Key, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var key = to.Folder + item.Key[cut..];
            if (key.Length == 0) continue;
            await report.EachAsync(item.Key, () => CopyAsync(from, item.Key, to, key, cancellationToken)).ConfigureAwait(false);
        }

        return report.ExitCode;
    }

    private async Task CopyAsync(OpenedStore from, string fromKey, OpenedStore to, string toKey, CancellationToken cancellationToken)
    {
        if (to.Store.CanCopyFrom(from.Store) && (!options.NoOverwrite || to.Store.Capabilities.Copy.MustNotExist)) await OnServerAsync(from, fromKey, to, toKey, cancellationToken).ConfigureAwait(false);
        else await ThroughHereAsync(from, fromKey, to, toKey, cancellationToken).ConfigureAwait(false);
    }

    private async Task OnServerAsync(OpenedStore from, string fromKey, OpenedStore to, string toKey, CancellationToken cancellationToken)
    {
        // A copy answers with little more than the revision, and a new type means that the other headers must be said again.
        var info = await from.Store.StatAsync(fromKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        var copy = new ObjectCopyOptions
        {
            From = from.Store,
            IfNoneMatch = options.NoOverwrite ? ETag.Any : default(ETag?),
            Replace = options.Upload.ContentType is null ? null : HeadersOf(info) with { IfNoneMatch = null },
            Transfer = options.Upload.Transfer,
        };
        var copied = await to.Store.CopyAsync(fromKey, toKey, copy, cancellationToken).ConfigureAwait(false);
        report.Done(from.UrlOf(fromKey), to.UrlOf(toKey), toKey, info.Size ?? copied.Size ?? 0, 0, copied.Checksum);
    }

    private async Task ThroughHereAsync(OpenedStore from, string fromKey, OpenedStore to, string toKey, CancellationToken cancellationToken)
    {
        var opened = await from.Store.DownloadAsync(fromKey, options.Download, cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            var upload = HeadersOf(opened.Info) with { Length = opened.Info.Size };
            var result = await TransferBar.RunAsync(terminal, toKey, progress => to.Store.UploadAsync(toKey, opened, upload, progress, cancellationToken)).ConfigureAwait(false);
            report.Done(from.UrlOf(fromKey), to.UrlOf(toKey), toKey, result.Bytes, result.Bytes, result.Checksum);
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
