using System.Text;

namespace Virga.Local.Tests;

public sealed class FaultTests
{
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("0123456789");

    [Fact]
    public async Task AnErrorIsAnsweredInsteadOfServing()
    {
        await using CloudClient client = await StartAsync(static request => request.Operation == "PutObject"
            ? LocalFault.Error(503, "SlowDown", "Please reduce your request rate.") with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "7" } }
            : null);
        Answer put = await client.SendAsync("PUT", "/abc/key", Body);
        Assert.Equal((503, "SlowDown", "7"), (put.Status, put.Code, put["Retry-After"]));
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Fact]
    public async Task APageMayStandInForXml()
    {
        await using CloudClient client = await StartAsync(static request => request.Operation == "GetObject" ? new() { Page = "<html>captive</html>" } : null);
        Answer get = await client.SendAsync("GET", "/abc/key");
        Assert.Equal((200, "text/html", "<html>captive</html>"), (get.Status, get["Content-Type"], get.Text));
    }

    [Fact]
    public async Task AnAnswerBreaksOffIsCutOrDamaged()
    {
        LocalFault? fault = null;
        await using CloudClient client = await StartAsync(_ => fault);
        await client.SendAsync("PUT", "/abc/key", Body);
        fault = new() { DropAfterResponseBytes = 4 };
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.SendAsync("GET", "/abc/key"));
        fault = new() { TruncateResponseAt = 4 };
        Assert.Equal("0123", (await client.SendAsync("GET", "/abc/key")).Text);
        fault = new() { CorruptResponseAt = 4 };
        byte[] damaged = (await client.SendAsync("GET", "/abc/key")).Body;
        Assert.Equal((byte)('4' ^ 0xFF), damaged[4]);
        Assert.Equal(1, damaged.Zip(Body).Count(static pair => pair.First != pair.Second));
    }

    [Fact]
    public async Task AnAnswerIsLostAfterItsEffect()
    {
        LocalFault? fault = LocalFault.LoseAnswer();
        await using CloudClient client = await StartAsync(request => request.Operation == "PutObject" ? fault : null);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.SendAsync("PUT", "/abc/key", Body));
        Assert.Equal(Body, (await client.SendAsync("GET", "/abc/key")).Body);
    }

    [Fact]
    public async Task ARequestBreaksOffAndLeavesNothing()
    {
        await using CloudClient client = await StartAsync(static request => request.Operation == "PutObject" ? new() { DropAfterRequestBytes = 5 } : null);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.SendAsync("PUT", "/abc/key", Body));
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Fact]
    public async Task AHeldRequestWaitsForItsTask()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CloudClient client = await StartAsync(request =>
        {
            if (request.Operation != "GetObject")
            {
                return null;
            }

            arrived.SetResult();
            return new() { Until = gate.Task };
        });
        await client.SendAsync("PUT", "/abc/key", Body);
        Task<Answer> pending = client.SendAsync("GET", "/abc/key");
        await arrived.Task;
        Assert.False(pending.IsCompleted);
        gate.SetResult();
        Assert.Equal(Body, (await pending).Body);
    }

    [Fact]
    public async Task AHeldRequestDoesNotHoldTheEnd()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CloudClient client = await StartAsync(request =>
        {
            if (request.Operation != "GetObject")
            {
                return null;
            }

            arrived.SetResult();
            return new() { Until = new TaskCompletionSource().Task };
        });
        Task<Answer> pending = client.SendAsync("GET", "/abc/key");
        await arrived.Task;
        await client.Cloud.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => pending);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task AHookThatThrowsIsAnInternalError()
    {
        await using CloudClient client = await StartAsync(static _ => throw new FormatException("hook"));
        Answer answer = await client.SendAsync("GET", "/");
        Assert.Equal((500, "InternalError", "FormatException"), (answer.Status, answer.Code, answer.Value("Reason")));
    }

    [Fact]
    public async Task ASkewedServerSaysSo()
    {
        await using CloudClient client = await StartAsync(static request => request.Operation == "ListBuckets" ? new() { ClockSkew = TimeSpan.FromHours(1) } : null);
        Answer answer = await client.SendAsync("GET", "/");
        Assert.Equal("RequestTimeTooSkewed", answer.Code);
        Assert.Equal(client.Now.AddHours(1), answer.Headers.Date);
    }

    [Fact]
    public async Task RequestsAreLoggedAsTheyCame()
    {
        List<LocalRequest> seen = [];
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), OnRequest = seen.Add }, "abc");
        await client.SendAsync("PUT", "/abc/a%20b?x-id=PutObject", Body, ("x-amz-meta-a", "1"));
        Assert.Equal(["CreateBucket", "PutObject"], seen.Select(static request => request.Operation));
        LocalRequest put = seen[1];
        Assert.Equal(("PUT", "/abc/a%20b?x-id=PutObject", "/abc/a%20b", "abc", "a b", 2L), (put.Method, put.RawTarget, put.Path, put.Bucket, put.Key, put.Number));
        Assert.Equal(("1", "PutObject"), (put.Headers["X-Amz-Meta-A"], put.Query["x-id"]));
        Assert.Equal("PUT /abc/a%20b (PutObject)", put.ToString());
    }

    private static Task<CloudClient> StartAsync(Func<LocalRequest, LocalFault?> fault)
        => CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), Fault = request => request.Operation == "CreateBucket" ? null : fault(request) }, "abc");
}
