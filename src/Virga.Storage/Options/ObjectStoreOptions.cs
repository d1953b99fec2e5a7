namespace Virga.Storage;

/// <summary>What a store is opened with.</summary>
public sealed record ObjectStoreOptions
{
    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where names of uploads and temporary files come from. Default: the system's secure source.</summary>
    public Random? Random { get; init; }

    /// <summary>Where buffers come from. Default: the pool of the process.</summary>
    public SegmentPool Segments { get; init; } = SegmentPool.Shared;

    /// <summary>Sizes and parallelism of transfers that say nothing of their own.</summary>
    public TransferOptions Transfer { get; init; } = new();

    /// <summary>How long the abort of a failed upload may take, and how long a cancelled begin is waited for so that it can be aborted. Default 30 s.</summary>
    public TimeSpan AbortTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many deletes run at once where the provider takes one key a call. Default 8.</summary>
    public int ParallelDeletes { get; init; } = 8;

    /// <summary>Names the account (endpoint and owner) that the bucket belongs to: stores of equal accounts can copy between each other on the server. Default null: only within this store.</summary>
    public string? Account { get; init; }

    /// <summary>Whether a file goes up only when its <see cref="UploadOptions.MayBeStoredUnencrypted"/> says so; else the upload fails with <see cref="ErrorKind.InvalidArgument"/>. Default false.</summary>
    public bool RequireUnencryptedConsent { get; init; }

    /// <summary>Where the segments of composed objects are kept, a prefix of keys that listings hide. Default <c>.virga-segments/</c>.</summary>
    public string SegmentPrefix { get; init; } = ".virga-segments/";
}
