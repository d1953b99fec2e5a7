namespace Virga.Storage;

/// <summary>Guards of a delete by prefix.</summary>
public sealed record DeletePrefixOptions
{
    /// <summary>Counts what would be deleted and deletes nothing. Default false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Takes the empty prefix, which means every object of the bucket. Default false.</summary>
    public bool AllowEmptyPrefix { get; init; }

    /// <summary>When more objects match, nothing is deleted and the call fails. They are counted first. Default: no limit.</summary>
    public long? MaxDeletes { get; init; }
}
