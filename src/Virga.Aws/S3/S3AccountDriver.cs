using Virga.Storage;

namespace Virga.Aws.S3;

/// <summary>The buckets of S3, or of a service that follows it. Made from <c>specs/aws/s3/account.yaml</c>.</summary>
public sealed partial class S3AccountDriver
{
    // Amazon's us-east-1, and most servers that follow S3, answer 200 when the caller creates a bucket that it has already.
    public async partial ValueTask CreateBucketAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            if (await IsTakenAsync(bucket, cancellationToken).ConfigureAwait(false)) throw new ObjectStoreException(ErrorKind.AlreadyExists, $"The bucket '{bucket}' exists already.") { Bucket = bucket };

            // The oldest region has no name in this place.
            var place = _region is "" or "us-east-1" ? null : new CreateBucketConfiguration { LocationConstraint = _region };
            await _client.CreateBucketAsync(bucket, createBucketConfiguration: place, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (VirgaException e) when (e is not ObjectStoreException)
        {
            throw Fault(e);
        }
    }

    private async ValueTask<bool> IsTakenAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            await _client.HeadBucketAsync(bucket, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (VirgaException e) when (e.Status is 301 or 400 or 403 or 404)
        {
            // Whose it is, and whether the credentials are right, the creation itself tells with a code.
            return false;
        }
    }
}
