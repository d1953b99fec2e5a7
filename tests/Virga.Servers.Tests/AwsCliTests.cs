using System.Text.Json;

namespace Virga.Servers.Tests;

public sealed class AwsCliTests
{
    public static TheoryData<string> Servers() => new(TestServers.S3);

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task EachServerKeepsWhatTheCommandWrites(string name)
    {
        var server = TestServers.Require(name);
        var aws = AwsCli.Require(server);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var bucket = $"virga-servers-{Environment.ProcessId}";
        var source = Path.Combine(Path.GetTempPath(), $"{bucket}-{name}");
        await File.WriteAllTextAsync(source, "a note", limit.Token);
        try
        {
            (await aws.RunAsync(limit.Token, "s3api", "create-bucket", "--bucket", bucket)).Succeeded();
            (await aws.RunAsync(limit.Token, "s3api", "put-object", "--bucket", bucket, "--key", "notes/one", "--body", source)).Succeeded();
            var list = (await aws.RunAsync(limit.Token, "s3api", "list-objects-v2", "--bucket", bucket, "--output", "json")).Succeeded();
            using var document = JsonDocument.Parse(list);
            var entry = Assert.Single(document.RootElement.GetProperty("Contents").EnumerateArray());
            Assert.Equal(("notes/one", 6), (entry.GetProperty("Key").GetString(), entry.GetProperty("Size").GetInt32()));
        }
        finally
        {
            File.Delete(source);
            await aws.RunAsync(limit.Token, "s3", "rb", "--force", $"s3://{bucket}");
        }
    }

    // moto takes any secret.
    [SkippableTheory]
    [InlineData(TestServers.Ceph)]
    [InlineData(TestServers.SwiftS3)]
    public async Task OnlyTheRightSecretIsTaken(string name)
    {
        var server = TestServers.Require(name);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        (await AwsCli.Require(server).RunAsync(limit.Token, "s3api", "list-buckets")).Succeeded();
        var refused = await AwsCli.Require(server with { SecretAccessKey = "wrong" }).RunAsync(limit.Token, "s3api", "list-buckets");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.NotEmpty(refused.Errors);
    }

    [SkippableFact]
    public async Task ACancelledCommandIsKilled()
    {
        var aws = AwsCli.Require(TestServers.Require(TestServers.Ceph));
        using var cancelled = new CancellationTokenSource();
        var run = aws.RunAsync(cancelled.Token, "s3api", "list-buckets");
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }
}
