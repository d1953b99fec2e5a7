using Virga.Cli.Arguments;
using Virga.Storage;
using Virga.Storage.Driver;

namespace Virga.Cli.Copying;

/// <summary>The second half of a move: the source goes only when the target has been seen whole and the source is still what was copied.</summary>
internal static class SourceRemoval
{
    /// <summary>Asks the target's store what it has.</summary>
    public static async Task VerifyAsync(OpenedStore to, string key, string source, long? bytes, Checksum checksum, CancellationToken cancellationToken)
    {
        var stored = await to.Store.StatAsync(key, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (stored.Size != bytes) throw Differs(to.UrlOf(key), stored.Size, source, bytes);
        if (!checksum.IsNone && stored.Checksum.Algorithm == checksum.Algorithm && stored.Checksum != checksum)
        {
            throw new ObjectStoreException(ErrorKind.Integrity, $"'{to.UrlOf(key)}' has the checksum {stored.Checksum}, and '{source}' has {checksum}. Both were kept: compare them, and delete the wrong one.");
        }
    }

    public static ObjectStoreException Differs(string target, long? stored, string source, long? bytes) =>
        new(ErrorKind.Integrity, $"'{target}' has {stored?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "an unknown number of"} bytes, and '{source}' had {bytes}. Both were kept: compare them, and delete the wrong one.");

    /// <summary>Deletes an object if it is still of the revision that was copied.</summary>
    public static async Task DeleteObjectAsync(OpenedStore from, string key, string? revision, string target, CancellationToken cancellationToken)
    {
        if (revision is not null && from.Store.Capabilities.Delete.IfRevision)
        {
            try
            {
                await from.Store.DeleteAsync(key, new DeleteOptions { IfMatch = revision }, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ObjectStoreException e) when (e.Kind == ErrorKind.PreconditionFailed)
            {
                throw Replaced(from.UrlOf(key), target, e);
            }
        }

        // Where the server cannot compare, this looks first; who replaces it between the two calls is not seen.
        if (revision is not null && (await from.Store.StatAsync(key, cancellationToken: cancellationToken).ConfigureAwait(false)).Revision != revision) throw Replaced(from.UrlOf(key), target, null);
        await from.Store.DeleteAsync(key, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a file if it is still as long and as old as when its upload began.</summary>
    public static void DeleteFile(FileInfo before, string target)
    {
        var now = new FileInfo(before.FullName);
        if (!now.Exists || now.Length != before.Length || now.LastWriteTimeUtc != before.LastWriteTimeUtc) throw Replaced(before.FullName, target, null);
        now.Delete();
    }

    private static ObjectStoreException Replaced(string source, string target, Exception? cause) =>
        new(ErrorKind.Conflict, $"'{source}' was changed while it was moved: '{target}' holds what was there before, and the new one was kept. Move it again.", cause);
}
