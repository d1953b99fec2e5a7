namespace Virga.Storage;

/// <summary>One page of the buckets.</summary>
/// <param name="Buckets">The buckets.</param>
/// <param name="Continuation">Give it as <see cref="BucketListOptions.Continuation"/> for the next page; null on the last.</param>
public sealed record BucketListingPage(IReadOnlyList<BucketInfo> Buckets, string? Continuation);
