using Virga.Storage;
using Virga.Storage.Driver;

namespace Virga.Aws.S3.Tests;

/// <summary>A driver that claims small copies only, so that copies in parts need no object of gibibytes.</summary>
internal sealed class SmallCopies(IObjectStoreDriver inner) : IObjectStoreDriver
{
    public Capabilities Capabilities { get; } = inner.Capabilities with { Copy = inner.Capabilities.Copy with { MaxSize = inner.Capabilities.Chunks.MinPart } };

    public ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) => inner.PutAsync(key, content, options, cancellationToken);

    public ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken) => inner.GetAsync(key, options, cancellationToken);

    public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) => inner.StatAsync(key, cancellationToken);

    public ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken) => inner.DeleteAsync(key, condition, cancellationToken);

    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => inner.DeleteManyAsync(keys, cancellationToken);

    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) => inner.CopyAsync(source, key, options, cancellationToken);

    public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) => inner.MoveAsync(source, key, options, cancellationToken);

    public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) => inner.BeginUploadAsync(key, ticket, options, cancellationToken);

    public ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken) => inner.PutPartAsync(upload, slot, content, checksum, cancellationToken);

    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) => inner.CopyPartAsync(upload, slot, source, range, cancellationToken);

    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) => inner.ListPartsAsync(upload, continuation, cancellationToken);

    public ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) => inner.CompleteUploadAsync(upload, parts, options, cancellationToken);

    public ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken) => inner.AbortUploadAsync(upload, cancellationToken);

    public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken) => inner.ComposeAsync(key, sources, options, cancellationToken);

    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) => inner.PresignAsync(query, cancellationToken);
}
