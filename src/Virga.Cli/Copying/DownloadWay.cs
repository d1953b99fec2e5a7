using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Copying;

/// <summary>Objects into files. What is moved is deleted once the file has the length of the object, unless somebody replaced it meanwhile.</summary>
internal sealed class DownloadWay(CopyOptions options, MemoryBudget memory) : ITransferWay
{
    public Transfer Plan(SelectedItem item, string target)
    {
        var from = item.Place!;
        return new Transfer(item.Source, target, item.Key, item.Size, async (progress, token) =>
        {
            if (options.NoOverwrite && File.Exists(target)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"'{target}' exists, and --no-overwrite was given.");
            if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder) Directory.CreateDirectory(folder);
            using var place = await memory.EnterAsync(TransferMemory.OfFile(from.Store.TransferDefaults, item.Size), token).ConfigureAwait(false);
            var result = await from.Store.DownloadToFileAsync(item.Key, target, null, progress, token).ConfigureAwait(false);
            if (options.Move)
            {
                var length = new FileInfo(target).Length;
                if (length != result.Bytes) throw SourceRemoval.Differs(target, length, item.Source, result.Bytes);
                await SourceRemoval.DeleteObjectAsync(from, item.Key, result.Info.Revision, target, token).ConfigureAwait(false);
            }

            return new TransferOutcome(result.Bytes, 0, result.Checksum);
        });
    }
}
