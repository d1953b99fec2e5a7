namespace Virga.Storage;

/// <summary>Which buckets are listed.</summary>
public sealed record BucketListOptions
{
    /// <summary>Only names that begin so. Default: all.</summary>
    public string? Prefix { get; init; }

    /// <summary>Where an earlier page of the same listing ended (<see cref="BucketListingPage.Continuation"/>). Default: from the beginning.</summary>
    public string? Continuation { get; init; }

    /// <summary>Rows a request asks for. Default: as many as the server gives.</summary>
    public int? PageSize { get; init; }
}
