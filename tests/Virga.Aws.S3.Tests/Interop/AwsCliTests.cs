using System.Text.Json;
using Virga.Servers;
using Virga.Storage;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Interop;

/// <summary>awscli reads what we wrote, and we read what it wrote.</summary>
public sealed class AwsCliTests
{
    private const int PartSize = 5 * 1024 * 1024;
    private static readonly string[] Keys = ["plain.txt", "folder/with space & more.txt", "unicode/grüße-日本語-😀", "plus+equals=question?hash#percent%20", "quote'\"<>"];

    public static TheoryData<string> Places => ["localcloud", "ceph", "swift-s3api", "moto"];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task WhatWeWroteIsReadByAwsCli(string where)
    {
        var place = S3Place.Named(where);
        var cli = AwsCli.Require(place.Server());
        await using var bucket = await place.NewBucketAsync();
        using var folder = new TemporaryFolder();
        var metadata = new Dictionary<string, string> { ["colour"] = "grey green" };
        foreach (var key in Keys) await bucket.Store.UploadTextAsync(key, key, null, new UploadOptions { ContentType = "text/x-ours", Metadata = metadata });

        var listed = JsonDocument.Parse((await cli.RunAsync(default, "s3api", "list-objects-v2", "--bucket", bucket.Name, "--output", "json")).Succeeded());
        Assert.Equal(Keys.Order(StringComparer.Ordinal), listed.RootElement.GetProperty("Contents").EnumerateArray().Select(o => o.GetProperty("Key").GetString()!).Order(StringComparer.Ordinal));
        foreach (var key in Keys)
        {
            var answer = JsonDocument.Parse((await cli.RunAsync(default, "s3api", "get-object", "--bucket", bucket.Name, "--key", key, folder.File("read"), "--output", "json")).Succeeded()).RootElement;
            Assert.Equal(key, await File.ReadAllTextAsync(folder.File("read")));
            Assert.Equal("text/x-ours", answer.GetProperty("ContentType").GetString());
            Assert.Equal("grey green", answer.GetProperty("Metadata").GetProperty("colour").GetString());
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task WhatAwsCliWroteIsReadByUs(string where)
    {
        var place = S3Place.Named(where);
        var cli = AwsCli.Require(place.Server());
        await using var bucket = await place.NewBucketAsync();
        using var folder = new TemporaryFolder();
        foreach (var key in Keys)
        {
            await File.WriteAllTextAsync(folder.File("write"), key);
            (await cli.RunAsync(default, "s3api", "put-object", "--bucket", bucket.Name, "--key", key, "--body", folder.File("write"), "--content-type", "text/x-theirs", "--metadata", "colour=grey green")).Succeeded();
        }

        Assert.Equal(Keys.Order(KeyOrder.Instance), await KeysAsync(bucket.Store));
        foreach (var key in Keys)
        {
            Assert.Equal(key, await bucket.Store.ReadTextAsync(key));
            var info = await bucket.Store.StatAsync(key);
            Assert.Equal(("text/x-theirs", "grey green"), (info.ContentType, info.Metadata!["colour"]));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task MultipartObjectsGoBothWays(string where)
    {
        var place = S3Place.Named(where);
        var cli = AwsCli.Require(place.Server());
        await using var bucket = await place.NewBucketAsync();
        using var folder = new TemporaryFolder();
        var bytes = new byte[(2 * PartSize) + 77];
        new Random(3).NextBytes(bytes);

        var transfer = new TransferOptions { PartSize = PartSize, Threshold = PartSize };
        Assert.Equal(3, (await bucket.Store.UploadAsync("ours", bytes, new UploadOptions { Transfer = transfer, ContentType = "text/x-ours" })).Parts);
        (await cli.RunAsync(default, "s3", "cp", "--only-show-errors", $"s3://{bucket.Name}/ours", folder.File("ours"))).Succeeded();
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.File("ours")));

        // Above its threshold of 8 MiB the command sends parts.
        (await cli.RunAsync(default, "s3", "cp", "--only-show-errors", "--content-type", "text/x-theirs", folder.File("ours"), $"s3://{bucket.Name}/theirs")).Succeeded();
        var down = await bucket.Store.DownloadToFileAsync("theirs", folder.File("theirs"), new DownloadOptions { Transfer = transfer });
        Assert.Equal(3, down.Ranges);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.File("theirs")));
        var info = await bucket.Store.StatAsync("theirs");
        Assert.Equal("text/x-theirs", info.ContentType);
        Assert.Contains('-', info.Revision!);
    }

    private static async Task<List<string>> KeysAsync(ObjectStore store)
    {
        var keys = new List<string>();
        await foreach (var row in store.ListAsync()) keys.Add(row.Key);
        return keys;
    }
}
