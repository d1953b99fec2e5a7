namespace Virga.Local.Store;

internal sealed record StoredPart(int Number, Content Content, string ETag, DateTimeOffset LastModified, StoredChecksum? Checksum);
