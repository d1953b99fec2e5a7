namespace Virga.Cli.Tests;

public sealed class WildcardTests : CloudTest
{
    [Fact]
    public async Task APatternListsOnlyItsLongestLiteralPrefixAndOnlyOnce()
    {
        await PutAsync("a/1.txt", "a/2.jpg", "a/deep/3.txt", "ab.txt", "b/4.txt");
        var run = await ExpectAsync(0, "ls", "s3://bucket/a/*.txt", "--json");
        Assert.Equal(["a/1.txt"], run.Json.Select(line => line.GetProperty("key").GetString()));
        var request = Assert.Single(Requests);
        Assert.Equal("ListObjectsV2", request.Operation);
        Assert.Equal("a/", request.Query["prefix"]);

        // One folder is enough, so nothing of its folders is listed.
        Assert.Equal("/", request.Query["delimiter"]);

        Requests.Clear();
        run = await ExpectAsync(0, "ls", "s3://bucket/a/**/*.txt", "--json");
        Assert.Equal(["a/1.txt", "a/deep/3.txt"], run.Json.Select(line => line.GetProperty("key").GetString()));
        Assert.Equal("a/", Assert.Single(Requests).Query["prefix"]);
        Assert.DoesNotContain("delimiter", Requests.Single().Query.Keys);
    }

