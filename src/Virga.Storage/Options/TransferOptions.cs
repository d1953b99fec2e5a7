namespace Virga.Storage;

/// <summary>Sizes and parallelism of transfers.</summary>
/// <remarks>An upload from a stream holds at most <see cref="Parallel"/> times the part size in memory, and one segment of 64 KiB to look ahead. Files and memory are read in place.</remarks>
public sealed record TransferOptions
{
    /// <summary>8 MiB: above the smallest part of every known provider (5 MiB), and 78 GiB in 10,000 parts.</summary>
    public const long DefaultPartSize = 8 * 1024 * 1024;

    /// <summary>Bytes of one part. Default 8 MiB, raised to the provider's smallest. It grows where an object would otherwise need more parts than the provider takes.</summary>
    public long? PartSize { get; init; }

    /// <summary>The largest object in bytes that is sent in one piece. Default: the part size.</summary>
    public long? Threshold { get; init; }

    /// <summary>How many parts move at once. Default 4.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How often the reading of one range into a file is taken up again after it broke. Default 3.</summary>
    public int Resumes { get; init; } = 3;

    internal void Check()
    {
        if (PartSize is < 1) throw new ArgumentOutOfRangeException(nameof(PartSize), PartSize, "A part has at least one byte.");
        if (Threshold is < 0) throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, "A threshold is zero or more.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallel, 1, nameof(Parallel));
        ArgumentOutOfRangeException.ThrowIfNegative(Resumes, nameof(Resumes));
    }
}
