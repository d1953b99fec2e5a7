using Virga.Parity;

namespace Virga.Aws.S3.Tests.Client;

/// <summary>A store is called from many places at once; that is how batches are made of its verbs.</summary>
public sealed class ManyAtOnceTests
{
    public static TheoryData<string> Places => ["localcloud", "ceph", "swift-s3api", "moto"];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    [Parity("CM-16")]
    [Parity("CM-18")]
    [Parity("CM-20")]
    [Parity("CM-22")]
    public async Task ManyTextsAreStoredFoundRenamedAndRead(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var store = bucket.Store;
        var keys = Enumerable.Range(0, 12).Select(i => $"old/{i}").ToList();
        await Task.WhenAll(keys.Select(key => store.UploadTextAsync(key, $"grüße von {key}").AsTask()));
        Assert.All(await Task.WhenAll(keys.Select(key => store.ExistsAsync(key).AsTask())), Assert.True);
        await Task.WhenAll(keys.Select(key => store.MoveAsync(key, $"new/{key}").AsTask()));
        Assert.All(await Task.WhenAll(keys.Select(key => store.ExistsAsync(key).AsTask())), Assert.False);
        var texts = await Task.WhenAll(keys.Select(key => store.ReadTextAsync($"new/{key}").AsTask()));
        Assert.Equal(keys.Select(key => $"grüße von {key}"), texts);
    }
}
