using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>Where the parts of one upload go: the driver's chunk verbs, or objects that are joined.</summary>
internal interface IChunkTarget
{
    /// <summary>The name of this upload, with which its parts' names begin.</summary>
    string Ticket { get; }

    /// <summary>Whether parts may be put in parallel.</summary>
    bool IsParallel { get; }

    /// <summary>The size that the server dictates; null when the engine chooses. Known after <see cref="BeginAsync"/>.</summary>
    long? PartSize { get; }

    /// <summary>The checksum that every part carries. Known after <see cref="BeginAsync"/>.</summary>
    ChecksumAlgorithm PartChecksum { get; }

    ValueTask BeginAsync(CancellationToken cancellationToken);

    ValueTask<Part> PutPartAsync(PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken);

    ValueTask<ObjectInfo> CompleteAsync(IReadOnlyList<Part> parts, long length, CancellationToken cancellationToken);

    ValueTask AbortAsync(CancellationToken cancellationToken);
}
