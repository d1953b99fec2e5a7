using Virga.Http;
using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Faults;

/// <summary>S3 begins some answers with 200 before it knows how they end; the error is in the body then.</summary>
public sealed class LateErrorTests
{
    private const string Xml = "application/xml";
    private const string Late = "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code><Message>It broke.</Message><RequestId>late-1</RequestId></Error>";
    private const string Copied = "<CopyObjectResult><ETag>\"e1\"</ETag><LastModified>2026-11-20T12:00:00.000Z</LastModified></CopyObjectResult>";

    [Fact]
    public async Task AnErrorInTheBodyOfACopyIsTriedAgain()
    {
        var handler = new ScriptedHandler().Answer(200, Late, Xml).Answer(200, Copied, Xml);
        using var client = Scripted.Client(handler);
        Assert.Equal("e1", (await client.CopyObjectAsync("bucket", "k", "/bucket/source")).Body.ETag);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task AnErrorInTheBodyOfACopyIsAnError()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, Late.Replace("InternalError", "AccessDenied", StringComparison.Ordinal), Xml);
        using var client = Scripted.Client(handler);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await client.CopyObjectAsync("bucket", "k", "/bucket/source"));
        Assert.Equal(("AccessDenied", 200), (error.Code, error.Status));
        Assert.Contains("It broke.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorInTheBodyOfACompletionIsAnErrorAndNotSentAgain()
    {
        var handler = new ScriptedHandler().Answer(200, Late, Xml);
        using var client = Scripted.Client(handler);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await client.CompleteMultipartUploadAsync("bucket", "k", "u1", new CompletedUpload { Part = [new() { PartNumber = 1, ETag = "e1" }] }));
        Assert.Equal((ErrorKind.Unavailable, "InternalError", true), (error.Kind, error.Code, error.IsRetryable));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task AnErrorInTheBodyOfAPartCopyIsAnError()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, Late, Xml);
        using var client = Scripted.Client(handler, options => options.Retry.MaxAttempts = 2);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await client.UploadPartCopyAsync("bucket", "k", 1, "u1", "/bucket/source"));
        Assert.Equal(("InternalError", 2), (error.Code, error.Attempts));
    }

    [Fact]
    public async Task SpacesBeforeALateErrorDoNotHideIt()
    {
        // Amazon sends white space to keep the connection open while it works.
        var handler = new ScriptedHandler().Answer(200, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n\n\n   \n<Error><Code>SlowDown</Code></Error>", Xml);
        using var client = Scripted.Client(handler);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await client.CompleteMultipartUploadAsync("bucket", "k", "u1", new CompletedUpload { Part = [] }));
        Assert.Equal(ErrorKind.Throttled, error.Kind);
    }

    [Fact]
    public async Task AStoreReportsALateErrorWithBucketAndKey()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, "", null, ("Content-Length", "3")).Answer(200, Late, Xml);
        await using var store = Scripted.Store(handler, options => options.Retry.MaxAttempts = 1);
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.CopyAsync("source", "k"));
        Assert.Equal((ErrorKind.Unavailable, "bucket", "k", "InternalError"), (error.Kind, error.Bucket, error.Key, error.Code));
    }
}
