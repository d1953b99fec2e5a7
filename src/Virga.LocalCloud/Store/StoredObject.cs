namespace Virga.Local.Store;

internal sealed record StoredObject
{
    public required string Key { get; init; }

    public required Content Content { get; init; }

    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required ObjectHeaders Headers { get; init; }

    public StoredChecksum? Checksum { get; init; }

    /// <summary>Empty unless the object was uploaded in parts.</summary>
    public IReadOnlyList<PartInfo> Parts { get; init; } = [];

    public long Length => Content.Length;
}
