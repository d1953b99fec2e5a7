using System.Security.Cryptography;
using Virga.Local;

namespace Virga.Cli.Tests;

public sealed class CopyManyTests : CloudTest
{
    [Fact]
    public async Task SeveralSourcesGoIntoAFolderEachWithItsName()
    {
        var a = Write("a.txt", "a");
        Write("tree/b.txt", "b");
        Write("flat/c.txt", "c");
        await ExpectAsync(0, "cp", "-r", a, Path.Combine(Folder, "tree"), Path.Combine(Folder, "flat") + "/", "s3://bucket/to/");

        // A folder keeps its name among several, as with cp of the shell, but for one that ends in a slash.
        Assert.Equal(["to/a.txt", "to/c.txt", "to/tree/b.txt"], await KeysAsync());
    }

    [Fact]
    public async Task TwoSourcesForOneTargetAreNotWrittenOverEachOther()
    {
        var first = Write("x/a.txt", "first");
        var second = Write("y/a.txt", "second");
        var run = await ExpectAsync(3, "cp", first, second, "s3://bucket/to/");
        Assert.Contains(second, run.Error, StringComparison.Ordinal);
        Assert.Equal("first", (await ExpectAsync(0, "cat", "s3://bucket/to/a.txt")).Text);
    }

    [Fact]
    public async Task AsManyRunAtOnceAsJobsSay()
    {
        const int Files = 12;
        for (var i = 0; i < Files; i++) Write($"in/{i}", "x");
        var held = System.Threading.Channels.Channel.CreateUnbounded<TaskCompletionSource>();
        var (came, released, most) = (0, 0, 0);
        Fault = request =>
        {
            if (request.Operation != "PutObject") return null;
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (held) most = Math.Max(most, ++came - released);
            Assert.True(held.Writer.TryWrite(gate));
            return new LocalFault { Until = gate.Task };
        };
        var running = RunAsync("cp", "-r", Path.Combine(Folder, "in"), "s3://bucket/to", "--jobs", "3");

        // Three come without any being answered, and each answer lets one more in.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var first = new Queue<TaskCompletionSource>();
        for (var i = 0; i < 3; i++) first.Enqueue(await held.Reader.ReadAsync(limit.Token));
        for (var i = 0; i < Files; i++)
        {
            lock (held) released++;
            first.Dequeue().SetResult();
            if (i < Files - 3) first.Enqueue(await held.Reader.ReadAsync(limit.Token));
        }

        Assert.Equal(0, (await running).ExitCode);
        Assert.Equal((Files, 3), (came, most));
    }

