using Virga.Storage.Driver;

namespace Virga.Storage.Tests.Transfers;

/// <summary>Takes parts in parallel and keeps nothing; lists a million keys that do not exist.</summary>
public sealed class DiscardingDriver : IObjectStoreDriver
{
    private const int Keys = 1_000_000;
    private long _discarded;

    public Capabilities Capabilities { get; } = new()
    {
        Write = new WriteCapabilities { Checksums = [ChecksumAlgorithm.Crc64Nvme] },
        Chunks = new ChunkCapabilities { Mode = Chunking.Parts, MinPart = 5 * 1024 * 1024, MaxParts = 10_000 },
    };

    public Action OnPart { get; set; } = () => { };

    public Func<Task> OnPut { get; set; } = () => throw No();

    public long Discarded => Volatile.Read(ref _discarded);

    public async ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken)
    {
        await Task.Yield();
        OnPart();
        var buffer = SegmentPool.Shared.Rent();
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0) Interlocked.Add(ref _discarded, read);
        SegmentPool.Shared.Return(buffer);
        return new Part(slot.Number, slot.Name, "r", slot.Length, checksum);
    }

    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var start = query.Continuation is null ? 0 : int.Parse(query.Continuation);
        var end = Math.Min(Keys, start + query.Size);
        var rows = Enumerable.Range(start, end - start).Select(i => new ListedObject($"key-{i:D8}", i, null, null)).ToArray();
        return ValueTask.FromResult(new ListPage(rows, [], end == Keys ? null : $"{end}"));
    }

    public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) => ValueTask.FromResult(new Upload(key, ticket));

    public ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) => ValueTask.FromResult(new ObjectInfo(upload.Key));

    public ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        await OnPut();
        return new ObjectInfo(key, "r", options.Length);
    }

    public ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken) => throw No();

    public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) => throw No();

    public ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken) => throw No();

    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => throw No();

    public ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) => throw No();

    public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) => throw No();

    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) => throw No();

    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) => throw No();

    public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken) => throw No();

    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) => throw No();

    private static ObjectStoreException No() => new(ErrorKind.Unsupported, "It only discards.");
}
