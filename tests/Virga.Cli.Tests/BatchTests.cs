using System.Text;
using Virga.Cli.Batch;
using Virga.Local;

namespace Virga.Cli.Tests;

public sealed class BatchTests : CloudTest
{
    [Theory]
    [InlineData("cp a b", "cp", "a", "b")]
    [InlineData("  cp\ta   b  \r", "cp", "a", "b")]
    [InlineData("cp 'a b' \"c d\"", "cp", "a b", "c d")]
    [InlineData("cp a\\ b c", "cp", "a b", "c")]
    [InlineData("cp 'a'\\''b' c", "cp", "a'b", "c")]
    [InlineData("cp \"a\\\"b\\n\" c", "cp", "a\"b\\n", "c")]
    [InlineData("cp '' x", "cp", "", "x")]
    [InlineData("cp a#b # comment", "cp", "a#b")]
    [InlineData("# comment")]
    [InlineData("")]
    [InlineData("cp $HOME `x`", "cp", "$HOME", "`x`")]
    public void ALineIsSplitAsAShellDoes(string line, params string[] words) => Assert.Equal(words, ShellWords.Split(line));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    public void AWordIsQuotedSoThatItIsReadAgain(string word, string quoted)
    {
        Assert.Equal(quoted, ShellWords.Quote(word));
        Assert.Equal([word], ShellWords.Split(quoted));
    }

    [Theory]
    [InlineData("cp 'a")]
    [InlineData("cp \"a")]
    [InlineData("cp a\\")]
    public void AnOpenQuoteIsRefused(string line) => Assert.Throws<UsageException>(() => ShellWords.Split(line));

    [Fact]
    public async Task EachLineRunsAndItsResultIsTold()
    {
        await PutAsync("old");
        var file = Write("a b.txt", "content");
        var batch = Write("batch.txt", $"""
            # first the uploads
            cp '{file}' "s3://bucket/two words"

            virga mv s3://bucket/old s3://bucket/new   # the name of the command may stand there
            rm s3://bucket/nope*
            """);
        var run = await ExpectAsync(3, "batch", batch);
        Assert.Contains($"{batch}:2: exit code 0: cp '{file}' 's3://bucket/two words'", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{batch}:4: exit code 0: mv ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{batch}:5: s3://bucket/nope*: No object matches", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{batch}:5: exit code 1: rm ", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 of 3 commands done, 1 failed", run.Error, StringComparison.Ordinal);
        Assert.Equal(["new", "two words"], await KeysAsync());
    }

    [Fact]
    public async Task AFileThatCannotBeRightRunsNothing()
    {
        await PutAsync("k");
        var batch = Write("batch.txt", "rm s3://bucket/k\nlss s3://bucket\nrm --forse s3://bucket/k\ncp 'a b\nbatch other.txt\ncp - s3://bucket/x\ncp a\n");
        var run = await ExpectAsync(2, "batch", batch);
        foreach (var (line, fault) in new[] { (2, "'ls'"), (3, "'--forse'"), (4, "quote"), (5, "batch"), (6, "standard input") })
        {
            Assert.Contains(run.Error.Split('\n'), text => text.StartsWith($"virga: {batch}:{line}: ", StringComparison.Ordinal) && text.Contains(fault, StringComparison.Ordinal));
        }

        Assert.Empty(Requests);
        Assert.Equal(["k"], await KeysAsync());
    }

    [Fact]
    public async Task StandardInputIsRunAsItComes()
    {
        await PutAsync("a", "b");
        var run = await CommandRun.OfAsync(Cloud, ["batch", "-", "--jobs", "1"], Encoding.UTF8.GetBytes("rm s3://bucket/a\nrmm s3://bucket/b\nls s3://bucket\n"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("standard input:2: There is no verb 'rmm'", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("  b\n", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionsOfTheBatchHoldForItsLines()
    {
        var batch = Write("batch.txt", "mb s3://one\nrm -r s3://bucket/ --all\nstat s3://bucket/missing\n");
        await PutAsync("k");
        var run = await ExpectAsync(3, "batch", batch, "--dry-run", "--json", "--jobs", "1");
        Assert.Equal(["make", "remove"], run.Json.Where(line => line.TryGetProperty("would", out _)).Select(line => line.GetProperty("would").GetString()));
        var results = run.Json.Where(line => line.TryGetProperty("exitCode", out _)).ToList();
        Assert.All(results, line => Assert.Equal(["file", "line", "command", "exitCode"], line.EnumerateObject().Select(member => member.Name)));
        Assert.Equal([(1, 0), (2, 0), (3, 1)], results.Select(line => (line.GetProperty("line").GetInt32(), line.GetProperty("exitCode").GetInt32())));
        Assert.Equal(["k"], await KeysAsync());
        Assert.DoesNotContain("one", (await ExpectAsync(0, "ls", "s3://")).Text, StringComparison.Ordinal);

        var elsewhere = await ExpectAsync(1, "batch", Write("more.txt", "ls s3://bucket\nls s3://bucket --endpoint http://127.0.0.1:2\n"), "--endpoint", "http://127.0.0.1:1");
        Assert.Contains("127.0.0.1:1", elsewhere.Error, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:2", elsewhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinesRunAtOnceAndTheirOutputsDoNotMix()
    {
        await PutAsync("k");
        await ExpectAsync(0, "cp", Write("large", new byte[3 * 1024 * 1024]), "s3://bucket/large");
        using var came = new SemaphoreSlim(0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Fault = request =>
        {
            if (request.Operation != "GetObject") return null;
            came.Release();
            return new LocalFault { Until = gate.Task };
        };
        var running = RunAsync("batch", Write("batch.txt", "cat s3://bucket/large\ncat s3://bucket/k\ncat s3://bucket/large\n"), "--jobs", "3");
        for (var i = 0; i < 3; i++) Assert.True(await came.WaitAsync(TimeSpan.FromSeconds(30)));
        gate.SetResult();
        var run = await running;
        Assert.Equal(0, run.ExitCode);
        Assert.Equal((2 * 3 * 1024 * 1024) + 1, run.Output.Length);

        // The small one lies before, between or behind the large ones, not in them.
        Assert.Contains(Array.IndexOf(run.Output, (byte)'k'), new[] { 0, 3 * 1024 * 1024, 6 * 1024 * 1024 });
    }

    [Fact]
    public async Task FailFastBeginsNoMore()
    {
        var run = await ExpectAsync(1, "batch", Write("batch.txt", "stat s3://bucket/missing\nmb s3://other\n"), "--jobs", "1", "--fail-fast");
        Assert.DoesNotContain("exit code 0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinesShareTheirStores()
    {
        var batch = Write("batch.txt", $"cp {Write("f", "in memory")} mem://scratch/k\ncp mem://scratch/k s3://bucket/k\n");
        await ExpectAsync(0, "batch", batch, "--jobs", "1");
        Assert.Equal("in memory", (await ExpectAsync(0, "cat", "s3://bucket/k")).Text);
    }

    [Fact]
    public async Task AnEmptyFileIsSaid() => Assert.Contains("holds no commands", (await ExpectAsync(0, "batch", Write("batch.txt", "# nothing\n"))).Error, StringComparison.Ordinal);

    [Fact]
    public async Task ASecretInAUrlIsNotTold()
    {
        var run = await ExpectAsync(1, "batch", Write("batch.txt", "ls s3://bucket?secret-access-key=very-secret-0123456789&access-key-id=A\n"));
        Assert.DoesNotContain("very-secret", run.Error, StringComparison.Ordinal);
    }
}
