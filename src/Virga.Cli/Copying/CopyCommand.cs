using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>One <c>cp</c>: chooses the way by what source and target are.</summary>
internal sealed class CopyCommand(
    Place source,
    Place target,
    bool recursive,
    bool noOverwrite,
    UploadOptions upload,
    DownloadOptions download,
    StoreOpener opener,
    CopyReport report,
    Terminal terminal)
{
    public Task<int> RunAsync(CancellationToken cancellationToken) => (source.Kind, target.Kind) switch
    {
        (PlaceKind.Path, PlaceKind.Store) => UploadAsync(cancellationToken),
        (PlaceKind.Standard, PlaceKind.Store) => UploadStandardAsync(cancellationToken),
        (PlaceKind.Store, PlaceKind.Path) => DownloadAsync(cancellationToken),
        (PlaceKind.Store, PlaceKind.Standard) => DownloadStandardAsync(cancellationToken),
        (PlaceKind.Store, PlaceKind.Store) => BetweenStoresAsync(cancellationToken),
        _ => throw new UsageException("cp copies to or from a store: name a URL such as s3://bucket/key as source or target."),
    };

    private async Task<int> UploadAsync(CancellationToken cancellationToken)
    {
        var path = source.Text;
        var isFolder = Directory.Exists(path);
        if (isFolder && !recursive) throw new UsageException($"'{path}' is a folder. Add -r to copy what it holds.");
        if (!isFolder && recursive) throw new UsageException($"'{path}' is no folder, and -r was given.");

        var (store, key) = await opener.OpenAsync(target.Text, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            if (!isFolder)
            {
                await UploadFileAsync(store, path, key.Length == 0 || key.EndsWith('/') ? key + Path.GetFileName(path) : key, cancellationToken).ConfigureAwait(false);
                return report.ExitCode;
            }

            var prefix = key.Length == 0 || key.EndsWith('/') ? key : key + "/";
            var root = Path.GetFullPath(path);
            foreach (var file in Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false }))
            {
                var relative = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
                await EachAsync(relative, () => UploadFileAsync(store, file, prefix + relative, cancellationToken)).ConfigureAwait(false);
            }
        }

        return report.ExitCode;
    }

    private async Task UploadFileAsync(ObjectStore store, string path, string key, CancellationToken cancellationToken)
    {
        var result = await TransferBar.RunAsync(terminal, key, progress => store.UploadFileAsync(key, path, upload, progress, cancellationToken)).ConfigureAwait(false);
        report.Done(path, key, key, result.Bytes, result.Checksum);
    }

    private async Task<int> UploadStandardAsync(CancellationToken cancellationToken)
    {
        var (store, key) = await opener.OpenAsync(target.Text, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            if (key.Length == 0 || key.EndsWith('/')) throw new UsageException("Standard input has no name: name the whole key of the target.");
            var result = await TransferBar.RunAsync(terminal, key, progress => store.UploadAsync(key, terminal.Input, upload, progress, cancellationToken)).ConfigureAwait(false);
            report.Done("-", key, key, result.Bytes, result.Checksum);
        }

        return report.ExitCode;
    }

    private async Task<int> DownloadAsync(CancellationToken cancellationToken)
    {
        var (store, key) = await opener.OpenAsync(source.Text, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            if (recursive)
            {
                // Below a folder-like prefix the names are relative to it; below any other prefix, to the folder that it stands in.
                var cut = key.LastIndexOf('/') + 1;
                await foreach (var item in store.ListAsync(key, cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    await EachAsync(item.Key, () => DownloadFileAsync(store, item.Key, LocalTarget.Below(target.Text, item.Key[cut..], item.Key), cancellationToken)).ConfigureAwait(false);
                }

                return report.ExitCode;
            }

            if (key.Length == 0 || key.EndsWith('/')) throw new UsageException($"'{source}' names no object. Add -r to copy what is below it.");
            var isFolder = Directory.Exists(target.Text) || Path.EndsInDirectorySeparator(target.Text);
            var path = isFolder ? LocalTarget.Below(target.Text, key[(key.LastIndexOf('/') + 1)..], key) : target.Text;
            await DownloadFileAsync(store, key, path, cancellationToken).ConfigureAwait(false);
        }

        return report.ExitCode;
    }

    private async Task DownloadFileAsync(ObjectStore store, string key, string path, CancellationToken cancellationToken)
    {
        if (noOverwrite && File.Exists(path)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"'{path}' exists, and --no-overwrite was given.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var result = await TransferBar.RunAsync(terminal, key, progress => store.DownloadToFileAsync(key, path, download, progress, cancellationToken)).ConfigureAwait(false);
        report.Done(key, path, key, result.Bytes, result.Checksum);
    }

    private async Task<int> DownloadStandardAsync(CancellationToken cancellationToken)
    {
        var (store, key) = await opener.OpenAsync(source.Text, cancellationToken).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            if (recursive || key.Length == 0) throw new UsageException("Standard output takes one object: name its key, without -r.");
            await store.DownloadToStreamAsync(key, terminal.Output, download, cancellationToken: cancellationToken).ConfigureAwait(false);
            await terminal.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        return report.ExitCode;
    }

    private async Task<int> BetweenStoresAsync(CancellationToken cancellationToken)
    {
        var (from, fromKey) = await opener.OpenAsync(source.Text, cancellationToken).ConfigureAwait(false);
        await using var closeFrom = from.ConfigureAwait(false);
        var (to, toKey) = await opener.OpenAsync(target.Text, cancellationToken).ConfigureAwait(false);
        await using var closeTo = to.ConfigureAwait(false);

        if (recursive)
        {
            var cut = fromKey.LastIndexOf('/') + 1;
            var prefix = toKey.Length == 0 || toKey.EndsWith('/') ? toKey : toKey + "/";
            await foreach (var item in from.ListAsync(fromKey, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                await EachAsync(item.Key, () => CopyObjectAsync(from, item.Key, to, prefix + item.Key[cut..], cancellationToken)).ConfigureAwait(false);
            }

            return report.ExitCode;
        }

        if (fromKey.Length == 0 || fromKey.EndsWith('/')) throw new UsageException($"'{source}' names no object. Add -r to copy what is below it.");
        await CopyObjectAsync(from, fromKey, to, toKey.Length == 0 || toKey.EndsWith('/') ? toKey + fromKey[(fromKey.LastIndexOf('/') + 1)..] : toKey, cancellationToken).ConfigureAwait(false);
        return report.ExitCode;
    }

    private async Task CopyObjectAsync(ObjectStore from, string fromKey, ObjectStore to, string toKey, CancellationToken cancellationToken)
    {
        if (to.CanCopyFrom(from))
        {
            var info = await to.CopyFromAsync(from, fromKey, toKey, noOverwrite, cancellationToken).ConfigureAwait(false);
            report.Done(fromKey, toKey, toKey, info.Size ?? 0, info.Checksum);
            return;
        }

        var opened = await from.DownloadAsync(fromKey, download, cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            var options = upload with
            {
                Length = opened.Info.Size,
                ContentType = upload.ContentType ?? opened.Info.ContentType,
                ContentDisposition = opened.Info.ContentDisposition,
                ContentEncoding = opened.Info.ContentEncoding,
                ContentLanguage = opened.Info.ContentLanguage,
                Metadata = opened.Info.Metadata,
            };
            var result = await TransferBar.RunAsync(terminal, toKey, progress => to.UploadAsync(toKey, opened.Content, options, progress, cancellationToken)).ConfigureAwait(false);
            report.Done(fromKey, toKey, toKey, result.Bytes, result.Checksum);
        }
    }

    /// <summary>One item of several: its failure is told, and the others go on.</summary>
    private async Task EachAsync(string item, Func<Task> copy)
    {
        try
        {
            await copy().ConfigureAwait(false);
        }
        catch (Exception e) when (e is VirgaException or IOException or UnauthorizedAccessException or UsageException or ArgumentException)
        {
            report.Failed(item, e);
        }
    }
}
