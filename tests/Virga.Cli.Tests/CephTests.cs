using Virga.Parity;
using Virga.Servers;

namespace Virga.Cli.Tests;

/// <summary>The verbs against radosgw, a server that nobody here wrote.</summary>
public sealed class CephTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("virga-cli-").FullName;
    private readonly string _bucket = $"s3://virga-cli-{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6))}";
    private TestServer? _server;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server is not null) await RunAsync("rb", "--force", _bucket);
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    [Parity("CM-21")]
    [Parity("CM-22")]
    public async Task ObjectsAndPrefixesAreRenamedByTheServerManyAtOnce()
    {
        await BeginAsync();
        await ExpectAsync(0, "mv", Url("in/0"), Url("first name"));
        var run = await ExpectAsync(0, "mv", "-r", Url("in/"), Url("out"), "--jobs", "8", "--json");
        Assert.Equal(19, run.Json.Count);
        Assert.All(run.Json, line => Assert.Equal(0, line.GetProperty("bytesSent").GetInt64()));
        Assert.Equal(["first name", .. Enumerable.Range(1, 19).Select(i => $"out/{i}").Order(StringComparer.Ordinal)], await KeysAsync());
        Assert.Equal("content 7", (await ExpectAsync(0, "cat", Url("out/7"))).Text);
    }

    [SkippableFact]
    public async Task PatternsFiltersSumsAndGuardsHold()
    {
        await BeginAsync();
        Assert.Equal(11, (await ExpectAsync(0, "ls", Url("in/1*"), "--json")).Json.Count);
        await ExpectAsync(1, "ls", Url("nope*"));
        Assert.Equal(20, (await ExpectAsync(0, "du", "--depth", "0", _bucket, "--json")).Json.Single().GetProperty("objects").GetInt64());
        var list = Path.Combine(_folder, "SUMS");
        await File.WriteAllBytesAsync(list, (await ExpectAsync(0, "hash", "-r", Url("in/"), "-a", "crc64nvme")).Output);
        Assert.Equal(20, (await ExpectAsync(0, "hash", "--check", list)).Text.Split(": OK\n").Length - 1);
        await ExpectAsync(1, "rm", "-r", Url("in/"), "--max-delete", "19");
        await ExpectAsync(0, "rm", "-r", Url("in/"), "--exclude", "1?");
        Assert.Equal(Enumerable.Range(10, 10).Select(i => $"in/{i}"), await KeysAsync());
    }

    [SkippableFact]
    public async Task ABatchUploadsMovesAndDeletes()
    {
        await BeginAsync();
        var batch = Path.Combine(_folder, "batch.txt");
        await File.WriteAllLinesAsync(batch, [$"cp '{Path.Combine(_folder, "in", "3")}' \"{Url("a b")}\"", $"mv {Url("in/4")} {Url("moved")}", $"rm {Url("in/5")} {Url("in/6")}", $"cp {Url("in/1*")} {Path.Combine(_folder, "down")}/"]);
        await ExpectAsync(0, "batch", batch);
        Assert.Equal("content 3", (await ExpectAsync(0, "cat", Url("a b"))).Text);
        Assert.Equal("content 4", (await ExpectAsync(0, "cat", Url("moved"))).Text);
        Assert.Equal(18, (await KeysAsync()).Count - 1);
        Assert.Equal(11, Directory.GetFiles(Path.Combine(_folder, "down")).Length);
    }

    private async Task BeginAsync()
    {
        _server = TestServers.Require(TestServers.Ceph);
        for (var i = 0; i < 20; i++)
        {
            var path = Path.Combine(_folder, "in", $"{i}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, $"content {i}");
        }

        await ExpectAsync(0, "mb", _bucket);
        await ExpectAsync(0, "cp", "-r", Path.Combine(_folder, "in"), Url("in/"));
    }

    private string Url(string key) => $"{_bucket}/{key}";

    private async Task<IReadOnlyList<string>> KeysAsync() => [.. (await ExpectAsync(0, "ls", "-r", _bucket, "--json")).Json.Select(line => line.GetProperty("key").GetString()!)];

    private async Task<CommandRun> ExpectAsync(int exitCode, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == exitCode, $"virga {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
        return run;
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(null, arguments, environment: new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = _server!.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = _server.SecretAccessKey,
        ["AWS_ENDPOINT_URL_S3"] = _server.Endpoint.GetLeftPart(UriPartial.Authority),
        ["AWS_REGION"] = _server.Region,
        ["VIRGA_PROFILE"] = _server.ProfileName,
    });
}
