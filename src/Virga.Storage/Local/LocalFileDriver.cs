using Microsoft.Win32.SafeHandles;
using Virga.Storage.Driver;
using Virga.Storage.Transfers;

namespace Virga.Storage.Local;

/// <summary>A store over a folder: the key <c>a/b.txt</c> is the file <c>a/b.txt</c>. Headers, temporary files and uploads lie in <c>.virga</c> at its root.</summary>
/// <remarks>
/// Objects are replaced atomically by a rename. A create-only put holds against other processes too; the other conditions hold within this process.
/// A revision is the time and the length of a file, in ticks of 100 ns: a program that changes a file in place, keeps its length and sets its time back is not noticed.
/// Links are followed when the key is checked; a link that somebody swaps in between is not noticed, so do not open a root that strangers may write to.
/// </remarks>
public sealed partial class LocalFileDriver : IObjectStoreDriver
{
    private static readonly ChecksumAlgorithm[] AllChecksums = [ChecksumAlgorithm.Crc64Nvme, ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32, ChecksumAlgorithm.Sha256, ChecksumAlgorithm.Sha1, ChecksumAlgorithm.Md5];

    private readonly LocalKeys _keys;
    private readonly LocalHeaders _headers;
    private readonly LocalFileOptions _options;
    private readonly TicketSource _tickets;
    private readonly string _bucket;

    /// <summary>Makes a driver over a folder. The folder is the bucket; it need not exist yet.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    public LocalFileDriver(string root, LocalFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _options = options ?? new LocalFileOptions();
        _bucket = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        _keys = new LocalKeys(root, _bucket, _options);
        _headers = new LocalHeaders(Path.Combine(_keys.OwnFolder, "headers"));
        _tickets = new TicketSource(_options.Random);
    }

    /// <inheritdoc/>
    public Capabilities Capabilities { get; } = new()
    {
        Read = new ReadCapabilities { IfNotRevision = true, Dates = true },
        Write = new WriteCapabilities { MustNotExist = true, IfRevision = true, ConditionsOnComplete = true, CacheControl = true, Checksums = AllChecksums },
        Delete = new DeleteCapabilities { IfRevision = true },
        List = new ListCapabilities { Start = ListStart.Exclusive },
        Copy = new CopyCapabilities { Server = true, IfSourceRevision = true, MustNotExist = true, Move = true },
        Chunks = new ChunkCapabilities { Mode = Chunking.Parts },
        Limits = new LimitCapabilities { MaxMetadataBytes = 64 * 1024 },
    };

    /// <summary>The folder.</summary>
    public string Root => _keys.Root;

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) => GuardAsync(key, async () =>
    {
        var path = _keys.PathOf(key);
        CheckRoot();
        var temporary = NewTemporary();
        try
        {
            var checksum = await WriteAsync(temporary, [content], options, cancellationToken).ConfigureAwait(false);
            return await PlaceAsync(key, path, temporary, options, checksum, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(temporary);
        }
    });

    /// <inheritdoc/>
    public ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken) => GuardAsync(key, () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var handle = Open(key);
        try
        {
            var info = Describe(key, handle);
            ConditionChecks.Read(info, options.Condition);
            var (offset, length) = ConditionChecks.Range(options.Range, info.Size!.Value);
            return ValueTask.FromResult(new ObjectContent(info, new LocalReadStream(handle, offset, length)));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) => GuardAsync(key, () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var handle = Open(key);
        return ValueTask.FromResult(Describe(key, handle));
    });

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken) => await GuardAsync(key, async () =>
    {
        CheckRoot();
        var path = _keys.FindPath(key);
        if (path is null) return false;
        using (await LocalLocks.EnterAsync(path, cancellationToken).ConfigureAwait(false))
        {
            var existing = TryDescribe(key, path);
            ConditionChecks.Write(existing, false, condition.IfRevision);
            if (existing is null) return false;
            File.Delete(path);
            _headers.Remove(key, existing.Revision!);
            RemoveEmptyFolders(path);
            return true;
        }
    }).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        throw new ObjectStoreException(ErrorKind.Unsupported, "Files are deleted one by one (Delete.Batch).");

    /// <inheritdoc/>
    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) =>
        throw new ObjectStoreException(ErrorKind.Unsupported, "A folder has no URL to sign.");

    private async ValueTask<T> GuardAsync<T>(string key, Func<ValueTask<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ObjectStoreException(Directory.Exists(Root) ? ErrorKind.NotFound : ErrorKind.BucketNotFound, $"There is no object '{key}' below '{Root}'.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ObjectStoreException(ErrorKind.AccessDenied, $"'{key}' below '{Root}' may not be touched: {e.Message}", e);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) || e is PathTooLongException)
        {
            throw new ObjectStoreException(e is PathTooLongException ? ErrorKind.InvalidArgument : ErrorKind.Unknown, $"'{key}' below '{Root}' failed: {e.Message}", e);
        }
    }

    private void CheckRoot()
    {
        if (!Directory.Exists(Root)) throw new ObjectStoreException(ErrorKind.BucketNotFound, $"The folder '{Root}' does not exist; create it first.");
    }

    private SafeFileHandle Open(string key)
    {
        CheckRoot();
        var path = _keys.FindPath(key) ?? throw new ObjectStoreException(ErrorKind.NotFound, $"There is no object '{key}'.");
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
    }

    private ObjectInfo Describe(string key, SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        var written = File.GetLastWriteTimeUtc(handle);
        return _headers.Read(new ObjectInfo(key, LocalHeaders.Revision(written, length), length, new DateTimeOffset(written)));
    }

    private ObjectInfo? TryDescribe(string key, string path)
    {
        if (!File.Exists(path)) return null;
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Describe(key, handle);
    }
}
