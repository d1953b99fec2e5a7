namespace Virga.Storage.Driver;

/// <summary>The buckets of one account: what a provider implements beside <see cref="IObjectStoreDriver"/>.</summary>
/// <remarks>Must be safe for concurrent calls, and throws what <see cref="IObjectStoreDriver"/> throws.</remarks>
public interface IObjectAccountDriver
{
    /// <summary>Creates a bucket. Must fail with <see cref="ErrorKind.AlreadyExists"/> when the name is taken, by the caller too where the provider tells.</summary>
    ValueTask CreateBucketAsync(string bucket, CancellationToken cancellationToken);

    /// <summary>Deletes an empty bucket. Must fail with <see cref="ErrorKind.BucketNotEmpty"/> when it holds objects, and <see cref="ErrorKind.BucketNotFound"/> when there is none.</summary>
    ValueTask DeleteBucketAsync(string bucket, CancellationToken cancellationToken);

    /// <summary>Whether a bucket exists. Must fail with <see cref="ErrorKind.AccessDenied"/> when the provider does not tell.</summary>
    ValueTask<bool> BucketExistsAsync(string bucket, CancellationToken cancellationToken);

    /// <summary>Lists one page of the buckets. May return other buckets than asked for, and more or fewer; the facade leaves out what does not begin so.</summary>
    ValueTask<BucketPage> ListBucketsAsync(BucketQuery query, CancellationToken cancellationToken);
}
