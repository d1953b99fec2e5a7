namespace Virga.Local.Store;

/// <summary>
/// Where bytes and records live. The catalogue calls the record verbs under the bucket's lock and in an order
/// that a stop between any two of them survives: bytes are written before the record that names them.
/// </summary>
internal interface IStorage : IDisposable
{
    /// <summary>The buckets as the last process left them.</summary>
    IReadOnlyList<Bucket> Load();

    /// <summary>Begins a body.</summary>
    /// <param name="bucket">The bucket that will name it.</param>
    /// <param name="length">Its length in bytes when known; a hint for the first buffer, never trusted.</param>
    ContentWriter Write(Bucket bucket, long? length);

    /// <summary>Bytes of one content as a content of their own.</summary>
    ValueTask<Content> CopyAsync(Bucket bucket, Content source, long offset, long count, CancellationToken cancellationToken);

    /// <summary>The contents in a row as one; the parts are named by the result alone from now on.</summary>
    Content Join(IReadOnlyList<Content> parts);

    void SaveBucket(Bucket bucket);

    void RemoveBucket(Bucket bucket);

    void SaveObject(Bucket bucket, StoredObject item);

    void RemoveObject(Bucket bucket, StoredObject item);

    void SaveUpload(Bucket bucket, Upload upload);

    void SavePart(Bucket bucket, Upload upload, StoredPart part);

    void RemoveUpload(Bucket bucket, Upload upload);
}
