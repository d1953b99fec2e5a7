using Virga.Storage.Driver;
using Virga.Storage.Transfers;

namespace Virga.Storage.Local;

public sealed partial class LocalFileDriver
{
    // Another process may remove an empty folder between its making and the rename into it.
    private const int PlaceAttempts = 5;

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) => GuardAsync(key, async () =>
    {
        var from = source.Bucket == _bucket ? this : new LocalFileDriver(Path.Combine(Path.GetDirectoryName(Root)!, source.Bucket), _options);
        var content = await from.GetAsync(source.Key, new GetOptions(null, new ReadCondition(options.IfSourceRevision ?? source.Revision, null, null, null)), cancellationToken).ConfigureAwait(false);
        await using (content.Content.ConfigureAwait(false))
        {
            var info = content.Info;
            var put = options.Replace ?? OptionMapping.HeadersOf(info);
            return await PutAsync(key, content.Content, put with { Length = info.Size!.Value, MustNotExist = options.MustNotExist, Checksum = info.Checksum }, cancellationToken).ConfigureAwait(false);
        }
    });

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) => GuardAsync(source, async () =>
    {
        CheckRoot();
        var from = _keys.FindPath(source) ?? throw new ObjectStoreException(ErrorKind.NotFound, $"There is no object '{source}'.");
        var to = _keys.PathOf(key);
        var existing = TryDescribe(source, from) ?? throw new ObjectStoreException(ErrorKind.NotFound, $"There is no object '{source}'.");
        if (!options.Overwrite && File.Exists(to)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"'{key}' exists, and the move must not replace it.");
        using (await LocalLocks.EnterAsync(to, cancellationToken).ConfigureAwait(false))
        {
            _keys.FindPath(source);
            _keys.PathOf(key);
            _headers.Write(key, existing.Revision!, OptionMapping.HeadersOf(existing), existing.Checksum);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            try
            {
                File.Move(from, to, options.Overwrite);
            }
            catch (IOException e) when (!options.Overwrite && File.Exists(to))
            {
                throw new ObjectStoreException(ErrorKind.AlreadyExists, $"'{key}' exists, and the move must not replace it.", e);
            }
        }

        _headers.Remove(source, existing.Revision!);
        RemoveEmptyFolders(from);
        return existing with { Key = key };
    });

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken) =>
        throw new ObjectStoreException(ErrorKind.Unsupported, "Files are not composed (Chunks.ComposeLimit).");

    private string NewTemporary()
    {
        var folder = Path.Combine(_keys.OwnFolder, "tmp");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, _tickets.Next());
    }

    /// <summary>Writes content into a temporary file and gives its checksum, compared where one was stated.</summary>
    private async ValueTask<Checksum> WriteAsync(string temporary, IEnumerable<Stream> contents, PutOptions options, CancellationToken cancellationToken)
    {
        using var computer = Checksums.Start(options.Checksum.IsNone ? ChecksumAlgorithm.Crc64Nvme : options.Checksum.Algorithm)!;
        using var handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, Math.Max(0, options.Length));
        var buffer = FileBuffers.Rent();
        var done = 0L;
        try
        {
            foreach (var content in contents)
            {
                int read;
                while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    if (options.Length >= 0 && done + read > options.Length) throw new ObjectStoreException(ErrorKind.Integrity, $"The content should have {options.Length} bytes and has more.");
                    computer.Append(buffer.AsSpan(0, read));
                    await RandomAccess.WriteAsync(handle, buffer.AsMemory(0, read), done, cancellationToken).ConfigureAwait(false);
                    done += read;
                }
            }
        }
        finally
        {
            FileBuffers.Return(buffer);
        }

        if (options.Length >= 0 && done != options.Length) throw new ObjectStoreException(ErrorKind.Integrity, $"The content should have {options.Length} bytes and has {done}.");
        var checksum = computer.Finish();
        ConditionChecks.Checksum("The content", options.Checksum, checksum);
        if (_options.FlushToDisk) RandomAccess.FlushToDisk(handle);
        return checksum;
    }

    /// <summary>Renames a temporary file to its place, after its headers.</summary>
    private async ValueTask<ObjectInfo> PlaceAsync(string key, string path, string temporary, PutOptions options, Checksum checksum, CancellationToken cancellationToken)
    {
        using var hold = await LocalLocks.EnterAsync(path, cancellationToken).ConfigureAwait(false);

        // The content may have taken hours; a link may stand in the path by now.
        _keys.PathOf(key);
        var existing = TryDescribe(key, path);
        ConditionChecks.Write(existing, options.MustNotExist, options.IfRevision);
        var written = _options.Time.GetUtcNow().UtcDateTime;
        if (existing?.LastModified is { } before && written <= before.UtcDateTime) written = before.UtcDateTime.AddTicks(1);
        File.SetLastWriteTimeUtc(temporary, written);
        var info = new FileInfo(temporary);
        var revision = LocalHeaders.Revision(info.LastWriteTimeUtc, info.Length);
        _headers.Write(key, revision, options, checksum);
        try
        {
            Rename(key, temporary, path, options.MustNotExist);
        }
        catch
        {
            _headers.Remove(key, revision);
            throw;
        }

        if (existing is not null && existing.Revision != revision) _headers.Remove(key, existing.Revision!);
        return _headers.Read(new ObjectInfo(key, revision, info.Length, new DateTimeOffset(info.LastWriteTimeUtc)));
    }

    private void Rename(string key, string temporary, string path, bool mustNotExist)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(temporary, path, overwrite: !mustNotExist);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < PlaceAttempts)
            {
                // Made again in the next round.
            }
            catch (IOException e) when (mustNotExist && File.Exists(path))
            {
                throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"'{key}' exists already.", e);
            }
            catch (IOException) when (_keys.FindPath(key) is null)
            {
                throw _keys.Refused(key, "an object or a folder of objects came to stand in its place.");
            }
        }
    }

    private void RemoveEmptyFolders(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length > Root.Length; folder = Path.GetDirectoryName(folder))
        {
            try
            {
                if (Directory.EnumerateFileSystemEntries(folder).Any()) return;
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // Somebody just put an object there.
                return;
            }
        }
    }
}
