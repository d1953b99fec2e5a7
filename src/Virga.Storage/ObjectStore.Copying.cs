using Virga.Storage.Driver;
using Virga.Storage.Transfers;

namespace Virga.Storage;

public sealed partial class ObjectStore
{
    /// <summary>Copies an object into this bucket, on the server; one that is too large for one copy, in parts.</summary>
    /// <param name="source">The key of the source.</param>
    /// <param name="key">The key of the copy.</param>
    /// <param name="options">Conditions, headers, another store; null for none.</param>
    /// <param name="cancellationToken">Ends the copy.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.Unsupported"/> when the provider cannot copy, or the other store is of another account.</exception>
    public async ValueTask<ObjectInfo> CopyAsync(string source, string key, ObjectCopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        CheckWritable(key);
        options ??= new ObjectCopyOptions();
        var from = options.From ?? this;
        from.CheckKey(source);
        var copy = Named(key, () => ToCopy(options));
        Named(key, () => CheckSameAccount(from));

        // The size decides how it is copied; where one copy takes everything, nobody needs to know it.
        var caps = Capabilities.Copy;
        if (caps.MaxSize == long.MaxValue) return await CopyOneAsync(from, source, key, copy, cancellationToken).ConfigureAwait(false);
        var info = await from._driver.StatAsync(source, cancellationToken).ConfigureAwait(false);
        if (info.Size is not { } size || size <= caps.MaxSize) return await CopyOneAsync(from, source, key, copy, cancellationToken).ConfigureAwait(false);
        return await CopyPartsAsync(from, info, size, key, copy, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Renames an object in this bucket.</summary>
    /// <remarks>Atomic only where <see cref="CopyCapabilities.Move"/> is claimed. Elsewhere it is a copy and a delete: a reader may see both, and when the delete fails both stay. The source is never deleted unless the copy succeeded; where <see cref="DeleteCapabilities.IfRevision"/> is claimed, a source that somebody replaces meanwhile stays too, and the move fails with <see cref="ErrorKind.PreconditionFailed"/>.</remarks>
    /// <param name="source">The key of the source.</param>
    /// <param name="key">The new key.</param>
    /// <param name="options">Whether the target is replaced; null to replace it.</param>
    /// <param name="cancellationToken">Ends the move; the source stays unless it had been copied.</param>
    public async ValueTask<ObjectInfo> MoveAsync(string source, string key, ObjectMoveOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(source);
        CheckKey(key);
        CheckWritable(source);
        options ??= new ObjectMoveOptions();
        if (source == key) return await StatAsync(key, null, cancellationToken).ConfigureAwait(false);
        if (Capabilities.Copy.Move) return await _driver.MoveAsync(source, key, new MoveOptions(options.Overwrite), cancellationToken).ConfigureAwait(false);

        var revision = (await _driver.StatAsync(source, cancellationToken).ConfigureAwait(false)).Revision;
        var copied = await CopyForMoveAsync(source, key, revision, options, cancellationToken).ConfigureAwait(false);
        await DeleteMovedAsync(source, key, revision, cancellationToken).ConfigureAwait(false);
        return copied;
    }

    /// <summary>Signs a request that somebody else can send without credentials. It gives the one right that is asked for, and is a secret until it expires.</summary>
    /// <param name="key">The key.</param>
    /// <param name="kind">The right.</param>
    /// <param name="expires">How long it holds, from now.</param>
    /// <param name="options">What the answer states, or which part it is for; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait, where signing asks a server.</param>
    public async ValueTask<SignedRequest> PresignAsync(string key, PresignKind kind, TimeSpan expires, PresignOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        options ??= new PresignOptions();
        var query = Named(key, () => ToPresign(key, kind, expires, options));
        return await _driver.PresignAsync(query, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the server can copy from another store into this one: the provider copies, and both are known to be of one account.</summary>
    /// <param name="source">The store to copy from; this one too.</param>
    public bool CanCopyFrom(ObjectStore source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Capabilities.Copy.Server && IsSameAccount(source);
    }

    private static UploadOptions HeadersOf(ObjectInfo info) => new()
    {
        ContentType = info.ContentType,
        CacheControl = info.CacheControl,
        ContentDisposition = info.ContentDisposition,
        ContentEncoding = info.ContentEncoding,
        ContentLanguage = info.ContentLanguage,
        StorageClass = info.StorageClass,
        Metadata = info.Metadata,
    };

    private CopyOptions ToCopy(ObjectCopyOptions options)
    {
        OptionMapping.Require(Capabilities.Copy.Server, "Copy.Server", "A copy on the server");
        var any = OptionMapping.IsCreateOnly(options.IfNoneMatch);
        if (any) OptionMapping.Require(Capabilities.Copy.MustNotExist, "Copy.MustNotExist", "IfNoneMatch");
        var revision = OptionMapping.Revision(options.IfSourceMatch, "IfSourceMatch");
        if (revision is not null) OptionMapping.Require(Capabilities.Copy.IfSourceRevision, "Copy.IfSourceRevision", "IfSourceMatch");
        if (options.Replace is { IfMatch: not null } or { IfNoneMatch: not null }) throw new ArgumentException("Conditions of a copy stand in ObjectCopyOptions, not in Replace.", nameof(options));
        return new CopyOptions(revision, any, options.Replace is null ? null : OptionMapping.ToPut(options.Replace, Capabilities));
    }

    private bool CheckSameAccount(ObjectStore from)
    {
        if (IsSameAccount(from)) return true;
        throw new ObjectStoreException(ErrorKind.Unsupported, $"Bucket '{from.Bucket}' and bucket '{Bucket}' are not known to be of one account, so the server cannot copy between them: open the source with DownloadAsync and give the stream to UploadAsync. Nothing was sent.");
    }

    private bool IsSameAccount(ObjectStore from) => ReferenceEquals(from._root, _root) || (_options.Account is not null && _options.Account == from._options.Account);

    // Where an object really lies: the target's driver knows nothing of the source's prefix.
    private ObjectAddress AddressOf(string key, string? revision) => new(Bucket, Prefix.Length == 0 ? key : Prefix + key, revision);

    private ValueTask<ObjectInfo> CopyOneAsync(ObjectStore from, string source, string key, CopyOptions copy, CancellationToken cancellationToken) =>
        _driver.CopyAsync(from.AddressOf(source, copy.IfSourceRevision), key, copy, cancellationToken);

    private async ValueTask<ObjectInfo> CopyPartsAsync(ObjectStore from, ObjectInfo info, long size, string key, CopyOptions copy, ObjectCopyOptions options, CancellationToken cancellationToken)
    {
        var put = Named(key, () =>
        {
            if (!Capabilities.Copy.Parts) throw new ObjectStoreException(ErrorKind.TooLarge, $"'{info.Key}' has {size} bytes, one copy takes {Capabilities.Copy.MaxSize}, and the provider cannot copy in parts (Copy.Parts): download and upload it.");
            if (copy.IfSourceRevision is { } wanted && wanted != info.Revision) throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"The source has revision '{info.Revision}', not '{wanted}'.");
            if (copy.MustNotExist) OptionMapping.Require(Capabilities.Write.ConditionsOnComplete, "Write.ConditionsOnComplete", "IfNoneMatch of a copy in parts");
            return (copy.Replace ?? OptionMapping.ToPut(HeadersOf(info), Capabilities)) with { MustNotExist = copy.MustNotExist };
        });
        var address = from.AddressOf(info.Key, info.Revision);
        return await NamedAsync(key, new PartCopy(_transfers).RunAsync(address, size, key, put, Transfer(options.Transfer), cancellationToken)).ConfigureAwait(false);
    }

    private async ValueTask DeleteMovedAsync(string source, string key, string? revision, CancellationToken cancellationToken)
    {
        try
        {
            await _driver.DeleteAsync(source, new WriteCondition(Capabilities.Delete.IfRevision ? revision : null), cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectStoreException e) when (e.Kind == ErrorKind.PreconditionFailed)
        {
            throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"'{source}' in bucket '{Bucket}' was replaced while it was moved: '{key}' holds what was there before, and the new object was left at '{source}'.", e) { Bucket = Bucket, Key = source };
        }
    }

    private async ValueTask<ObjectInfo> CopyForMoveAsync(string source, string key, string? revision, ObjectMoveOptions options, CancellationToken cancellationToken)
    {
        var createOnly = !options.Overwrite && Capabilities.Copy.MustNotExist;
        if (!options.Overwrite && !createOnly && await ExistsAsync(key, cancellationToken).ConfigureAwait(false)) throw TargetExists(key, null);
        try
        {
            return await CopyAsync(source, key, new ObjectCopyOptions
            {
                IfNoneMatch = createOnly ? ETag.Any : default(ETag?),
                IfSourceMatch = Capabilities.Copy.IfSourceRevision && revision is not null ? new ETag(revision) : default(ETag?),
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectStoreException e) when (createOnly && e.Kind == ErrorKind.PreconditionFailed)
        {
            // It may be the source's revision too.
            if (await ExistsAsync(key, cancellationToken).ConfigureAwait(false)) throw TargetExists(key, e);
            throw;
        }
    }

    private ObjectStoreException TargetExists(string key, Exception? cause) =>
        new(ErrorKind.AlreadyExists, $"'{key}' in bucket '{Bucket}' exists, and the move must not replace it. Nothing was moved.", cause) { Bucket = Bucket, Key = key };

    private PresignQuery ToPresign(string key, PresignKind kind, TimeSpan expires, PresignOptions options)
    {
        var presign = Capabilities.Presign;
        OptionMapping.Require(presign.Kinds.Contains(kind), $"Presign.Kinds: {kind}", "A signed request");
        if (expires <= TimeSpan.Zero || expires > presign.MaxExpires) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"A signed request holds for more than nothing and at most {presign.MaxExpires}, not {expires}.");
        if (kind == PresignKind.PutPart != (options is { Upload: not null, PartNumber: > 0 })) throw new ArgumentException("Upload and PartNumber (from 1) are given for PutPart, and for nothing else.", nameof(options));
        KeyRules.CheckHeader("ContentType", options.ContentType);
        KeyRules.CheckHeader("ContentDisposition", options.ContentDisposition);
        return new PresignQuery(kind, key, expires, options.ContentType, options.ContentDisposition, options.Upload, options.PartNumber);
    }
}