    [Fact]
    public async Task EveryReadingVerbTakesAPattern()
    {
        await PutAsync("a/1.txt", "a/2.txt", "a/3.jpg", "b/1.txt");
        Assert.Equal("a/1.txta/2.txt", (await ExpectAsync(0, "cat", "s3://bucket/a/*.txt")).Text);
        Assert.Equal(["a/1.txt", "b/1.txt"], (await ExpectAsync(0, "stat", "s3://bucket/[ab]/1.txt", "--json")).Json.Select(line => line.GetProperty("key").GetString()));
        Assert.Equal(2, (await ExpectAsync(0, "hash", "s3://bucket/a/?.txt")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(14, (await ExpectAsync(0, "du", "--depth", "0", "s3://bucket/a/*.txt", "--json")).Json.Single().GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task CopiedNamesBeginInTheFolderOfTheFirstWildcard()
    {
        await PutAsync("runs/a/out/r.h5", "runs/b/out/r.h5", "runs/b/log");
        await ExpectAsync(0, "cp", "s3://bucket/runs/*/out/r.h5", Folder + "/");
        Assert.Equal("runs/b/out/r.h5", File.ReadAllText(Path.Combine(Folder, "b", "out", "r.h5")));
        await ExpectAsync(0, "cp", "s3://bucket/runs/**/r.h5", "s3://bucket/all/");
        Assert.Equal(["all/a/out/r.h5", "all/b/out/r.h5"], await KeysAsync("all/"));
    }

    [Fact]
    public async Task ALocalPatternIsExpandedHereToo()
    {
        Write("in/1.txt", "1");
        Write("in/2.jpg", "2");
        Write("in/sub/3.txt", "3");
        await ExpectAsync(0, "cp", Path.Combine(Folder, "in", "*.txt"), "s3://bucket/one/");
        Assert.Equal(["one/1.txt"], await KeysAsync("one/"));
        await ExpectAsync(0, "cp", Path.Combine(Folder, "in", "**", "*.txt"), "s3://bucket/deep/");
        Assert.Equal(["deep/1.txt", "deep/sub/3.txt"], await KeysAsync("deep/"));
    }

    [Fact]
    public async Task AFileWhoseNameHoldsWildcardsIsTakenAsItStands()
    {
        Write("[1]*.txt", "x");
        await ExpectAsync(0, "cp", Path.Combine(Folder, "[1]*.txt"), "s3://bucket/dir/");
        Assert.Equal(["dir/[1]*.txt"], await KeysAsync());
    }

    [Fact]
    public async Task RawTurnsWildcardsOff()
    {
        await PutAsync("what?", "whatx", "a*", "ab");
        Assert.Equal("what?", (await ExpectAsync(0, "cat", "--raw", "s3://bucket/what?")).Text);
        await ExpectAsync(0, "rm", "--raw", "s3://bucket/a*");
        Assert.Equal(["ab", "what?", "whatx"], await KeysAsync());
    }

    [Theory]
    [InlineData("ls", "s3://bucket/nope*")]
    [InlineData("cat", "s3://bucket/nope*")]
    [InlineData("stat", "s3://bucket/nope*")]
    [InlineData("rm", "s3://bucket/nope*")]
    [InlineData("du", "s3://bucket/nope*")]
    [InlineData("hash", "s3://bucket/nope*")]
    [InlineData("cp", "s3://bucket/nope*", "s3://bucket/to/")]
    [InlineData("mv", "s3://bucket/nope*", "s3://bucket/to/")]
    [InlineData("cp", "no-such-folder/*.txt", "s3://bucket/to/")]
    [InlineData("cp", "-r", "s3://bucket/nope/", "s3://bucket/to/")]
    public async Task APatternThatMatchesNothingIsSaidAndEndsWithOne(params string[] arguments)
    {
        await PutAsync("there");
        var run = await ExpectAsync(1, arguments);
        Assert.Contains(arguments[^(arguments[0] is "cp" or "mv" ? 2 : 1)], run.Error, StringComparison.Ordinal);
        Assert.Equal(["there"], await KeysAsync());
    }

    [Theory]
    [InlineData("ls", "-r", "s3://bucket")]
    [InlineData("ls", "s3://bucket")]
    [InlineData("du", "s3://bucket")]
    [InlineData("hash", "-r", "s3://bucket/")]
    [InlineData("rm", "-r", "s3://bucket/a")]
    [InlineData("cp", "-r", "s3://bucket/a", "s3://bucket/to/")]
    [InlineData("mv", "-r", "s3://bucket/a", "s3://bucket/to/")]
    [InlineData("cp", "s3://bucket/a.txt", "s3://bucket/to/")]
    public async Task AnIncludeThatMatchesNothingIsSaidAndEndsWithOne(params string[] arguments)
    {
        await PutAsync("a.txt");
        var run = await ExpectAsync(1, [.. arguments, "--include", "*.jpeg"]);
        Assert.Contains("'*.jpeg'", run.Error, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], await KeysAsync());
    }

    [Fact]
    public async Task OneIncludeOfSeveralThatMatchesNothingIsSaidAndTheRestIsDone()
    {
        await PutAsync("in/a.txt", "in/b.jpg", "in/c/d.jpg");
        var run = await ExpectAsync(0, "cp", "-r", "s3://bucket/in/", "s3://bucket/out/", "--include", "*.jpg", "--include", "*.png", "--exclude", "c/");
        Assert.Contains("--include '*.png' matches nothing", run.Error, StringComparison.Ordinal);
        Assert.Equal(["out/b.jpg"], await KeysAsync("out/"));
    }

    [Fact]
    public async Task APatternWhoseCopiesWouldBeSourcesAgainIsRefused()
    {
        await PutAsync("a", "b");
        var run = await ExpectAsync(2, "cp", "s3://bucket/**", "s3://bucket/copy/");
        Assert.Contains("one of the sources", run.Error, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], await KeysAsync());
        await ExpectAsync(0, "cp", "s3://bucket/*", "s3://bucket/copy/");
        Assert.Equal(["a", "b", "copy/a", "copy/b"], await KeysAsync());
    }

    [Fact]
    public async Task ATargetIsNoPattern()
    {
        await PutAsync("a");
        await ExpectAsync(2, "cp", "s3://bucket/a", "s3://bucket/x*");
        await ExpectAsync(0, "cp", "s3://bucket/a", "s3://bucket/x[1]");
        await ExpectAsync(2, "presign", "s3://bucket/x*");
        Assert.Equal(["a", "x[1]"], await KeysAsync());
    }
}
