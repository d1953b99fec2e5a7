namespace Virga.Local.Store.Folder;

/// <summary>
/// Keeps bytes in files with random names and a JSON record for each bucket, object, upload and part. The record is
/// what makes a thing exist: it is replaced in one step, after its bytes and before the bytes that it named earlier.
/// </summary>
internal sealed class FolderStorage : IStorage
{
    private readonly string _root;
    private readonly IdSource _ids;
    private readonly BlockPool _blocks = new();
    private readonly FileStream _lock;

    public FolderStorage(string root, IdSource ids)
    {
        _root = Path.GetFullPath(root);
        _ids = ids;
        FolderPaths.RefuseLink(FolderPaths.Buckets(_root));
        Directory.CreateDirectory(FolderPaths.Buckets(_root));
        string path = Path.Combine(_root, "virga-local-cloud.lock");
        FolderPaths.RefuseLink(path);
        _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    public IReadOnlyList<Bucket> Load() => new FolderLoader(_root, _blocks).Load();

    public ContentWriter Write(Bucket bucket, long? length)
    {
        string path;
        do
        {
            // A seeded source repeats its names after a restart.
            path = Path.Combine(FolderPaths.Data(At(bucket)), FolderPaths.NewDataName(_ids));
        }
        while (File.Exists(path));

        return new FileWriter(path, _blocks);
    }

    public async ValueTask<Content> CopyAsync(Bucket bucket, Content source, long offset, long count, CancellationToken cancellationToken)
    {
        ContentWriter writer = Write(bucket, count);
        await using (writer.ConfigureAwait(false))
        {
            await source.CopyToAsync(writer.WriteAsync, offset, count, cancellationToken).ConfigureAwait(false);
            return await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Content Join(IReadOnlyList<Content> parts) => new FileContent([.. parts.SelectMany(static part => ((FileContent)part).Pieces)], _blocks);

    public void SaveBucket(Bucket bucket)
    {
        string path = At(bucket);
        Directory.CreateDirectory(path);
        Directory.CreateDirectory(FolderPaths.Objects(path));
        Directory.CreateDirectory(FolderPaths.Data(path));
        Directory.CreateDirectory(FolderPaths.Uploads(path));
        RecordFile.Write(FolderPaths.BucketRecord(path), new(bucket.Name, bucket.Created, OrNull(bucket.Tags)), Records.Default.BucketRecord);
    }

    public void RemoveBucket(Bucket bucket)
    {
        File.Delete(FolderPaths.BucketRecord(At(bucket)));
        try
        {
            Directory.Delete(At(bucket), recursive: true);
        }
        catch (IOException)
        {
            // A body still under way keeps its folder. Without the record it is no bucket, and a new one may take the folder over.
        }
    }

    public void SaveObject(Bucket bucket, StoredObject item) => RecordFile.Write(
        FolderPaths.ObjectRecord(At(bucket), item.Key),
        new(item.Key, item.ETag, item.LastModified, Plain(item.Headers.Content), Plain(item.Headers.Metadata), item.Headers.StorageClass, item.Checksum, [.. item.Parts], PiecesOf(item.Content), OrNull(item.Headers.Tags)),
        Records.Default.ObjectRecord);

    public void RemoveObject(Bucket bucket, StoredObject item) => File.Delete(FolderPaths.ObjectRecord(At(bucket), item.Key));

    public void SaveUpload(Bucket bucket, Upload upload)
    {
        string path = FolderPaths.Upload(At(bucket), upload.Id);
        Directory.CreateDirectory(path);
        RecordFile.Write(
            FolderPaths.UploadRecord(path),
            new(upload.Id, upload.Key, upload.Initiated, Plain(upload.Headers.Content), Plain(upload.Headers.Metadata), upload.Headers.StorageClass, upload.Checksum, upload.Composite, OrNull(upload.Headers.Tags)),
            Records.Default.UploadRecord);
    }

    public void SavePart(Bucket bucket, Upload upload, StoredPart part) => RecordFile.Write(
        FolderPaths.PartRecord(FolderPaths.Upload(At(bucket), upload.Id), part.Number),
        new(part.Number, part.ETag, part.LastModified, part.Checksum, PiecesOf(part.Content)),
        Records.Default.PartRecord);

    public void RemoveUpload(Bucket bucket, Upload upload) => Directory.Delete(FolderPaths.Upload(At(bucket), upload.Id), recursive: true);

    public void Dispose() => _lock.Dispose();

    private string At(Bucket bucket) => FolderPaths.Bucket(_root, bucket.Name);

    private static List<PieceRecord> PiecesOf(Content content) => [.. ((FileContent)content).Pieces.Select(static piece => new PieceRecord(piece.Id, piece.Length))];

    private static Dictionary<string, string>? OrNull(IReadOnlyDictionary<string, string> tags) => tags.Count == 0 ? null : new(tags, StringComparer.Ordinal);

    private static Dictionary<string, string> Plain(IReadOnlyDictionary<string, string> values) => new(values, StringComparer.OrdinalIgnoreCase);
}
