using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>Lets reading through and refuses everything else, and claims no more than that.</summary>
internal sealed class ReadOnlyDriver(IObjectStoreDriver inner) : IObjectStoreDriver
{
    public Capabilities Capabilities { get; } = inner.Capabilities with
    {
        IsReadOnly = true,
        Write = new WriteCapabilities { MaxPut = 0 },
        Delete = new DeleteCapabilities(),
        Copy = new CopyCapabilities(),
        Chunks = new ChunkCapabilities(),
        Presign = inner.Capabilities.Presign with { Kinds = [.. inner.Capabilities.Presign.Kinds.Where(IsReading)], Form = false },
    };

    public ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken) => inner.GetAsync(key, options, cancellationToken);

    public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) => inner.StatAsync(key, cancellationToken);

    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) => IsReading(query.Kind) ? inner.PresignAsync(query, cancellationToken) : throw Refused(query.Key);

    public ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) => throw Refused(key);

    public ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken) => throw Refused(key);

    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => throw Refused(null);

    public ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) => throw Refused(key);

    public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) => throw Refused(source);

    public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) => throw Refused(key);

    public ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken) => throw Refused(upload.Key);

    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) => throw Refused(upload.Key);

    // The rest of a chunked upload is for those who may write: its parts are not yet anybody's to read.
    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) => throw Refused(upload.Key);

    public ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) => throw Refused(upload.Key);

    public ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken) => throw Refused(upload.Key);

    public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken) => throw Refused(key);

    private static bool IsReading(PresignKind kind) => kind is PresignKind.Get or PresignKind.Head;

    private static ObjectStoreException Refused(string? key) => new(ErrorKind.Unsupported, OptionMapping.ReadOnlyMessage) { Key = key };
}
