namespace Virga.Aws.S3.Tests.Operations;

/// <summary>A bucket that goes with every version in it, locked ones included.</summary>
internal sealed class VersionedBucket : IAsyncDisposable
{
    private VersionedBucket(S3Client client, string name) => (Client, Name) = (client, name);

    public S3Client Client { get; }

    public string Name { get; }

    public static async Task<VersionedBucket> CreateAsync(S3Place place, bool isLocking = false)
    {
        var bucket = new VersionedBucket(place.Client, $"virga-{Guid.NewGuid():N}");
        await place.Client.CreateBucketAsync(bucket.Name, objectLockEnabled: isLocking ? true : null);
        await place.Client.PutBucketVersioningAsync(bucket.Name, new VersioningConfiguration { Status = SettingStatus.Enabled });
        return bucket;
    }

    public async Task<string> PutAsync(string key, string text) => (await Client.PutObjectAsync(Name, key, System.Text.Encoding.UTF8.GetBytes(text))).VersionId!;

    public async Task<string> ReadAsync(string key, string? version = null)
    {
        await using var answer = await Client.GetObjectAsync(Name, key, versionId: version);
        using var reader = new StreamReader(answer.Content, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await foreach (var page in Client.ListObjectVersionsPagesAsync(Name))
        {
            foreach (var version in page.Version.Concat(page.DeleteMarker)) await Client.DeleteObjectAsync(Name, version.Key, versionId: version.VersionId, bypassGovernance: true);
        }

        await Client.DeleteBucketAsync(Name);
    }
}
