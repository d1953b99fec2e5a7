namespace Virga.Storage;

/// <summary>The settings that stores of every provider share.</summary>
public static class StoreSettings
{
    /// <summary>The store's own address. It is read by what names stores (a configuration, a profile); a URL does not name another one.</summary>
    public const string Url = "url";

    private static readonly SettingDescription PartSize = new("part-size", SettingKind.Size, "The size of the parts of a large object.") { Minimum = 1, OtherNames = ["multipart-part-size", "multipart-chunksize", "chunk-size"] };
    private static readonly SettingDescription Threshold = new("threshold", SettingKind.Size, "The largest object that is sent in one piece.") { OtherNames = ["multipart-threshold", "multipart-copy-threshold"] };
    private static readonly SettingDescription Parallel = new("parallel", SettingKind.Count, "How many parts move at once.") { Minimum = 1, OtherNames = ["concurrency", "max-concurrency", "multipart-max-concurrency", "max-concurrent-requests"] };
    private static readonly SettingDescription Resumes = new("resumes", SettingKind.Count, "How often the reading of one range into a file is taken up again.");
    private static readonly SettingDescription ParallelDeletes = new("parallel-deletes", SettingKind.Count, "How many deletes run at once where the provider takes one key a call.") { Minimum = 1 };
    private static readonly SettingDescription AbortTimeout = new("abort-timeout", SettingKind.Time, "How long the abort of a failed upload may take.");

    /// <summary>What they are.</summary>
    public static IReadOnlyList<SettingDescription> All { get; } =
    [
        new(Url, SettingKind.Text, "The store, such as s3://bucket or file:///path.") { OtherNames = ["uri", "store", "bucket-url", "connection-string"] },
        PartSize, Threshold, Parallel, Resumes, ParallelDeletes, AbortTimeout,
    ];

    internal static ObjectStoreOptions Apply(SettingReader reader, ObjectStoreOptions options) => options with
    {
        Transfer = options.Transfer with
        {
            PartSize = reader.Size(PartSize.Name) ?? options.Transfer.PartSize,
            Threshold = reader.Size(Threshold.Name) ?? options.Transfer.Threshold,
            Parallel = reader.Count(Parallel.Name) ?? options.Transfer.Parallel,
            Resumes = reader.Count(Resumes.Name) ?? options.Transfer.Resumes,
        },
        ParallelDeletes = reader.Count(ParallelDeletes.Name) ?? options.ParallelDeletes,
        AbortTimeout = reader.Time(AbortTimeout.Name) ?? options.AbortTimeout,
    };

    /// <summary>A part size that the provider does not take is told when the store is opened, not at its first large object.</summary>
    internal static void CheckParts(SettingReader reader, ObjectStore store)
    {
        if (reader.Size(PartSize.Name) is not { } size) return;
        var chunks = store.Capabilities.Chunks;
        if (size < chunks.MinPart) reader.Report(PartSize.Name, $"{reader.Place(PartSize.Name)} is {size} bytes; the smallest part of this provider has {chunks.MinPart}. Set it to that or more.");
        if (size > chunks.MaxPart) reader.Report(PartSize.Name, $"{reader.Place(PartSize.Name)} is {size} bytes; the largest part of this provider has {chunks.MaxPart}. Set it to that or less.");
    }
}
