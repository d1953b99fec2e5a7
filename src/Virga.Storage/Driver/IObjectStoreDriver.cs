namespace Virga.Storage.Driver;

/// <summary>One bucket of one provider: what a provider implements.</summary>
/// <remarks>
/// Must be safe for concurrent calls. Must throw only <see cref="ObjectStoreException"/>, <see cref="OperationCanceledException"/> and <see cref="ArgumentException"/>.
/// Is guaranteed keys that are not empty, hold no NUL and are at most <see cref="LimitCapabilities.MaxKeyBytes"/> bytes of UTF-8.
/// Is guaranteed that an option marked <see cref="RequiresCapabilityAttribute"/> is absent while the capability is off.
/// Must not dispose streams that it is given. May read a stream from its current position more than once when it can seek.
/// </remarks>
public interface IObjectStoreDriver
{
    /// <summary>What this driver can do and its limits. Must not change during its life.</summary>
    Capabilities Capabilities { get; }

    /// <summary>Stores an object. Must be atomic: readers see the old object or the new one, and a failure leaves the old one.</summary>
    /// <remarks>Is guaranteed <see cref="PutOptions.Length"/> of zero or more. Must fail with <see cref="ErrorKind.Integrity"/> when content gives fewer or more bytes.</remarks>
    ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken);

    /// <summary>Opens an object. The stream must own the connection: disposing it is all that a caller does.</summary>
    /// <remarks>With <see cref="ReadCondition.IfRevision"/> it must give bytes of that revision or fail with <see cref="ErrorKind.PreconditionFailed"/>. <see cref="ObjectInfo.Size"/> must be the whole object's, also for a range.</remarks>
    ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken);

    /// <summary>Describes an object. Takes no conditions: the facade compares revisions and dates itself.</summary>
    ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes an object. Must succeed when the object does not exist, unless a condition is given.</summary>
    ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>Deletes several objects. Is guaranteed 1 to <see cref="DeleteCapabilities.Batch"/> distinct keys. Must return failures only; a key that did not exist is no failure.</summary>
    ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Lists one page, in ascending order of the keys' UTF-8 bytes. May return fewer rows than asked, even none, with a continuation.</summary>
    ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken);

    /// <summary>Copies an object of the same account into this bucket, on the server. Is guaranteed a source of at most <see cref="CopyCapabilities.MaxSize"/> bytes where its size is known.</summary>
    ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken);

    /// <summary>Renames an object atomically, on the server. Is called only with <see cref="CopyCapabilities.Move"/>; else the facade copies and deletes.</summary>
    ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken);

    /// <summary>Begins a chunked upload.</summary>
    /// <remarks><paramref name="ticket"/> is 32 lower-case hex digits, never used before; a driver may return it as the upload's id and send nothing. <see cref="PutOptions.Length"/> may be -1 (unknown).</remarks>
    ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken);

    /// <summary>Stores one part. Is guaranteed a content that can seek and gives exactly <see cref="PartSlot.Length"/> bytes from its position, and may be called in parallel for <see cref="Chunking.Parts"/> and <see cref="Chunking.DictatedParts"/>; in order, one at a time, for <see cref="Chunking.Sequential"/>.</summary>
    /// <remarks>Storing the same slot again must replace it. The returned <see cref="Part.Size"/> may be less than was sent only when Sequential: the engine sends the rest again.</remarks>
    ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken);

    /// <summary>Makes a part from a range of an object of the same account, on the server.</summary>
    ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken);

    /// <summary>Lists what is stored of an upload. Rows must carry a number or a name; for Sequential one row with the stored size is enough. The engine drops names that are not this upload's.</summary>
    ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken);

    /// <summary>Makes the object from its parts. Is guaranteed ascending parts, and the same options as <see cref="BeginUploadAsync"/> but with the length known.</summary>
    ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken);

    /// <summary>Drops an upload and what it stored. Must succeed when the upload does not exist.</summary>
    ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken);

    /// <summary>Concatenates objects of this bucket. Is guaranteed 1 to <see cref="ChunkCapabilities.ComposeLimit"/> sources; the engine folds longer lists.</summary>
    ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken);

    /// <summary>Signs a request for somebody else to send. Must grant only the right that is asked for.</summary>
    ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken);
}
