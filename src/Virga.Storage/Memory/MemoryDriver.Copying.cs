using Virga.Storage.Driver;

namespace Virga.Storage.Memory;

public sealed partial class MemoryDriver
{
    /// <inheritdoc/>
    public ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = FindSource(source with { Revision = options.IfSourceRevision ?? source.Revision });
        if (found.Content.Length > _options.MaxCopy) throw new ObjectStoreException(ErrorKind.TooLarge, $"'{source.Key}' has {found.Content.Length} bytes, and one copy takes {_options.MaxCopy}.");
        var put = options.Replace ?? OptionMapping.HeadersOf(found.Info);
        return ValueTask.FromResult(Store(Bucket, key, found.Content, put with { Length = found.Content.Length, MustNotExist = options.MustNotExist, Checksum = found.Info.Checksum }));
    }

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bucket = Bucket;
        lock (bucket.Lock)
        {
            var found = bucket.Objects.GetValueOrDefault(source) ?? throw Missing(source);
            if (!options.Overwrite && bucket.Objects.ContainsKey(key)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"'{key}' exists, and the move must not replace it.");
            var info = found.Info with { Key = key, Revision = bucket.NextRevision(), LastModified = _options.Time.GetUtcNow() };
            bucket.Objects[key] = found with { Info = info };
            bucket.Objects.Remove(source);
            return ValueTask.FromResult(info);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var limit = Capabilities.Chunks.ComposeLimit;
        if (sources.Count == 0 || sources.Count > limit) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"{sources.Count} sources were given, and one call joins 1 to {limit}.");
        var contents = sources.Select(s => FindSource(new ObjectAddress(_name, s.Name!, s.Receipt)).Content).ToList();
        return ValueTask.FromResult(Store(Bucket, key, MemoryContent.Join(contents), options));
    }

    private MemoryObject FindSource(ObjectAddress source)
    {
        var bucket = _account.Find(source.Bucket);
        lock (bucket.Lock)
        {
            var found = bucket.Objects.GetValueOrDefault(source.Key) ?? throw Missing(source.Key);
            if (source.Revision is { } wanted && wanted != found.Info.Revision) throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"'{source.Key}' has revision '{found.Info.Revision}', not '{wanted}'.");
            return found;
        }
    }
}
