using Virga.Local;

namespace Virga.Cli.Tests;

public sealed class MoveVerbTests : CloudTest
{
    [Fact]
    public async Task AnObjectIsRenamedByTheServer()
    {
        await PutAsync("old");
        await ExpectAsync(0, "mv", "s3://bucket/old", "s3://bucket/dir/new");
        Assert.DoesNotContain(Requests, request => request.Operation is "GetObject" or "PutObject");
        Assert.Contains(Requests, request => request.Operation == "CopyObject");
        Assert.Equal(["dir/new"], await KeysAsync());
        Assert.Equal("old", (await ExpectAsync(0, "cat", "s3://bucket/dir/new")).Text);
    }

    [Fact]
    public async Task APrefixIsRenamedByTheServer()
    {
        await PutAsync("p/1", "p/s/2", "q");
        var run = await ExpectAsync(0, "mv", "-r", "s3://bucket/p/", "s3://bucket/to", "--json");
        Assert.Equal(["p/1", "p/s/2"], run.Json.Select(line => line.GetProperty("source").GetString()!["s3://bucket/".Length..]).Order(StringComparer.Ordinal));
        Assert.All(run.Json, line => Assert.Equal(0, line.GetProperty("bytesSent").GetInt64()));
        Assert.DoesNotContain(Requests, request => request.Operation is "GetObject" or "PutObject");
        Assert.Equal(["q", "to/1", "to/s/2"], await KeysAsync());
    }

    [Fact]
    public async Task FilesAreDeletedOnceTheyAreStored()
    {
        var one = Write("in/one", "1");
        var two = Write("in/two", "2");
        var kept = Write("in/kept.tmp", "3");
        await ExpectAsync(0, "mv", "-r", Path.Combine(Folder, "in"), "s3://bucket/up/", "--exclude", "*.tmp");
        Assert.Equal(["up/one", "up/two"], await KeysAsync());
        Assert.Equal((false, false, true), (File.Exists(one), File.Exists(two), File.Exists(kept)));
    }

    [Fact]
    public async Task ObjectsAreDeletedOnceTheyAreHere()
    {
        await PutAsync("in/1", "in/2", "in/sub/3");
        await ExpectAsync(0, "mv", "s3://bucket/in/*", Folder + "/");
        Assert.Equal("in/2", File.ReadAllText(Path.Combine(Folder, "2")));
        Assert.Equal(["in/sub/3"], await KeysAsync());
    }

    [Fact]
    public async Task SeveralSourcesGoIntoAFolder()
    {
        await PutAsync("a/1", "b/2");
        var file = Write("3", "3");
        await ExpectAsync(2, "mv", "s3://bucket/a/1", "s3://bucket/b/2", "s3://bucket/to");
        await ExpectAsync(0, "mv", "s3://bucket/a/1", "s3://bucket/b/2", file, "s3://bucket/to/");
        Assert.Equal(["to/1", "to/2", "to/3"], await KeysAsync());
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("CopyObject")]
    [InlineData("HeadObject")]
    public async Task WithoutALookAtTheTargetTheSourceStays(string failing)
    {
        await PutAsync("old");
        Fault = request => request.Operation == failing && (failing != "HeadObject" || request.Key == "new") ? LocalFault.Error(403, "AccessDenied") : null;
        await ExpectAsync(1, "mv", "s3://bucket/old", "s3://bucket/new");
        Assert.DoesNotContain(Requests, request => request.Operation is "DeleteObject" or "DeleteObjects");
        Assert.Contains("old", await KeysAsync());
    }

    [Fact]
    public async Task AFileWhoseObjectCannotBeSeenStays()
    {
        var path = Write("f", "content");
        Fault = request => request.Operation == "HeadObject" ? LocalFault.Error(403, "AccessDenied") : null;
        await ExpectAsync(1, "mv", path, "s3://bucket/f");
        Assert.Equal("content", File.ReadAllText(path));
    }

    [Fact]
    public async Task AFileThatChangesMeanwhileStays()
    {
        var path = Write("f", "before");
        Fault = request =>
        {
            // The upload is done; somebody writes the file before it is deleted.
            if (request.Operation == "HeadObject") File.WriteAllText(path, "afterwards");
            return null;
        };
        var run = await ExpectAsync(1, "mv", path, "s3://bucket/f");
        Assert.Contains("changed while it was moved", run.Error, StringComparison.Ordinal);
        Assert.Equal("afterwards", File.ReadAllText(path));
        Fault = null;
        Assert.Equal("before", (await ExpectAsync(0, "cat", "s3://bucket/f")).Text);
    }

    [Fact]
    public async Task AnObjectThatIsReplacedMeanwhileStays()
    {
        await PutAsync("old");
        var replaced = 0;
        Fault = request =>
        {
            if (request is not { Operation: "HeadObject", Key: "new" } || Interlocked.Exchange(ref replaced, 1) == 1) return null;
            return new LocalFault { Until = CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/old"], "replaced"u8.ToArray()) };
        };
        var run = await ExpectAsync(1, "mv", "s3://bucket/old", "s3://bucket/new");
        Assert.Contains("changed while it was moved", run.Error, StringComparison.Ordinal);
        Assert.Equal("replaced", (await ExpectAsync(0, "cat", "s3://bucket/old")).Text);
        Assert.Equal("old", (await ExpectAsync(0, "cat", "s3://bucket/new")).Text);
    }

    [Fact]
    public async Task BetweenFoldersAndBucketsTheBytesAreStreamedAndTheSourceGoes()
    {
        await PutAsync("k");
        var store = new Uri(Folder).AbsoluteUri;
        await ExpectAsync(0, "mv", "s3://bucket/k", store + "/k");
        Assert.Equal("k", File.ReadAllText(Path.Combine(Folder, "k")));
        Assert.Empty(await KeysAsync());
        await ExpectAsync(0, "mv", store + "/k", store + "/renamed");
        Assert.Equal(["renamed"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("mv", "-", "s3://bucket/k")]
    [InlineData("mv", "s3://bucket/k", "-")]
    [InlineData("mv", "s3://bucket/k", "s3://bucket/k")]
    [InlineData("mv", "-r", "s3://bucket/p/", "s3://bucket/p/q/")]
    [InlineData("mv", "s3://bucket/k")]
    [InlineData("mv", "a", "b")]
    public async Task WhatCannotBeMovedIsWrongUsage(params string[] arguments)
    {
        await PutAsync("k", "p/1");
        await ExpectAsync(2, arguments);
        Assert.Equal(["k", "p/1"], await KeysAsync());
    }

    [Fact]
    public async Task NoOverwriteKeepsBoth()
    {
        await PutAsync("a", "b");
        await ExpectAsync(1, "mv", "--no-overwrite", "s3://bucket/a", "s3://bucket/b");
        Assert.Equal("b", (await ExpectAsync(0, "cat", "s3://bucket/b")).Text);
        Assert.Equal(["a", "b"], await KeysAsync());
    }
}
