using System.Security.Cryptography;
using System.Text;
using Virga.Parity;

namespace Virga.Cli.Tests;

public sealed class CopyVerbTests : CloudTest
{
    [Fact]
    [Parity("CB-14")]
    public async Task AFileGoesUpAndComesBackTheSame()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var path = Write("a.bin", bytes);
        Assert.Equal(0, (await RunAsync("cp", path, "s3://bucket/dir/")).ExitCode);
        var back = await RunAsync("cp", "s3://bucket/dir/a.bin", Path.Combine(Folder, "b.bin"));
        Assert.Equal(0, back.ExitCode);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(Folder, "b.bin")));
        Assert.Empty(back.Output);
    }

    [Fact]
    public async Task ALargeFileGoesUpInParts()
    {
        var bytes = RandomNumberGenerator.GetBytes(12 * 1024 * 1024);
        var run = await RunAsync("cp", Write("large.bin", bytes), "s3://bucket/large", "--part-size", "5MiB", "--json");
        Assert.Equal(0, run.ExitCode);
        var line = Assert.Single(run.Json);
        Assert.Equal("large", line.GetProperty("key").GetString());
        Assert.Equal(bytes.Length, line.GetProperty("bytes").GetInt64());
        Assert.Equal(bytes.Length, line.GetProperty("bytesSent").GetInt64());
        Assert.Equal(0, line.GetProperty("partsReused").GetInt32());
        var stat = Assert.Single((await RunAsync("stat", "s3://bucket/large", "--json")).Json);
        Assert.EndsWith("-3", stat.GetProperty("revision").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StandardInputAndOutputCarryBytesAsTheyAre()
    {
        byte[] bytes = [0, 1, 2, 255, 10, 13, 128];
        var up = await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/from-stdin"], bytes);
        Assert.Equal(0, up.ExitCode);
        var down = await RunAsync("cp", "s3://bucket/from-stdin", "-");
        Assert.Equal(bytes, down.Output);
        Assert.Equal(bytes, (await RunAsync("cat", "s3://bucket/from-stdin")).Output);
    }

    [Fact]
    public async Task AFolderGoesUpAndComesBackWithItsNames()
    {
        Write("tree/a.txt", "a"u8.ToArray());
        Write("tree/sub/b.txt", "b"u8.ToArray());
        Write("tree/sub/empty", []);
        Assert.Equal(0, (await RunAsync("cp", "-r", Path.Combine(Folder, "tree"), "s3://bucket/up")).ExitCode);
        var listed = await RunAsync("ls", "-r", "s3://bucket/up/", "--json");
        Assert.Equal(["up/a.txt", "up/sub/b.txt", "up/sub/empty"], listed.Json.Select(line => line.GetProperty("key").GetString()));
        Assert.Equal(0, (await RunAsync("cp", "-r", "s3://bucket/up/", Path.Combine(Folder, "back"))).ExitCode);
        Assert.Equal("b", File.ReadAllText(Path.Combine(Folder, "back", "sub", "b.txt")));
        Assert.Empty(File.ReadAllBytes(Path.Combine(Folder, "back", "sub", "empty")));
    }

    [Fact]
    public async Task AKeyThatWouldLeaveTheFolderIsRefusedAndTheOthersComeDown()
    {
        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/p/../../escape"], "x"u8.ToArray());
        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/p/good"], "y"u8.ToArray());
        var run = await RunAsync("cp", "-r", "s3://bucket/p/", Path.Combine(Folder, "in"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("cannot become a path", run.Error, StringComparison.Ordinal);
        Assert.Equal("y", File.ReadAllText(Path.Combine(Folder, "in", "good")));
        Assert.Equal([Path.Combine(Folder, "in")], Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task NoOverwriteKeepsWhatIsThere()
    {
        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/k"], "first"u8.ToArray());
        var second = await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/k", "--no-overwrite"], "second"u8.ToArray());
        Assert.Equal(1, second.ExitCode);
        Assert.Equal("first", (await RunAsync("cat", "s3://bucket/k")).Text);
    }

    [Fact]
    public async Task BetweenBucketsTheServerCopies()
    {
        await RunAsync("mb", "s3://other");
        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/k", "--content-type", "text/plain"], "content"u8.ToArray());
        Assert.Equal(0, (await RunAsync("cp", "s3://bucket/k", "s3://other/copy")).ExitCode);
        Assert.Equal("content", (await RunAsync("cat", "s3://other/copy")).Text);
        Assert.Contains("contentType: text/plain", (await RunAsync("stat", "s3://other/copy")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BetweenProvidersTheBytesAreStreamed()
    {
        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/k"], Encoding.UTF8.GetBytes("across"));
        var target = new Uri(Path.Combine(Folder, "store")).AbsoluteUri;
        Directory.CreateDirectory(Path.Combine(Folder, "store"));
        var run = await RunAsync("cp", "s3://bucket/k", target + "/dir/k");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("across", File.ReadAllText(Path.Combine(Folder, "store", "dir", "k")));
    }

    [Fact]
    public async Task AMissingFileFailsWithItsName()
    {
        var run = await RunAsync("cp", Path.Combine(Folder, "absent.bin"), "s3://bucket/k");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("absent.bin", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailedDownloadLeavesTheOldFileWhole()
    {
        var path = Write("old.txt", "old"u8.ToArray());
        var run = await RunAsync("cp", "s3://bucket/missing", path);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Folder));
    }
}
