using Virga.Http;
using Virga.Local;

namespace Virga.Aws.S3.Tests.Faults;

/// <summary>Calls that take too long, or fail in ways that pass.</summary>
public sealed class CallLimitTests
{
    [Fact]
    public async Task ACallHasALimitOfItsOwn()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        var never = new TaskCompletionSource();
        faulty.Fault = _ => new LocalFault { Until = never.Task };
        using var client = faulty.Options().CreateClient();
        var error = await Assert.ThrowsAnyAsync<VirgaException>(async () => await client.HeadBucketAsync(FaultyCloud.Bucket, options: new CallOptions { Timeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Equal(ErrorKind.Timeout, error.Kind);
        never.SetResult();
    }

    [Fact]
    public async Task AServerThatAsksToSlowDownIsAskedAgain()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        var asked = 0;
        faulty.Fault = _ => Interlocked.Increment(ref asked) < 3 ? LocalFault.Error(503, "SlowDown") : null;
        using var client = faulty.Options().CreateClient();
        var response = new ResponseInfo();
        await client.PutObjectAsync(FaultyCloud.Bucket, "k", new byte[3], options: new CallOptions { Response = response });
        Assert.Equal(3, response.Attempts);
    }

    [Fact]
    public async Task ALostAnswerIsAskedForAgain()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        var asked = 0;
        faulty.Fault = request => request.Operation == "PutObject" && Interlocked.Increment(ref asked) == 1 ? LocalFault.LoseAnswer() : null;
        await using var store = faulty.Store();
        await store.UploadTextAsync("k", "kept");
        Assert.Equal((2, "kept"), (asked, await store.ReadTextAsync("k")));
    }

    [Fact]
    public async Task APartThatBreaksIsSentAgain()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        var broken = 0;
        faulty.Fault = request => request.Operation == "UploadPart" && request.Query["partNumber"] == "2" && Interlocked.Increment(ref broken) == 1 ? new LocalFault { DropAfterRequestBytes = 100_000 } : null;
        await using var store = faulty.Store();
        var bytes = new byte[11 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        await store.UploadAsync("k", new Virga.Storage.Conformance.UnseekableStream(new MemoryStream(bytes)), new Virga.Storage.UploadOptions { Transfer = new Virga.Storage.TransferOptions { PartSize = 5 * 1024 * 1024 } });
        Assert.True(broken >= 2);
        Assert.Equal(bytes, await store.ReadBytesAsync("k"));
    }
}
