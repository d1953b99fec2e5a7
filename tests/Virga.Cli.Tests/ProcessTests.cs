using System.Security.Cryptography;
using Virga.Aws;
using Virga.Aws.S3;
using Virga.Local;

namespace Virga.Cli.Tests;

public sealed class ProcessTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _partCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _folder = Directory.CreateTempSubdirectory("virga-cli-").FullName;
    private LocalCloud _cloud = null!;
    private bool _holdParts;

    public async Task InitializeAsync()
    {
        _cloud = await LocalCloud.StartAsync(new LocalCloudOptions
        {
            OnRequest = request =>
            {
                if (request.Operation == "UploadPart") _partCame.TrySetResult();
            },
            Fault = request => _holdParts && request is { Operation: "UploadPart" } && request.Query["partNumber"] != "1" ? new LocalFault { Until = _release.Task } : null,
        });
        Assert.Equal(0, (await CommandRun.OfAsync(_cloud, ["mb", "s3://bucket"])).ExitCode);
    }

    public async Task DisposeAsync()
    {
        _release.TrySetResult();
        await _cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task AnInterruptAbortsTheUploadOfAFile()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        _holdParts = true;
        var path = Path.Combine(_folder, "large.bin");
        await File.WriteAllBytesAsync(path, RandomNumberGenerator.GetBytes(24 * 1024 * 1024));
        using var process = CommandProcess.Start(_cloud, "cp", path, "s3://bucket/large", "--part-size", "5MiB");
        await _partCame.Task.WaitAsync(TimeSpan.FromSeconds(60));
        process.SendInterrupt();
        await AssertInterruptedAsync(process);
    }

    [SkippableFact]
    public async Task AnInterruptAbortsAllUploadsOfAFolder()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        _holdParts = true;
        foreach (var name in new[] { "one", "two", "three" }) await File.WriteAllBytesAsync(Path.Combine(_folder, name), new byte[16 * 1024 * 1024]);
        using var process = CommandProcess.Start(_cloud, "cp", "-r", _folder, "s3://bucket/up/", "--part-size", "5MiB", "--jobs", "3");
        await _partCame.Task.WaitAsync(TimeSpan.FromSeconds(60));
        process.SendInterrupt();
        await AssertInterruptedAsync(process);
    }

    [SkippableFact]
    public async Task AnInterruptAbortsTheUploadOfStandardInputThatWaits()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        using var process = CommandProcess.Start(_cloud, "cp", "-", "s3://bucket/stream", "--part-size", "5MiB");
        await process.Input.WriteAsync(new byte[12 * 1024 * 1024]);
        await process.Input.FlushAsync();
        await _partCame.Task.WaitAsync(TimeSpan.FromSeconds(60));
        process.SendInterrupt();
        await AssertInterruptedAsync(process);
    }

    [SkippableFact]
    public async Task AnInterruptedDemoCleansUp()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        _holdParts = true;
        using var process = CommandProcess.Start(_cloud, "demo", "--store", "s3://demo-bucket", "--size", "24MiB", "--part-size", "5MiB");
        await _partCame.Task.WaitAsync(TimeSpan.FromSeconds(60));
        process.SendInterrupt();
        var (code, error) = await process.EndAsync();
        Assert.Equal(1, code);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
        Assert.Contains("clean-up", await process.Output.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("bucket", Assert.Single((await CommandRun.OfAsync(_cloud, ["ls", "s3://", "--json"])).Json).GetProperty("bucket").GetString());
    }

    [SkippableTheory]
    [InlineData("cat", "s3://bucket/large")]
    [InlineData("cp", "s3://bucket/large", "-")]
    public async Task AReaderThatStopsEndsTheCommandQuietly(params string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "a closed pipe is told as on Linux");
        var put = await CommandRun.OfAsync(_cloud, ["cp", "-", "s3://bucket/large"], new byte[20 * 1024 * 1024]);
        Assert.Equal(0, put.ExitCode);
        using var process = CommandProcess.Start(_cloud, arguments);
        Assert.Equal(10, await process.Output.BaseStream.ReadAtLeastAsync(new byte[10], 10));
        process.Output.Close();
        var (code, error) = await process.EndAsync();
        Assert.Equal("", error);
        Assert.Equal(0, code);
    }

    private async Task AssertInterruptedAsync(CommandProcess process)
    {
        var (code, error) = await process.EndAsync();
        Assert.Equal("virga: interrupted. No unfinished upload was left behind.\n", error);
        Assert.Equal(1, code);
        using var client = new S3Options { Endpoint = _cloud.Endpoint, Credentials = new StaticCredentials(_cloud.AccessKeyId, _cloud.SecretAccessKey) }.CreateClient();
        Assert.Empty((await client.ListMultipartUploadsAsync("bucket")).Upload);
        Assert.Empty((await CommandRun.OfAsync(_cloud, ["ls", "-r", "s3://bucket"])).Output);
    }
}
