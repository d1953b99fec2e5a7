namespace Virga.Local.Store;

/// <summary>Keeps bytes in memory and records nowhere else than in the catalogue.</summary>
internal sealed class MemoryStorage : IStorage
{
    public IReadOnlyList<Bucket> Load() => [];

    public ContentWriter Write(Bucket bucket, long? length) => new MemoryWriter(length);

    public ValueTask<Content> CopyAsync(Bucket bucket, Content source, long offset, long count, CancellationToken cancellationToken)
        => new(new MemoryContent([.. ((MemoryContent)source).Slice(offset, count)]));

    public Content Join(IReadOnlyList<Content> parts) => new MemoryContent([.. parts.SelectMany(static part => ((MemoryContent)part).Segments)]);

    public void SaveBucket(Bucket bucket)
    {
        // The catalogue is the record.
    }

    public void RemoveBucket(Bucket bucket)
    {
    }

    public void SaveObject(Bucket bucket, StoredObject item)
    {
    }

    public void RemoveObject(Bucket bucket, StoredObject item)
    {
    }

    public void SaveUpload(Bucket bucket, Upload upload)
    {
    }

    public void SavePart(Bucket bucket, Upload upload, StoredPart part)
    {
    }

    public void RemoveUpload(Bucket bucket, Upload upload)
    {
    }

    public void Dispose()
    {
    }
}
