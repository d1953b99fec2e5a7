using System.Collections.Concurrent;
using Virga.Local;

namespace Virga.Cli.Tests;

/// <summary>A test with an embedded endpoint, a bucket and a folder of its own.</summary>
public abstract class CloudTest : IAsyncLifetime
{
    internal LocalCloud Cloud { get; private set; } = null!;

    /// <summary>What reached the endpoint, in the order of arrival.</summary>
    internal ConcurrentQueue<LocalRequest> Requests { get; } = new();

    /// <summary>Asked for each request whether it is to fail or wait.</summary>
    internal Func<LocalRequest, LocalFault?>? Fault { get; set; }

    protected string Folder { get; } = Directory.CreateTempSubdirectory("virga-cli-").FullName;

    public async Task InitializeAsync()
    {
        Cloud = await LocalCloud.StartAsync(new LocalCloudOptions { OnRequest = Requests.Enqueue, Fault = request => Fault?.Invoke(request) });
        var made = await RunAsync("mb", "s3://bucket");
        Assert.Equal(0, made.ExitCode);
        Requests.Clear();
    }

    public async Task DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(Cloud, arguments);

    /// <summary>Runs a command that must end with an exit code.</summary>
    internal async Task<CommandRun> ExpectAsync(int exitCode, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == exitCode, $"virga {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
        return run;
    }

    /// <summary>Stores objects whose content is their key, by one batch.</summary>
    internal async Task PutAsync(params string[] keys)
    {
        var path = Write(".put", Array.Empty<byte>());
        foreach (var key in keys)
        {
            File.WriteAllText(path, key);
            Assert.Equal(0, (await RunAsync("cp", "--raw", path, "s3://bucket/" + key)).ExitCode);
        }

        File.Delete(path);
        Requests.Clear();
    }

    /// <summary>The keys of the bucket.</summary>
    internal async Task<IReadOnlyList<string>> KeysAsync(string prefix = "") =>
        [.. (await ExpectAsync(0, "ls", "-r", "--raw", "s3://bucket/" + prefix, "--json")).Json.Select(line => line.GetProperty("key").GetString()!)];

    protected string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    protected string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));
}
