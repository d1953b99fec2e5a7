namespace Virga.Local.Store.Folder;

/// <summary>Reads what the last process left, and clears away what nothing names: bodies and uploads that were cut off.</summary>
internal sealed class FolderLoader(string root, BlockPool blocks)
{
    public IReadOnlyList<Bucket> Load()
    {
        List<Bucket> buckets = [];
        foreach (string directory in Directory.EnumerateDirectories(FolderPaths.Buckets(root)))
        {
            if (FolderPaths.BucketOf(directory) is { } name && !FolderPaths.IsLink(directory) && File.Exists(FolderPaths.BucketRecord(directory)))
            {
                buckets.Add(LoadBucket(directory, name));
            }
        }

        return buckets;
    }

    private Bucket LoadBucket(string directory, string name)
    {
        BucketRecord record = RecordFile.Read(FolderPaths.BucketRecord(directory), Records.Default.BucketRecord);
        Bucket bucket = new(name, record.Created) { Tags = record.Tags ?? ObjectHeaders.NoTags };
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (string file in RecordsIn(FolderPaths.Objects(directory)))
        {
            StoredObject item = LoadObject(directory, file, named);
            bucket.Objects.Set(item.Key, item);
        }

        FolderPaths.RefuseLink(FolderPaths.Uploads(directory));
        foreach (string folder in Directory.EnumerateDirectories(FolderPaths.Uploads(directory)))
        {
            if (FolderPaths.IsLink(folder) || !FolderPaths.IsDataName(Path.GetFileName(folder)))
            {
                continue;
            }

            ClearTemporary(folder);
            if (File.Exists(FolderPaths.UploadRecord(folder)))
            {
                LoadUpload(directory, folder, bucket, named);
            }
            else
            {
                // Cut off between the folder and its record, or halfway through its removal: no upload either way.
                Directory.Delete(folder, recursive: true);
            }
        }

        ClearTemporary(directory);
        ClearTemporary(FolderPaths.Objects(directory));

        ClearData(FolderPaths.Data(directory), named);
        return bucket;
    }

    private StoredObject LoadObject(string directory, string file, HashSet<string> named)
    {
        ObjectRecord record = RecordFile.Read(file, Records.Default.ObjectRecord);
        return new()
        {
            Key = record.Key,
            Content = Open(directory, record.Pieces, named, file),
            ETag = record.ETag,
            LastModified = record.LastModified,
            Headers = new() { Content = record.Content, Metadata = record.Metadata, StorageClass = record.StorageClass, Tags = record.Tags ?? ObjectHeaders.NoTags },
            Checksum = record.Checksum,
            Parts = record.Parts,
        };
    }

    private void LoadUpload(string directory, string folder, Bucket bucket, HashSet<string> named)
    {
        UploadRecord record = RecordFile.Read(FolderPaths.UploadRecord(folder), Records.Default.UploadRecord);
        Upload upload = new()
        {
            Id = record.Id,
            Key = record.Key,
            Initiated = record.Initiated,
            Headers = new() { Content = record.Content, Metadata = record.Metadata, StorageClass = record.StorageClass, Tags = record.Tags ?? ObjectHeaders.NoTags },
            Checksum = record.Checksum,
            Composite = record.Composite,
        };
        PartRecord[] parts = [.. RecordsIn(folder)
            .Where(static file => Path.GetFileName(file).StartsWith("part-", StringComparison.Ordinal))
            .Select(static file => RecordFile.Read(file, Records.Default.PartRecord))];

        // An upload whose bytes an object names already was completed, and only its folder was left to delete.
        if (parts.Any(part => part.Pieces.Exists(piece => named.Contains(piece.File))))
        {
            Directory.Delete(folder, recursive: true);
            return;
        }

        foreach (PartRecord part in parts)
        {
            upload.Parts[part.Number] = new(part.Number, Open(directory, part.Pieces, named, folder), part.ETag, part.LastModified, part.Checksum);
        }

        bucket.Uploads[upload.Id] = upload;
    }

    private FileContent Open(string directory, List<PieceRecord> pieces, HashSet<string> named, string record)
    {
        List<FilePiece> opened = new(pieces.Count);
        foreach (PieceRecord piece in pieces)
        {
            string path = FolderPaths.IsDataName(piece.File)
                ? Path.Combine(FolderPaths.Data(directory), piece.File)
                : throw new InvalidDataException($"{record} names a data file in a form that is never written here. Restore it or delete it.");
            FileInfo file = new(path);
            if (!file.Exists || FolderPaths.IsLink(path) || file.Length != piece.Length)
            {
                throw new InvalidDataException($"{record} names the data file {piece.File}, which is missing, a link or of another length. Restore it or delete the record.");
            }

            named.Add(piece.File);
            opened.Add(new(path, piece.Length));
        }

        return new(opened, blocks);
    }

    private static void ClearData(string data, HashSet<string> named)
    {
        FolderPaths.RefuseLink(data);
        foreach (string file in Directory.EnumerateFiles(data))
        {
            string name = Path.GetFileName(file);
            string id = name.EndsWith(FolderPaths.TemporaryEnd, StringComparison.Ordinal) ? name[..^FolderPaths.TemporaryEnd.Length] : name;
            if (FolderPaths.IsDataName(id) && !named.Contains(name))
            {
                File.Delete(file);
            }
        }
    }

    // A record that was cut off before it took its name. No key makes such a file: every name of a record ends otherwise.
    private static void ClearTemporary(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*" + FolderPaths.RecordEnd + FolderPaths.TemporaryEnd))
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string> RecordsIn(string directory)
    {
        FolderPaths.RefuseLink(directory);
        return Directory.EnumerateFiles(directory, "*" + FolderPaths.RecordEnd).Where(static file => !FolderPaths.IsLink(file));
    }
}
