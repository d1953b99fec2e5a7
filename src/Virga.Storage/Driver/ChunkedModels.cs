namespace Virga.Storage.Driver;

/// <summary>A chunked upload that was begun. It can be written down and taken up again; it may hold capability URLs, so whatever stores it must be readable by its owner alone.</summary>
/// <param name="Key">The key that the object will have.</param>
/// <param name="Id">The driver's own state.</param>
public sealed record Upload(string Key, string Id)
{
    /// <summary>The length that every part but the last must have, when the server dictates it; null when the engine chooses.</summary>
    public long? PartSize { get; init; }

    /// <summary>For <see cref="Chunking.DictatedParts"/>, where each part goes, by number from 1. Capability URLs.</summary>
    public IReadOnlyList<string>? PartAddresses { get; init; }

    /// <summary>The checksum that the driver wants with every part.</summary>
    public ChecksumAlgorithm PartChecksum { get; init; }

    /// <summary>Whether the last part completes the upload: CompleteUpload is called all the same and describes the object.</summary>
    public bool CompletesItself { get; init; }

    /// <summary>Names the key, never the id or the addresses.</summary>
    public override string ToString() => $"Upload({Key})";
}

/// <summary>Where a part stands in the object.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">The ticket and eight digits: 40 characters, valid Base64, ascending with the number.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="IsLast">Whether no part follows.</param>
public readonly record struct PartSlot(int Number, string Name, long Offset, long Length, bool IsLast)
{
    /// <summary>The offset of the last byte; one less than <see cref="Offset"/> for an empty part.</summary>
    public long End => Offset + Length - 1;
}

/// <summary>A part that is stored.</summary>
/// <param name="Number">From 1; 0 when the provider knows only names.</param>
/// <param name="Name">The slot's name where the provider keeps it.</param>
/// <param name="Receipt">What the provider wants to see at completion (an ETag).</param>
/// <param name="Size">How many bytes are stored.</param>
/// <param name="Checksum">The checksum of the part where it is known.</param>
public readonly record struct Part(int Number, string? Name, string? Receipt, long Size, Checksum Checksum = default);
