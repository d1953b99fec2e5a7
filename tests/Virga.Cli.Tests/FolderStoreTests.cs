namespace Virga.Cli.Tests;

/// <summary>The same verbs on folders as a store: nothing of them is S3's.</summary>
public sealed class FolderStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("virga-cli-").FullName;

    public FolderStoreTests()
    {
        foreach (var key in new[] { "a/1.txt", "a/2.jpg", "a/deep/3.txt", "b/4.txt" }) Write(key);
    }

    private string Url => new Uri(_root).AbsoluteUri;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task PatternsFiltersAndSumsHold()
    {
        Assert.Equal(["1.txt", "deep/3.txt"], (await ExpectAsync(0, "ls", Url + "/a/**/*.txt", "--json")).Json.Select(line => line.GetProperty("key").GetString()));
        Assert.Equal("a/1.txta/2.jpg", (await ExpectAsync(0, "cat", Url + "/a/[12].*")).Text);
        await ExpectAsync(1, "ls", Url + "/nope*");
        Assert.Equal(4, (await ExpectAsync(0, "du", "--depth", "0", Url, "--json")).Json.Single().GetProperty("objects").GetInt64());
        Assert.Equal(1, (await ExpectAsync(0, "du", "--depth", "0", Url, "--include", "*.jpg", "--json")).Json.Single().GetProperty("objects").GetInt64());
        var list = Path.Combine(_root, "SUMS");
        await File.WriteAllBytesAsync(list, (await ExpectAsync(0, "hash", "-r", Url + "/a/")).Output);
        Assert.Equal(3, (await ExpectAsync(0, "hash", "--check", list)).Text.Split(": OK\n").Length - 1);
    }

    [Fact]
    public async Task CopiesMovesAndDeletes()
    {
        await ExpectAsync(0, "cp", Url + "/a/*.txt", Url + "/c/");
        await ExpectAsync(0, "mv", "-r", Url + "/a/", Url + "/d/", "--exclude", "*.jpg");
        await ExpectAsync(0, "mv", Url + "/b/4.txt", Path.Combine(_root, "e.txt"));
        await ExpectAsync(2, "rm", "-r", Url);
        await ExpectAsync(2, "rm", Url + "/*/*");
        Assert.Equal(["a/2.jpg", "c/1.txt", "d/1.txt", "d/deep/3.txt", "e.txt"], Files());
        await ExpectAsync(0, "rm", Url + "/d/**", Url + "/e.txt", "--all");
        Assert.Equal(["a/2.jpg", "c/1.txt"], Files());
        Assert.Equal("a/1.txt", await File.ReadAllTextAsync(Path.Combine(_root, "c", "1.txt")));
    }

    [Theory]
    [InlineData("cp", "/**", "/b/")]
    [InlineData("cp", "/**/*.txt", "/b/")]
    [InlineData("cp", "/**", "/new/")]
    [InlineData("mv", "/**", "/a/")]
    public async Task CopiesThatWouldBeSourcesAgainAreRefused(string verb, string from, string to)
    {
        await ExpectAsync(2, verb, Url + from, Url + to);
        Assert.Equal(["a/1.txt", "a/2.jpg", "a/deep/3.txt", "b/4.txt"], Files());
    }

    private static async Task<CommandRun> ExpectAsync(int exitCode, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(null, arguments);
        Assert.True(run.ExitCode == exitCode, $"virga {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
        return run;
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(path => !path.StartsWith(".virga/", StringComparison.Ordinal) && !path.Contains("/.virga/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private void Write(string key)
    {
        var path = Path.Combine(_root, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, key);
    }
}
