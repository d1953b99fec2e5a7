namespace Virga.Local.Store.Folder;

internal sealed record PartRecord(int Number, string ETag, DateTimeOffset LastModified, StoredChecksum? Checksum, List<PieceRecord> Pieces);
