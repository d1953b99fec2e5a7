namespace Virga.Local.Store;

/// <summary>A multipart upload under way. Its parts are read and changed under the bucket's lock.</summary>
internal sealed class Upload
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public required ObjectHeaders Headers { get; init; }

    /// <summary>The checksum that was announced; null when none was.</summary>
    public ChecksumKind? Checksum { get; init; }

    public bool Composite { get; init; }

    public SortedDictionary<int, StoredPart> Parts { get; } = [];
}
