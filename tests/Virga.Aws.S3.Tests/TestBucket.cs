using Virga.Storage;

namespace Virga.Aws.S3.Tests;

/// <summary>A bucket that goes with all that is in it, uploads under way included.</summary>
public sealed class TestBucket(S3Place place, string name) : IAsyncDisposable
{
    public string Name => name;

    public S3Client Client => place.Client;

    public ObjectStore Store => field ??= place.Account.Open(name);

    public S3Driver Driver => field ??= new S3Driver(place.Client, name, place.Options().Profile);

    public async Task<IReadOnlyList<UploadEntry>> UploadsAsync() => (await Client.ListMultipartUploadsAsync(name)).Upload;

    public async ValueTask DisposeAsync()
    {
        foreach (var upload in await UploadsAsync()) await Client.AbortMultipartUploadAsync(name, upload.Key, upload.UploadId);
        await place.Account.DeleteBucketAsync(name, deleteContents: true);
    }
}
