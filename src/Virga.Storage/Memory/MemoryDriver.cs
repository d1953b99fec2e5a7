using Virga.Storage.Driver;

namespace Virga.Storage.Memory;

/// <summary>A store in memory, for tests and small caches: every capability but signed requests, in the chunk mode that its options name.</summary>
public sealed partial class MemoryDriver : IObjectStoreDriver
{
    private static readonly ChecksumAlgorithm[] AllChecksums = [ChecksumAlgorithm.Crc64Nvme, ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32, ChecksumAlgorithm.Sha256, ChecksumAlgorithm.Sha1, ChecksumAlgorithm.Md5];

    private readonly MemoryAccount _account;
    private readonly string _name;
    private readonly MemoryOptions _options;

    /// <summary>Makes a driver with a bucket of its own.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="bucket">The name of its bucket.</param>
    public MemoryDriver(MemoryOptions? options = null, string bucket = "memory")
        : this(new MemoryAccount(options), bucket, options ?? new MemoryOptions())
    {
        var created = _account.CreateBucketAsync(bucket, CancellationToken.None);
        if (!created.IsCompletedSuccessfully) throw new InvalidOperationException("A bucket in new memory is created at once.");
    }

    internal MemoryDriver(MemoryAccount account, string bucket, MemoryOptions options)
    {
        _account = account;
        _name = bucket;
        _options = options;
        Capabilities = Claim(options);
    }

    /// <inheritdoc/>
    public Capabilities Capabilities { get; }

    private MemoryBucket Bucket => _account.Find(_name);

    /// <inheritdoc/>
    public async ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        var bucket = Bucket;
        lock (bucket.Lock) ConditionChecks.Write(bucket.Objects.GetValueOrDefault(key)?.Info, options.MustNotExist, options.IfRevision);
        using var computer = Checksums.Start(options.Checksum.Algorithm);
        var bytes = await MemoryContent.ReadAsync(content, options.Length, computer, cancellationToken).ConfigureAwait(false);
        ConditionChecks.Checksum($"'{key}'", options.Checksum, computer?.Finish() ?? default);
        return Store(bucket, key, bytes, options);
    }

    /// <inheritdoc/>
    public ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = Find(key);
        ConditionChecks.Read(found.Info, options.Condition);
        var (offset, length) = ConditionChecks.Range(options.Range, found.Content.Length);
        return ValueTask.FromResult(new ObjectContent(found.Info, found.Content.Open(offset, length)));
    }

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Find(key).Info);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bucket = Bucket;
        lock (bucket.Lock)
        {
            ConditionChecks.Write(bucket.Objects.GetValueOrDefault(key)?.Info, false, condition.IfRevision);
            bucket.Objects.Remove(key);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (keys.Count > _options.DeleteBatch) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"{keys.Count} keys were given, and one call takes {_options.DeleteBatch}.");
        var bucket = Bucket;
        lock (bucket.Lock)
        {
            foreach (var key in keys) bucket.Objects.Remove(key);
        }

        return ValueTask.FromResult<IReadOnlyList<DeleteFailure>>([]);
    }

    /// <inheritdoc/>
    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) =>
        throw new ObjectStoreException(ErrorKind.Unsupported, "Memory has no URL to sign.");

    private static Capabilities Claim(MemoryOptions options) => new()
    {
        Read = new ReadCapabilities { IfNotRevision = true, Dates = true },
        Write = new WriteCapabilities { MustNotExist = true, IfRevision = true, ConditionsOnComplete = true, CacheControl = true, StorageClass = true, Checksums = AllChecksums },
        Delete = new DeleteCapabilities { IfRevision = true, Batch = options.DeleteBatch },
        List = new ListCapabilities { Start = options.ListStart, MaxPage = options.MaxPage },
        Copy = new CopyCapabilities { Server = true, IfSourceRevision = true, MustNotExist = true, MaxSize = options.MaxCopy, Parts = options.Chunking is Chunking.Parts or Chunking.DictatedParts, Move = options.Moves },
        Chunks = new ChunkCapabilities
        {
            Mode = options.Chunking,
            MinPart = options.MinPart,
            MaxParts = options.MaxParts,
            Alignment = options.Chunking == Chunking.Sequential ? options.PartUnit : 1,
            ComposeLimit = options.Chunking == Chunking.Composed ? 4 : 0,
        },
        Limits = new LimitCapabilities { MaxMetadataBytes = 8 * 1024 },
    };

    private MemoryObject Find(string key)
    {
        var bucket = Bucket;
        lock (bucket.Lock) return bucket.Objects.GetValueOrDefault(key) ?? throw Missing(key);
    }

    private static ObjectStoreException Missing(string key) => new(ErrorKind.NotFound, $"There is no object '{key}'.");

    private ObjectInfo Store(MemoryBucket bucket, string key, MemoryContent bytes, PutOptions options)
    {
        var checksum = options.Checksum.IsNone ? bytes.Compute(ChecksumAlgorithm.Crc64Nvme) : options.Checksum;
        lock (bucket.Lock)
        {
            ConditionChecks.Write(bucket.Objects.GetValueOrDefault(key)?.Info, options.MustNotExist, options.IfRevision);
            var info = new ObjectInfo(
                key,
                bucket.NextRevision(),
                bytes.Length,
                _options.Time.GetUtcNow(),
                options.ContentType,
                options.CacheControl,
                options.ContentDisposition,
                options.ContentEncoding,
                options.ContentLanguage,
                options.StorageClass,
                null,
                checksum,
                options.Metadata is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(options.Metadata, StringComparer.Ordinal));
            bucket.Objects[key] = new MemoryObject(info, bytes);
            return info;
        }
    }
}
