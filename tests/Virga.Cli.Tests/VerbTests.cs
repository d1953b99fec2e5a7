using Virga.Parity;

namespace Virga.Cli.Tests;

public sealed class VerbTests : CloudTest
{
    [Fact]
    [Parity("CM-14")]
    public async Task BucketsAreMadeListedAndRemoved()
    {
        Assert.Equal(0, (await RunAsync("mb", "s3://second")).ExitCode);
        Assert.Equal(["bucket", "second"], (await RunAsync("ls", "s3://", "--json")).Json.Select(line => line.GetProperty("bucket").GetString()));
        Assert.Equal(0, (await RunAsync("rb", "s3://second")).ExitCode);
        var again = await RunAsync("rb", "s3://second");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("second", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("CM-15")]
    public async Task ABucketWithContentsIsRemovedOnlyWhenForced()
    {
        await PutAsync("a", "b/c");
        var refused = await RunAsync("rb", "s3://bucket");
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(0, (await RunAsync("rb", "--force", "s3://bucket")).ExitCode);
        Assert.Empty((await RunAsync("ls", "s3://")).Output);
    }

    [Fact]
    public async Task AListingShowsFoldersAndObjects()
    {
        await PutAsync("a.txt", "dir/b.txt", "dir/c.txt");
        var text = (await RunAsync("ls", "s3://bucket")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, text.Length);
        Assert.EndsWith("  a.txt", text[0], StringComparison.Ordinal);
        Assert.EndsWith("PRE  dir/", text[1], StringComparison.Ordinal);
        var json = (await RunAsync("ls", "s3://bucket/dir/", "--json")).Json;
        Assert.Equal(["dir/b.txt", "dir/c.txt"], json.Select(line => line.GetProperty("key").GetString()));
        Assert.All(json, line => Assert.Equal(9, line.GetProperty("size").GetInt64()));
    }

    [Fact]
    public async Task AKeyWithALineBreakStaysOnOneLine()
    {
        await PutAsync("two\nlines\u001b[31m");
        var lines = (await RunAsync("ls", "s3://bucket")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("two\\u000alines\\u001b[31m", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemovingAPrefixNeedsMinusRAndTheWholeBucketNeedsAll()
    {
        await PutAsync("p/1", "p/2", "q");
        Assert.Equal(2, (await RunAsync("rm", "s3://bucket")).ExitCode);
        Assert.Equal(2, (await RunAsync("rm", "-r", "s3://bucket")).ExitCode);
        var dry = await RunAsync("rm", "-r", "--dry-run", "s3://bucket/p/");
        Assert.Equal("would remove s3://bucket/p/1\nwould remove s3://bucket/p/2\n", dry.Text);
        Assert.Equal(0, (await RunAsync("rm", "-r", "s3://bucket/p/")).ExitCode);
        Assert.Equal("q", Assert.Single((await RunAsync("ls", "-r", "s3://bucket", "--json")).Json).GetProperty("key").GetString());
        Assert.Equal(0, (await RunAsync("rm", "-r", "--all", "s3://bucket")).ExitCode);
        Assert.Empty((await RunAsync("ls", "-r", "s3://bucket")).Output);
    }

    [Fact]
    public async Task AMissingObjectIsTold()
    {
        foreach (var verb in new[] { "cat", "stat" })
        {
            var run = await RunAsync(verb, "s3://bucket/absent");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("absent", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Output);
        }
    }

    [Fact]
    [Parity("CM-24")]
    public async Task ASignedUrlIsReadByABareClient()
    {
        await PutAsync("dir/key with space+plus");
        var run = await RunAsync("presign", "s3://bucket/dir/key with space+plus", "--expires", "5m");
        Assert.Equal(0, run.ExitCode);
        using var http = new HttpClient();
        Assert.Equal("dir/key with space+plus", await http.GetStringAsync(new Uri(run.Text.Trim())));
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("ls")]
    [InlineData("cp", "a", "b")]
    [InlineData("cp", "-", "s3://bucket")]
    [InlineData("cp", "a", "s3://bucket/*.txt")]
    [InlineData("ls", "gopher://bucket")]
    [InlineData("presign", "s3://bucket/k", "--expires", "soon")]
    [InlineData("mb", "s3://bucket/key")]
    public async Task WrongUsageIsTwo(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("virga: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task TheDemoOnTheEmbeddedEndpointChecksItself()
    {
        var run = await CommandRun.OfAsync(null, ["demo", "--size", "24MiB", "--part-size", "5MiB", "--json"]);
        Assert.True(run.ExitCode == 0, run.Error + run.Text);
        var steps = run.Json.ToDictionary(line => line.GetProperty("step").GetString()!);
        Assert.Equal(5, steps["upload"].GetProperty("parts").GetInt32());
        Assert.Equal(24 * 1024 * 1024, steps["download"].GetProperty("bytes").GetInt64());
        Assert.Contains("the same", steps["compare"].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("signed URL", steps.Keys);
        Assert.Contains("clean-up", steps.Keys);
    }

    [Fact]
    public async Task TheDemoOnAStoreLeavesTheBucketAsItWas()
    {
        await PutAsync("mine");
        var run = await RunAsync("demo", "--store", "s3://bucket", "--size", "6MiB", "--part-size", "5MiB");
        Assert.True(run.ExitCode == 0, run.Error + run.Text);
        Assert.Equal("mine", Assert.Single((await RunAsync("ls", "-r", "s3://bucket", "--json")).Json).GetProperty("key").GetString());
    }

    [Fact]
    public async Task AnEndpointFromTheQueryOfAUrlGetsNoAmbientCredentialsUnlessItIsLoopback()
    {
        var run = await RunAsync("ls", "s3://bucket?endpoint=http://storage.example.com");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("storage.example.com", run.Error, StringComparison.Ordinal);
        Assert.Contains("--allow-host", run.Error, StringComparison.Ordinal);
        var loopback = await RunAsync("ls", $"s3://bucket?endpoint={Cloud.Endpoint}");
        Assert.Equal(0, loopback.ExitCode);
    }

    [Fact]
    public async Task WrongCredentialsAreToldWithoutTheSecret()
    {
        var environment = new Dictionary<string, string> { ["AWS_SECRET_ACCESS_KEY"] = "not-the-secret-0123456789" };
        var run = await CommandRun.OfAsync(Cloud, ["ls", "s3://bucket"], environment: environment);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("not-the-secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledUploadIsAborted()
    {
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();
        var run = await CommandRun.OfAsync(Cloud, ["cp", Write("f", new byte[8 * 1024 * 1024]), "s3://bucket/f"], cancellationToken: interrupt.Token);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("interrupted", run.Error, StringComparison.Ordinal);
        Assert.Empty((await RunAsync("ls", "-r", "s3://bucket")).Output);
    }
}
