namespace Virga.Cli.Tests;

public sealed class DiskUsageVerbTests : CloudTest
{
    [Fact]
    public async Task EachFolderHasItsLineAndTheTotalComesLast()
    {
        await PutAsync("a/1", "a/b/c/22", "a/b/333", "top", "z/4");
        Assert.Equal(
            [("a/", 18L, 3L, false), ("z/", 3L, 1L, false), ("", 24L, 5L, true)],
            await LinesAsync("du", "s3://bucket"));
        Assert.Equal(
            [("a/b/c/", 8L, 1L, false), ("a/b/", 15L, 2L, false), ("a/", 18L, 3L, false), ("z/", 3L, 1L, false), ("", 24L, 5L, true)],
            await LinesAsync("du", "--depth", "3", "s3://bucket"));
        Assert.Equal([("a/", 18L, 3L, true)], await LinesAsync("du", "--depth", "0", "s3://bucket/a/"));
        Assert.Equal([("a/b/", 15L, 2L, false), ("a/", 18L, 3L, true)], await LinesAsync("du", "s3://bucket/a/"));
    }

    [Fact]
    public async Task AFilterCountsWhatItTakes()
    {
        await PutAsync("a/1.jpg", "a/2.txt", "b/3.jpg");
        Assert.Equal([("a/", 7L, 1L, false), ("b/", 7L, 1L, false), ("", 14L, 2L, true)], await LinesAsync("du", "s3://bucket", "--include", "*.jpg"));
    }

    [Fact]
    public async Task SizesAreForPeopleUnlessBytesAreWanted()
    {
        await ExpectAsync(0, "cp", Write("f", new byte[1536]), "s3://bucket/d/f");
        Assert.Contains("1.50 KiB           1  s3://bucket/d/\n", (await ExpectAsync(0, "du", "s3://bucket")).Text, StringComparison.Ordinal);
        Assert.Contains(" 1536           1  s3://bucket/  (total)\n", (await ExpectAsync(0, "du", "-b", "s3://bucket")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingIsZeroAndAMissingBucketFails()
    {
        Assert.Equal([("", 0L, 0L, true)], await LinesAsync("du", "s3://bucket"));
        await ExpectAsync(1, "du", "s3://no-such-bucket");
        await ExpectAsync(3, "du", "s3://bucket", "s3://no-such-bucket");
    }

    private async Task<IEnumerable<(string?, long, long, bool)>> LinesAsync(params string[] arguments) =>
        (await ExpectAsync(0, [.. arguments, "--json"])).Json.Select(line => (line.GetProperty("prefix").GetString(), line.GetProperty("bytes").GetInt64(), line.GetProperty("objects").GetInt64(), line.GetProperty("total").GetBoolean()));
}
