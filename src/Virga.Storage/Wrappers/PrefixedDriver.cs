using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>Puts every key behind a prefix, and takes the prefix from every key that comes back.</summary>
/// <remarks>The sources of copies are not its own: the facade gives them as they stand in their bucket, whichever store they are of.</remarks>
internal sealed class PrefixedDriver : IObjectStoreDriver, IFormSigner
{
    private readonly IObjectStoreDriver _inner;
    private readonly string _prefix;

    public PrefixedDriver(IObjectStoreDriver inner, string prefix)
    {
        var limits = inner.Capabilities.Limits;
        _inner = inner;
        _prefix = prefix;
        Capabilities = inner.Capabilities with
        {
            Limits = limits with { MaxKeyBytes = limits.MaxKeyBytes - System.Text.Encoding.UTF8.GetByteCount(prefix), RefusesParentSegments = true },
        };
    }

    public Capabilities Capabilities { get; }

    public async ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) =>
        await _inner.PutAsync(Inside(key), content, options, cancellationToken).ConfigureAwait(false) with { Key = key };

    public async ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken)
    {
        var content = await _inner.GetAsync(Inside(key), options, cancellationToken).ConfigureAwait(false);
        return new ObjectContent(content.Info with { Key = key }, content.Content);
    }

    public async ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) =>
        await _inner.StatAsync(Inside(key), cancellationToken).ConfigureAwait(false) with { Key = key };

    public ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken) => _inner.DeleteAsync(Inside(key), condition, cancellationToken);

    public async ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var inside = new string[keys.Count];
        for (var i = 0; i < inside.Length; i++) inside[i] = Inside(keys[i]);
        var failures = await _inner.DeleteManyAsync(inside, cancellationToken).ConfigureAwait(false);
        if (failures.Count == 0) return failures;
        var outside = new DeleteFailure[failures.Count];
        for (var i = 0; i < outside.Length; i++) outside[i] = failures[i] with { Key = Outside(failures[i].Key) };
        return outside;
    }

    public async ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var inside = query with { Prefix = Inside(query.Prefix ?? ""), StartFrom = query.StartFrom is { } from ? _prefix + from : null };
        var page = await _inner.ListAsync(inside, cancellationToken).ConfigureAwait(false);
        return new ListPage(Outside(page.Objects), Outside(page.Prefixes), page.Continuation);
    }

    public async ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) =>
        await _inner.CopyAsync(source, Inside(key), options, cancellationToken).ConfigureAwait(false) with { Key = key };

    public async ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) =>
        await _inner.MoveAsync(Inside(source), Inside(key), options, cancellationToken).ConfigureAwait(false) with { Key = key };

    public async ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) =>
        await _inner.BeginUploadAsync(Inside(key), ticket, options, cancellationToken).ConfigureAwait(false) with { Key = key };

    public ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken) =>
        _inner.PutPartAsync(Inside(upload), slot, content, checksum, cancellationToken);

    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) =>
        _inner.CopyPartAsync(Inside(upload), slot, source, range, cancellationToken);

    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) => _inner.ListPartsAsync(Inside(upload), continuation, cancellationToken);

    public async ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) =>
        await _inner.CompleteUploadAsync(Inside(upload), parts, options, cancellationToken).ConfigureAwait(false) with { Key = upload.Key };

    public ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken) => _inner.AbortUploadAsync(Inside(upload), cancellationToken);

    public async ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken)
    {
        // The parts of a composed object are objects below this prefix too.
        var inside = new Part[sources.Count];
        for (var i = 0; i < inside.Length; i++) inside[i] = sources[i] with { Name = sources[i].Name is { } name ? Inside(name) : null };
        return await _inner.ComposeAsync(Inside(key), inside, options, cancellationToken).ConfigureAwait(false) with { Key = key };
    }

    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) =>
        _inner.PresignAsync(query with { Key = Inside(query.Key), Upload = query.Upload is { } upload ? Inside(upload) : null }, cancellationToken);

    public ValueTask<SignedForm> PresignFormAsync(FormQuery query, CancellationToken cancellationToken) => FormSigning.Of(_inner).PresignFormAsync(query with { Key = Inside(query.Key) }, cancellationToken);

    private Upload Inside(Upload upload) => upload with { Key = Inside(upload.Key) };

    // The facade has refused such keys; nothing else stands between them and another prefix where a path is resolved on the way.
    private string Inside(string key) => KeyRules.HasParentSegment(key)
        ? throw new ObjectStoreException(ErrorKind.InvalidArgument, $"'{key}' holds a segment '..' and would leave the prefix '{_prefix}' where paths are resolved.") { Key = key }
        : _prefix + key;

    private string Outside(string key) => key.StartsWith(_prefix, StringComparison.Ordinal) ? key[_prefix.Length..]
        : throw new ObjectStoreException(ErrorKind.MalformedResponse, $"The provider answered with '{key}', which does not begin with the prefix '{_prefix}' that was asked for.");

    private ListedObject[] Outside(IReadOnlyList<ListedObject> rows)
    {
        // Some tools mark a folder by an object of its own name: behind the prefix nothing is left of it, and no key is empty.
        var skip = rows.Count > 0 && rows[0].Key == _prefix ? 1 : 0;
        var outside = new ListedObject[rows.Count - skip];
        for (var i = 0; i < outside.Length; i++) outside[i] = rows[i + skip] with { Key = Outside(rows[i + skip].Key) };
        return outside;
    }

    private string[] Outside(IReadOnlyList<string> prefixes)
    {
        if (prefixes.Count == 0) return [];
        var outside = new string[prefixes.Count];
        for (var i = 0; i < outside.Length; i++) outside[i] = Outside(prefixes[i]);
        return outside;
    }
}
