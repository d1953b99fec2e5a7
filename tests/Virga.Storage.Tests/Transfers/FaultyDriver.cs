using System.Collections.Concurrent;
using Virga.Storage.Driver;
using Virga.Storage.Memory;

namespace Virga.Storage.Tests.Transfers;

/// <summary>Memory that misbehaves where a test says so, and remembers what it was asked.</summary>
public sealed class FaultyDriver(MemoryDriver inner, Capabilities? capabilities = null) : IObjectStoreDriver
{
    public MemoryDriver Inner => inner;

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<PartSlot> Slots { get; } = new();

    public IReadOnlyList<Part> Completed { get; private set; } = [];

    public Func<CancellationToken, ValueTask> OnBegin { get; set; } = _ => ValueTask.CompletedTask;

    public Func<PartSlot, CancellationToken, ValueTask> OnPart { get; set; } = (_, _) => ValueTask.CompletedTask;

    public Func<CancellationToken, ValueTask> OnComplete { get; set; } = _ => ValueTask.CompletedTask;

    public Func<CancellationToken, ValueTask> OnAbort { get; set; } = _ => ValueTask.CompletedTask;

    public Func<Part, Part> Answer { get; set; } = part => part;

    public Func<int, Stream, Stream> Body { get; set; } = (_, stream) => stream;

    public Func<ObjectInfo, ObjectInfo> Info { get; set; } = info => info;

    public Func<ListQuery, ListPage>? Pages { get; set; }

    public bool SendsPartsTwice { get; set; }

    public bool LosesComplete { get; set; }

    public Exception? CopyFault { get; set; }

    public Func<ValueTask> AfterCopy { get; set; } = () => ValueTask.CompletedTask;

    public Capabilities Capabilities { get; } = capabilities ?? inner.Capabilities;

    public int CountOf(string verb) => Calls.Count(c => c == verb);

    public async ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        Calls.Enqueue("put");
        return Info(await inner.PutAsync(key, content, options, cancellationToken));
    }

    public async ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken)
    {
        Calls.Enqueue("get");
        var content = await inner.GetAsync(key, options, cancellationToken);
        return new ObjectContent(Info(content.Info), Body(CountOf("get"), content.Content));
    }

    public async ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken)
    {
        Calls.Enqueue("stat");
        return Info(await inner.StatAsync(key, cancellationToken));
    }

    public ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken)
    {
        Calls.Enqueue("delete");
        return inner.DeleteAsync(key, condition, cancellationToken);
    }

    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        Calls.Enqueue("delete_many");
        return inner.DeleteManyAsync(keys, cancellationToken);
    }

    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        Calls.Enqueue("list");
        return Pages is null ? inner.ListAsync(query, cancellationToken) : ValueTask.FromResult(Pages(query));
    }

    public async ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken)
    {
        Calls.Enqueue("copy");
        if (CopyFault is not null) throw CopyFault;
        var info = await inner.CopyAsync(source, key, options, cancellationToken);
        await AfterCopy();
        return info;
    }

    public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken)
    {
        Calls.Enqueue("move");
        return inner.MoveAsync(source, key, options, cancellationToken);
    }

    public async ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken)
    {
        Calls.Enqueue("begin");
        await OnBegin(cancellationToken);
        return await inner.BeginUploadAsync(key, ticket, options, CancellationToken.None);
    }

    public async ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken)
    {
        Calls.Enqueue("part");
        Slots.Enqueue(slot);
        await OnPart(slot, cancellationToken);
        var start = content.Position;
        if (SendsPartsTwice)
        {
            await inner.PutPartAsync(upload, slot, content, checksum, cancellationToken);
            content.Position = start;
        }

        return Answer(await inner.PutPartAsync(upload, slot, content, checksum, cancellationToken));
    }

    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken)
    {
        Calls.Enqueue("copy_part");
        return inner.CopyPartAsync(upload, slot, source, range, cancellationToken);
    }

    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) => inner.ListPartsAsync(upload, continuation, cancellationToken);

    public async ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken)
    {
        Calls.Enqueue("complete");
        Completed = parts;
        await OnComplete(cancellationToken);
        var info = await inner.CompleteUploadAsync(upload, parts, options, cancellationToken);
        return LosesComplete ? throw new ObjectStoreException(ErrorKind.Connection, "The connection broke.") : Info(info);
    }

    public async ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken)
    {
        Calls.Enqueue("abort");
        await OnAbort(cancellationToken);
        await inner.AbortUploadAsync(upload, cancellationToken);
    }

    public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken)
    {
        Calls.Enqueue("compose");
        return inner.ComposeAsync(key, sources, options, cancellationToken);
    }

    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken)
    {
        Calls.Enqueue("presign");
        return ValueTask.FromResult(new SignedRequest(new Uri("https://example.com/?sig=secret"), "GET", []));
    }
}
