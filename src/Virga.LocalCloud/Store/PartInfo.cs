namespace Virga.Local.Store;

/// <summary>One part of an object that was uploaded in parts.</summary>
internal sealed record PartInfo(int Number, long Length, StoredChecksum? Checksum);
