using Virga.Storage.Driver;

namespace Virga.Storage.Memory;

/// <summary>How a store in memory behaves.</summary>
public sealed record MemoryOptions
{
    /// <summary>How it takes objects in chunks. Default: numbered parts.</summary>
    public Chunking Chunking { get; init; } = Chunking.Parts;

    /// <summary>The smallest part but the last, in bytes. Default 1.</summary>
    public long MinPart { get; init; } = 1;

    /// <summary>The most parts of one object. Default 10,000.</summary>
    public int MaxParts { get; init; } = 10_000;

    /// <summary>For DictatedParts and Sequential, the length in bytes that every part but the last must be, or be a multiple of. Default 64 KiB.</summary>
    public int PartUnit { get; init; } = 64 * 1024;

    /// <summary>Where listings can begin. Default: after a key.</summary>
    public ListStart ListStart { get; init; } = ListStart.Exclusive;

    /// <summary>How many keys one call deletes. Default 1000.</summary>
    public int DeleteBatch { get; init; } = 1000;

    /// <summary>The most rows of one page. Default 1000.</summary>
    public int MaxPage { get; init; } = 1000;

    /// <summary>The largest source of one copy, in bytes. Default: no limit.</summary>
    public long MaxCopy { get; init; } = long.MaxValue;

    /// <summary>Whether it renames atomically. Default true.</summary>
    public bool Moves { get; init; } = true;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
