using Virga.Local;

namespace Virga.Cli.Tests;

/// <summary>A test with an embedded endpoint, a bucket and a folder of its own.</summary>
public abstract class CloudTest : IAsyncLifetime
{
    internal LocalCloud Cloud { get; private set; } = null!;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("virga-cli-").FullName;

    public async Task InitializeAsync()
    {
        Cloud = await LocalCloud.StartAsync();
        var made = await RunAsync("mb", "s3://bucket");
        Assert.Equal(0, made.ExitCode);
    }

    public async Task DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(Cloud, arguments);

    protected string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
