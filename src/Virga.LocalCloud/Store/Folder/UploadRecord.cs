namespace Virga.Local.Store.Folder;

internal sealed record UploadRecord(
    string Id,
    string Key,
    DateTimeOffset Initiated,
    Dictionary<string, string> Content,
    Dictionary<string, string> Metadata,
    string StorageClass,
    ChecksumKind? Checksum,
    bool Composite,
    Dictionary<string, string>? Tags = null);