    [Fact]
    public async Task OneThatFailsIsListedAndTheOthersGoOn()
    {
        for (var i = 0; i < 5; i++) Write($"in/{i}", "x");
        Fault = request => request is { Operation: "PutObject", Key: "to/2" } ? LocalFault.Error(403, "AccessDenied") : null;
        var run = await ExpectAsync(3, "cp", "-r", Path.Combine(Folder, "in"), "s3://bucket/to/", "--json");
        Assert.Equal(4, run.Json.Count(line => line.TryGetProperty("bytes", out _)));
        Assert.Equal("AccessDenied", Assert.Single(run.Json, line => line.TryGetProperty("error", out _)).GetProperty("error").GetString());
        Assert.Contains($"1 of 5 failed: {Path.Combine(Folder, "in", "2")}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailFastEndsWithTheFirstFailure()
    {
        for (var i = 0; i < 20; i++) Write($"in/{i:00}", "x");
        Fault = request => request.Operation == "PutObject" ? LocalFault.Error(403, "AccessDenied") : null;
        var run = await ExpectAsync(1, "cp", "-r", Path.Combine(Folder, "in"), "s3://bucket/to/", "--jobs", "1", "--fail-fast");
        Assert.Single(Requests, request => request.Operation == "PutObject");
        Assert.Contains("AccessDenied", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListingThatBreaksAfterItsFirstPageEndsWithPartlyDone()
    {
        await PutAsync([.. Enumerable.Range(0, 3).Select(i => $"in/{i}")]);
        var listings = 0;
        Fault = request => request.Operation == "ListObjectsV2" && Interlocked.Increment(ref listings) > 1 ? LocalFault.Error(403, "AccessDenied") : null;
        var run = await RunAsync("cp", "s3://bucket/in/0", "s3://bucket/in/*", "s3://bucket/in/[1]", "s3://bucket/to/");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("the listing: ", run.Error, StringComparison.Ordinal);
        Fault = null;
        Assert.Equal(["to/0", "to/1", "to/2"], await KeysAsync("to/"));
    }

    [Theory]
    [InlineData("cp", "FILE", "s3://bucket/to")]
    [InlineData("cp", "s3://bucket/p/1", "FOLDER/copy")]
    [InlineData("cp", "-r", "s3://bucket/p/", "s3://bucket/q/")]
    [InlineData("cp", "-", "s3://bucket/to")]
    [InlineData("mv", "FILE", "s3://bucket/to")]
    [InlineData("mv", "s3://bucket/p/*", "FOLDER/")]
    [InlineData("mv", "-r", "s3://bucket/p/", "s3://bucket/q/")]
    [InlineData("rm", "s3://bucket/p/1")]
    [InlineData("rm", "-r", "s3://bucket/p/")]
    [InlineData("rm", "s3://bucket/p/*", "s3://bucket/k")]
    [InlineData("mb", "s3://other")]
    [InlineData("rb", "--force", "s3://bucket")]
    public async Task ADryRunOnlyReadsAndSaysWhatItWouldDo(params string[] arguments)
    {
        await PutAsync("k", "p/1", "p/2");
        var file = Write("file", "content");
        var entries = Directory.GetFileSystemEntries(Folder);
        var run = await ExpectAsync(0, [.. arguments.Select(a => a.Replace("FILE", file, StringComparison.Ordinal).Replace("FOLDER", Folder, StringComparison.Ordinal)), "--dry-run"]);
        Assert.All(run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("would ", line, StringComparison.Ordinal));
        Assert.NotEmpty(run.Text);
        Assert.All(Requests, request => Assert.Contains(request.Method, new[] { "GET", "HEAD" }));
        Assert.DoesNotContain(Requests, request => request.Operation == "GetObject");
        Assert.Equal(entries, Directory.GetFileSystemEntries(Folder));
        Assert.Equal(["k", "p/1", "p/2"], await KeysAsync());
    }

    [Fact]
    public async Task ADryRunHasTheLinesOfTheRealRun()
    {
        await PutAsync("p/1", "p/2");
        var dry = await ExpectAsync(0, "mv", "-r", "s3://bucket/p/", "s3://bucket/q/", "--jobs", "1", "--dry-run");
        var real = await ExpectAsync(0, "mv", "-r", "s3://bucket/p/", "s3://bucket/q/", "--jobs", "1");
        Assert.Equal(dry.Text.Split('\n')[..2], real.Error.Split('\n')[..2].Select(line => "would move " + line));
    }

    [Fact]
    public async Task ADryRunOfAMissingObjectFails() => await ExpectAsync(1, "cp", "s3://bucket/missing", Path.Combine(Folder, "x"), "--dry-run");

    [Fact]
    public async Task ABucketOfTheSameNameOnAnotherServerIsAnotherPlace()
    {
        await PutAsync("p/1", "p/2");
        await using var other = await LocalCloud.StartAsync(new LocalCloudOptions { AccessKeyId = Cloud.AccessKeyId, SecretAccessKey = Cloud.SecretAccessKey });
        Assert.Equal(0, (await CommandRun.OfAsync(other, ["mb", "s3://bucket"])).ExitCode);
        await ExpectAsync(0, "cp", "-r", $"s3://bucket?endpoint={Cloud.Endpoint}", $"s3://bucket?endpoint={other.Endpoint}");
        await ExpectAsync(2, "mv", "-r", $"s3://bucket?endpoint={Cloud.Endpoint}", $"s3://bucket?endpoint={other.Endpoint}");
        await ExpectAsync(2, "cp", "-r", $"s3://bucket?endpoint={Cloud.Endpoint}", $"s3://bucket?endpoint={Cloud.Endpoint}&profile=moto");
        Assert.Equal("p/1p/2", (await CommandRun.OfAsync(other, ["cat", "s3://bucket/p/*"])).Text);
    }

    [Fact]
    public async Task APathMayBeginWithAnAt()
    {
        var path = Write("@list", "content");
        await ExpectAsync(0, "cp", path, "s3://bucket/");
        var home = Directory.GetCurrentDirectory();
        Assert.Equal(["@list"], await KeysAsync());
        Assert.Equal(home, Directory.GetCurrentDirectory());
    }

    [Fact]
    public async Task BetweenProvidersTheMemoryBoundsThePartsThatAreHeld()
    {
        var bytes = RandomNumberGenerator.GetBytes(21 * 1024 * 1024);
        Write("store/large", bytes);
        var parts = 0;
        var most = 0;
        Fault = request =>
        {
            if (request.Operation == "UploadPart") most = Math.Max(most, Interlocked.Increment(ref parts));
            return null;
        };

        // Room for one part of 5 MiB: they go one after the other.
        await ExpectAsync(0, "cp", new Uri(Path.Combine(Folder, "store")).AbsoluteUri + "/large", "s3://bucket/large", "--part-size", "5MiB", "--memory", "6MiB");
        Assert.Equal(5, parts);
        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData((await ExpectAsync(0, "cat", "s3://bucket/large")).Output));
    }
}
