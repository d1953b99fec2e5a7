using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>One <c>cp</c>: chooses the way by what source and target are.</summary>
internal sealed class CopyCommand(Place source, Place target, CopyOptions options, StoreOpener opener, CopyReport report, Terminal terminal)
{
    public Task<int> RunAsync(CancellationToken cancellationToken) => (source.Kind, target.Kind) switch
    {
        (PlaceKind.Path, PlaceKind.Store) => UploadAsync(cancellationToken),
        (PlaceKind.Standard, PlaceKind.Store) => UploadStandardAsync(cancellationToken),
        (PlaceKind.Store, PlaceKind.Path) => DownloadAsync(cancellationToken),
        (PlaceKind.Store, PlaceKind.Standard) => DownloadStandardAsync(cancellationToken),
        (PlaceKind.Store, PlaceKind.Store) => new StoreToStore(source, target, options, opener, report, terminal).RunAsync(cancellationToken),
        _ => throw new UsageException("cp copies to or from a store: name a URL such as s3://bucket/key as source or target."),
    };

    private async Task<int> UploadAsync(CancellationToken cancellationToken)
    {
        var path = source.Text;
        var isFolder = Directory.Exists(path);
        if (isFolder && !options.Recursive) throw new UsageException($"'{path}' is a folder. Add -r to copy what it holds.");
        if (!isFolder && options.Recursive && File.Exists(path)) throw new UsageException($"'{path}' is a file, and -r was given.");
        if (!isFolder && !File.Exists(path)) throw new ObjectStoreException(ErrorKind.NotFound, $"There is no file or folder '{path}'.");

        var to = await opener.OpenAsync(target.Text, cancellationToken).ConfigureAwait(false);
        await using (to.ConfigureAwait(false))
        {
            if (!isFolder)
            {
                await UploadFileAsync(to, path, to.IsFolder ? to.Key + Path.GetFileName(path) : to.Key, cancellationToken).ConfigureAwait(false);
                return report.ExitCode;
            }

            var root = Path.GetFullPath(path);
            foreach (var file in Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false }))
            {
                var relative = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
                await report.EachAsync(relative, () => UploadFileAsync(to, file, to.Folder + relative, cancellationToken)).ConfigureAwait(false);
            }
        }

        return report.ExitCode;
    }

    private async Task UploadFileAsync(OpenedStore to, string path, string key, CancellationToken cancellationToken)
    {
        var result = await TransferBar.RunAsync(terminal, key, progress => to.Store.UploadFileAsync(key, path, options.Upload, progress, cancellationToken)).ConfigureAwait(false);
        report.Done(path, to.UrlOf(key), key, result.Bytes, result.Bytes, result.Checksum);
    }

    private async Task<int> UploadStandardAsync(CancellationToken cancellationToken)
    {
        var to = await opener.OpenAsync(target.Text, cancellationToken).ConfigureAwait(false);
        await using (to.ConfigureAwait(false))
        {
            if (options.Recursive || to.IsFolder) throw new UsageException("Standard input has no name: name the whole key of the target, without -r.");
            var result = await TransferBar.RunAsync(terminal, to.Key, progress => to.Store.UploadAsync(to.Key, terminal.Input, options.Upload, progress, cancellationToken)).ConfigureAwait(false);
            report.Done("-", to.UrlOf(to.Key), to.Key, result.Bytes, result.Bytes, result.Checksum);
        }

        return report.ExitCode;
    }

    private async Task<int> DownloadAsync(CancellationToken cancellationToken)
    {
        var from = await opener.OpenAsync(source.Text, cancellationToken).ConfigureAwait(false);
        await using (from.ConfigureAwait(false))
        {
            if (options.Recursive)
            {
                await DownloadFolderAsync(from, cancellationToken).ConfigureAwait(false);
                return report.ExitCode;
            }

            if (from.IsFolder) throw new UsageException($"'{source}' names no object. Add -r to copy what is below it.");
            var isFolder = Directory.Exists(target.Text) || Path.EndsInDirectorySeparator(target.Text);
            var path = isFolder ? LocalTarget.Below(target.Text, from.Key[(from.Key.LastIndexOf('/') + 1)..], from.Key) : target.Text;
            await DownloadFileAsync(from, from.Key, path, cancellationToken).ConfigureAwait(false);
        }

        return report.ExitCode;
    }

    private async Task DownloadFolderAsync(OpenedStore from, CancellationToken cancellationToken)
    {
        if (File.Exists(target.Text)) throw new UsageException($"'{target}' is a file, and -r needs a folder.");

        // Below a folder-like prefix the names are relative to it; below any other prefix, to the folder that it stands in.
        var cut = from.Key.LastIndexOf('/') + 1;
        await foreach (var item in from.Store.ListAsync(from.Key, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (IsFolderMark(item)) continue;
            await report.EachAsync(item.Key, () => DownloadFileAsync(from, item.Key, LocalTarget.Below(target.Text, item.Key[cut..], item.Key), cancellationToken)).ConfigureAwait(false);
        }
    }

    // Consoles make empty objects that end in a slash, to show a folder; a file cannot have such a name.
    private static bool IsFolderMark(ListedObject item) => item.Size == 0 && item.Key.EndsWith('/');

    private async Task DownloadFileAsync(OpenedStore from, string key, string path, CancellationToken cancellationToken)
    {
        if (options.NoOverwrite && File.Exists(path)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"'{path}' exists, and --no-overwrite was given.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var result = await TransferBar.RunAsync(terminal, key, progress => from.Store.DownloadToFileAsync(key, path, options.Download, progress, cancellationToken)).ConfigureAwait(false);
        report.Done(from.UrlOf(key), path, key, result.Bytes, 0, result.Checksum);
    }

    private async Task<int> DownloadStandardAsync(CancellationToken cancellationToken)
    {
        var from = await opener.OpenAsync(source.Text, cancellationToken).ConfigureAwait(false);
        await using (from.ConfigureAwait(false))
        {
            if (options.Recursive || from.Key.Length == 0) throw new UsageException("Standard output takes one object: name its key, without -r.");
            try
            {
                await from.Store.DownloadToStreamAsync(from.Key, terminal.Output, options.Download, cancellationToken: cancellationToken).ConfigureAwait(false);
                await terminal.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OutputClosedException)
            {
                // The reader has all that it wanted, as with cat.
            }
        }

        return report.ExitCode;
    }
}
