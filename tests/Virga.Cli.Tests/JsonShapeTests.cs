using System.Text.Json;

namespace Virga.Cli.Tests;

/// <summary>Each verb's JSON line has exactly the members that the README promises.</summary>
public sealed class JsonShapeTests : CloudTest
{
    [Fact]
    public async Task EachVerbHasItsMembers()
    {
        await ExpectAsync(["mb", "s3://second"], "bucket");
        await ExpectAsync(["cp", Write("a.txt", "a"u8.ToArray()), "s3://bucket/d/a.txt"], "key", "source", "target", "bytes", "bytesSent", "partsReused", "checksum");
        await ExpectAsync(["ls", "s3://bucket"], "prefix");
        await ExpectAsync(["ls", "-r", "s3://bucket"], "key", "size", "lastModified", "revision");
        await ExpectAsync(["stat", "s3://bucket/d/a.txt"], "key", "size", "lastModified", "revision", "version", "contentType", "cacheControl", "contentDisposition", "contentEncoding", "contentLanguage", "storageClass", "checksum", "metadata");
        await ExpectAsync(["presign", "s3://bucket/d/a.txt"], "method", "url", "headers");
        await ExpectAsync(["du", "--depth", "0", "s3://bucket"], "prefix", "bytes", "objects", "total");
        await ExpectAsync(["hash", "s3://bucket/d/a.txt"], "key", "source", "bytes", "algorithm", "hex", "checksum", "stored");
        await ExpectAsync(["cp", "--dry-run", "s3://bucket/d/a.txt", "s3://bucket/d/b.txt"], "key", "source", "target", "bytes", "bytesSent", "partsReused", "checksum", "would");
        await ExpectAsync(["mv", "s3://bucket/d/a.txt", "s3://bucket/d/b.txt"], "key", "source", "target", "bytes", "bytesSent", "partsReused", "checksum");
        await ExpectAsync(["mv", "s3://bucket/d/b.txt", "s3://bucket/d/a.txt"], "key", "source", "target", "bytes", "bytesSent", "partsReused", "checksum");
        await ExpectAsync(["rm", "--dry-run", "s3://bucket/d/a.txt"], "key", "removed", "would");
        await ExpectAsync(["mb", "--dry-run", "s3://third"], "bucket", "would");
        await ExpectAsync(["rb", "--dry-run", "s3://second"], "bucket", "would");
        await ExpectAsync(["rm", "-r", "s3://bucket/d/"], "prefix", "removed", "failed");
        await ExpectAsync(["rb", "s3://second"], "removed");
        await ExpectAsync(["ls", "s3://"], "bucket", "created");
    }

    [Fact]
    public async Task ADownloadSendsNothingAndNamesBothPlaces()
    {
        await RunAsync("cp", Write("a.txt", "abc"u8.ToArray()), "s3://bucket/a.txt");
        var target = Path.Combine(Folder, "back.txt");
        var line = Assert.Single((await RunAsync("cp", "s3://bucket/a.txt", target, "--json")).Json);
        Assert.Equal("s3://bucket/a.txt", line.GetProperty("source").GetString());
        Assert.Equal(target, line.GetProperty("target").GetString());
        Assert.Equal(3, line.GetProperty("bytes").GetInt64());
        Assert.Equal(0, line.GetProperty("bytesSent").GetInt64());
    }

    [Fact]
    public async Task AFailedItemOfSeveralSaysWhy()
    {
        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/p/a"], "x"u8.ToArray());
        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/p/b"], "y"u8.ToArray());
        var target = Path.Combine(Folder, "target");
        Directory.CreateDirectory(Path.Combine(target, "a"));
        var run = await RunAsync("cp", "-r", "s3://bucket/p/", target, "--json");
        Assert.Equal(3, run.ExitCode);
        var failed = Assert.Single(run.Json, line => line.TryGetProperty("error", out _));
        Assert.Equal("p/a", failed.GetProperty("key").GetString());
        Assert.NotEqual("", failed.GetProperty("message").GetString());
        Assert.Equal("p/b", Assert.Single(run.Json, line => line.TryGetProperty("bytes", out _)).GetProperty("key").GetString());
    }

    [Fact]
    public async Task WhereNobodyWatchesNoBarIsDrawn()
    {
        var run = await RunAsync("cp", Write("large.bin", new byte[12 * 1024 * 1024]), "s3://bucket/large", "--part-size", "5MiB");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task ExpectAsync(string[] arguments, params string[] members)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        var line = Assert.Single(run.Json);
        Assert.Equal(JsonValueKind.Object, line.ValueKind);
        Assert.Equal(members, line.EnumerateObject().Select(member => member.Name));
    }
}
