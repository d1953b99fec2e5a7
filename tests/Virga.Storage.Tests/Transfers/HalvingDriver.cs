using Virga.Storage.Driver;
using Virga.Storage.Memory;

namespace Virga.Storage.Tests.Transfers;

/// <summary>A sequential server that stores only the first 50,000 bytes of each longer part.</summary>
public sealed class HalvingDriver
{
    private const int Taken = 50_000;

    public HalvingDriver(MemoryDriver inner) => Driver = new Proxy(inner, this);

    public int Halved { get; private set; }

    public IObjectStoreDriver Driver { get; }

    private sealed class Proxy(MemoryDriver inner, HalvingDriver owner) : IObjectStoreDriver
    {
        private readonly FaultyDriver _all = new(inner);

        public Capabilities Capabilities => inner.Capabilities;

        public async ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken)
        {
            if (slot.Length <= Taken) return await inner.PutPartAsync(upload, slot, content, checksum, cancellationToken);
            owner.Halved++;
            var some = new byte[Taken];
            await content.ReadExactlyAsync(some, cancellationToken);
            return await inner.PutPartAsync(upload, slot with { Length = Taken, IsLast = false }, new MemoryStream(some), default, cancellationToken);
        }

        public ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) => _all.PutAsync(key, content, options, cancellationToken);

        public ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken) => _all.GetAsync(key, options, cancellationToken);

        public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) => _all.StatAsync(key, cancellationToken);

        public ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken) => _all.DeleteAsync(key, condition, cancellationToken);

        public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => _all.DeleteManyAsync(keys, cancellationToken);

        public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken) => _all.ListAsync(query, cancellationToken);

        public ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) => _all.CopyAsync(source, key, options, cancellationToken);

        public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) => _all.MoveAsync(source, key, options, cancellationToken);

        public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) => _all.BeginUploadAsync(key, ticket, options, cancellationToken);

        public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) => _all.CopyPartAsync(upload, slot, source, range, cancellationToken);

        public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) => _all.ListPartsAsync(upload, continuation, cancellationToken);

        public ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) => _all.CompleteUploadAsync(upload, parts, options, cancellationToken);

        public ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken) => _all.AbortUploadAsync(upload, cancellationToken);

        public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken) => _all.ComposeAsync(key, sources, options, cancellationToken);

        public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) => _all.PresignAsync(query, cancellationToken);
    }
}
