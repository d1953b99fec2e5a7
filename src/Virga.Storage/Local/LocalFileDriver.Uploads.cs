using System.Globalization;
using Virga.Storage.Driver;

namespace Virga.Storage.Local;

public sealed partial class LocalFileDriver
{
    private string UploadsFolder => Path.Combine(_keys.OwnFolder, "uploads");

    /// <summary>How many uploads were begun and neither completed nor aborted.</summary>
    public int OpenUploads => Directory.Exists(UploadsFolder) ? Directory.EnumerateDirectories(UploadsFolder).Count() : 0;

    /// <inheritdoc/>
    public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) => GuardAsync(key, () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckRoot();
        _keys.PathOf(key);
        var upload = new Upload(key, ticket);
        Directory.CreateDirectory(FolderOf(upload));
        return ValueTask.FromResult(upload);
    });

    /// <inheritdoc/>
    public ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken) => GuardAsync(upload.Key, async () =>
    {
        var temporary = NewTemporary();
        try
        {
            await WriteAsync(temporary, [content], new PutOptions { Length = slot.Length, Checksum = checksum }, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, PartPath(Existing(upload), slot.Number), overwrite: true);
            return new Part(slot.Number, slot.Name, Receipt(slot.Length), slot.Length, checksum);
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    /// <inheritdoc/>
    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) =>
        throw new ObjectStoreException(ErrorKind.Unsupported, "Files are copied whole (Copy.Parts).");

    /// <inheritdoc/>
    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) => GuardAsync(upload.Key, () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rows = Directory.EnumerateFiles(Existing(upload))
            .Select(path => (Number: int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture), new FileInfo(path).Length))
            .OrderBy(row => row.Number)
            .Select(row => new Part(row.Number, null, Receipt(row.Length), row.Length));
        return ValueTask.FromResult(new PartPage([.. rows], null));
    });

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) => GuardAsync(upload.Key, async () =>
    {
        var folder = Existing(upload);
        var path = _keys.PathOf(upload.Key);
        foreach (var part in parts) CheckPart(folder, part);
        ConditionChecks.Write(TryDescribe(upload.Key, path), options.MustNotExist, options.IfRevision);
        var temporary = NewTemporary();
        try
        {
            var checksum = await WriteAsync(temporary, Open(folder, parts), options, cancellationToken).ConfigureAwait(false);
            var info = await PlaceAsync(upload.Key, path, temporary, options, checksum, cancellationToken).ConfigureAwait(false);
            Directory.Delete(folder, recursive: true);
            return info;
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    /// <inheritdoc/>
    public async ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken) => await GuardAsync(upload.Key, () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = FolderOf(upload);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return ValueTask.FromResult(true);
    }).ConfigureAwait(false);

    private static string PartPath(string folder, int number) => Path.Combine(folder, number.ToString("D8", CultureInfo.InvariantCulture));

    private static string Receipt(long length) => length.ToString("x", CultureInfo.InvariantCulture);

    private static void CheckPart(string folder, Part part)
    {
        var file = new FileInfo(PartPath(folder, part.Number));
        if (!file.Exists || Receipt(file.Length) != part.Receipt) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"Part {part.Number} was not stored with the receipt '{part.Receipt}'.");
    }

    private static IEnumerable<Stream> Open(string folder, IReadOnlyList<Part> parts)
    {
        foreach (var part in parts)
        {
            using var stream = new FileStream(PartPath(folder, part.Number), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            yield return stream;
        }
    }

    private string FolderOf(Upload upload)
    {
        // The id comes back from wherever a caller kept it, so it is not believed to be a name.
        if (upload.Id.Length != 32 || !upload.Id.All(char.IsAsciiHexDigitLower)) throw new ObjectStoreException(ErrorKind.InvalidArgument, "The upload's id is not one of this store.");
        return Path.Combine(UploadsFolder, upload.Id);
    }

    private string Existing(Upload upload)
    {
        var folder = FolderOf(upload);
        return Directory.Exists(folder) ? folder : throw new ObjectStoreException(ErrorKind.UploadNotFound, $"There is no upload of '{upload.Key}' with that id; it was completed, aborted, or never begun.");
    }
}
