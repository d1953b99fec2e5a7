using Virga.Parity;

namespace Virga.Cli.Tests;

/// <summary>Traps that users of other tools fell into, by the rows of the list of demands.</summary>
public sealed class DemandTests : CloudTest
{
    /// <summary>A delete by a wrong path took the whole bucket.</summary>
    [Theory]
    [InlineData("rm", "s3://bucket")]
    [InlineData("rm", "s3://bucket/")]
    [InlineData("rm", "-r", "s3://bucket")]
    [InlineData("rm", "-r", "s3://bucket/")]
    [InlineData("rm", "-r", "s3://bucket", "--include", "*")]
    [InlineData("rm", "s3://bucket/*")]
    [InlineData("rm", "s3://bucket/**")]
    [InlineData("rm", "s3://bucket/a/1", "s3://bucket/**/*")]
    [InlineData("rm", "-r", "s3://bucket/a/", "s3://bucket")]
    [InlineData("rm", "s3://bucket/a/1", "--dryrun")]
    [InlineData("rm", "-r", "s3://bucket/a/", "-all")]
    [InlineData("rm", "-r", "s3://bucket/a/", "--max-delete", "-1")]
    public async Task D34NothingIsDeletedByASlip(params string[] arguments)
    {
        await PutAsync("a/1", "a/2", "b");
        await ExpectAsync(2, arguments);
        Assert.Equal(["a/1", "a/2", "b"], await KeysAsync());
    }

    [Fact]
    public async Task D34MoreThanTheLimitDeletesNothing()
    {
        await PutAsync("a/1", "a/2", "a/3", "b");
        var run = await ExpectAsync(1, "rm", "-r", "s3://bucket/a/", "--max-delete", "2");
        Assert.Contains("More than 2", run.Error, StringComparison.Ordinal);
        await ExpectAsync(1, "rm", "s3://bucket/a/?", "s3://bucket/b", "--max-delete", "3");
        Assert.Equal(["a/1", "a/2", "a/3", "b"], await KeysAsync());
        await ExpectAsync(0, "rm", "-r", "s3://bucket/a/", "--max-delete", "3");
        Assert.Equal(["b"], await KeysAsync());
    }

    [Fact]
    [Parity("CM-25")]
    public async Task D34WhatIsMeantIsDeletedAndNothingElse()
    {
        await PutAsync("a/1", "a/2", "ab", "b/1.tmp", "b/1.txt", "c");
        await ExpectAsync(0, "rm", "s3://bucket/a/1", "s3://bucket/b/*.tmp");
        Assert.Equal(["a/2", "ab", "b/1.txt", "c"], await KeysAsync());
        await ExpectAsync(0, "rm", "-r", "s3://bucket/a/");
        Assert.Equal(["ab", "b/1.txt", "c"], await KeysAsync());
        await ExpectAsync(0, "rm", "-r", "s3://bucket", "--all", "--exclude", "*.txt");
        Assert.Equal(["b/1.txt"], await KeysAsync());
        await ExpectAsync(0, "rm", "s3://bucket/**", "--all");
        Assert.Empty(await KeysAsync());
    }

    /// <summary>A transfer of a folder must say which files failed, and go on or stop.</summary>
    [Fact]
    public async Task D09AFolderSaysWhichFilesFailedAndGoesOnOrStops()
    {
        for (var i = 0; i < 4; i++) Write($"in/{i}", "x");
        Fault = request => request is { Operation: "PutObject", Key: "to/0" or "to/1" or "to/2" } ? Local.LocalFault.Error(403, "AccessDenied") : null;
        var on = await ExpectAsync(3, "cp", "-r", Path.Combine(Folder, "in"), "s3://bucket/to/", "--jobs", "1");
        foreach (var failed in new[] { "0", "1", "2" }) Assert.Contains(Path.Combine(Folder, "in", failed) + ": ", on.Error, StringComparison.Ordinal);
        Assert.Equal(["to/3"], await KeysAsync());

        Fault = request => request.Operation == "PutObject" ? Local.LocalFault.Error(403, "AccessDenied") : null;
        Requests.Clear();
        await ExpectAsync(1, "cp", "-r", Path.Combine(Folder, "in"), "s3://bucket/to/", "--jobs", "1", "--fail-fast");
        Assert.Single(Requests, request => request.Operation == "PutObject");
    }
}
