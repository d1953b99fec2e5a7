namespace Virga.Local.Store.Folder;

internal sealed record ObjectRecord(
    string Key,
    string ETag,
    DateTimeOffset LastModified,
    Dictionary<string, string> Content,
    Dictionary<string, string> Metadata,
    string StorageClass,
    StoredChecksum? Checksum,
    List<PartInfo> Parts,
    List<PieceRecord> Pieces,
    Dictionary<string, string>? Tags = null);
