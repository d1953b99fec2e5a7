using Virga.Http;
using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Faults;

/// <summary>Answers that no S3 gives: each is an error that says what came, and never data.</summary>
public sealed class HostileAnswerTests
{
    private const string Page = "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken><Contents><Key>a</Key><Size>1</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents></ListBucketResult>";

    public static TheoryData<string, string> NotAListing => new()
    {
        { "an HTML page", "<!doctype html><html><head><title>Sign in</title></head><body>Welcome<br></body></html>" },
        { "cut", "<ListBucketResult><Contents><Key>a</Key>" },
        { "crossed", "<ListBucketResult><Contents></ListBucketResult></Contents>" },
        { "empty", "" },
        { "JSON", "{\"Contents\": []}" },
        { "a DTD", "<!DOCTYPE r [<!ENTITY x \"y\">]><ListBucketResult><Name>&x;</Name></ListBucketResult>" },
        { "an unknown entity", "<ListBucketResult><Name>&bomb;</Name></ListBucketResult>" },
        { "another root", "<ListAllMyBucketsResult></ListAllMyBucketsResult>" },
        { "no key", "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>" },
        { "no number", "<ListBucketResult><Contents><Key>a</Key><Size>many</Size></Contents></ListBucketResult>" },
        { "too deep", string.Concat(Enumerable.Repeat("<a>", 200)) },
    };

    [Theory]
    [MemberData(nameof(NotAListing))]
    public async Task WhatIsNoListingIsRefused(string what, string body)
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, body, "text/html");
        using var client = Scripted.Client(handler);
        var error = await Assert.ThrowsAnyAsync<VirgaException>(async () => await client.ListObjectsV2PageAsync("bucket"));
        Assert.True(error.Kind == ErrorKind.MalformedResponse, $"{what}: {error}");
        Assert.Contains("ListObjectsV2", error.Message, StringComparison.Ordinal);
        await using var store = Scripted.Store(handler);
        var reported = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ListAsync().GetAsyncEnumerator().MoveNextAsync());
        Assert.Equal((ErrorKind.MalformedResponse, "bucket"), (reported.Kind, reported.Bucket));
    }

    [Fact]
    public async Task AListingThatNeverEndsIsEnded()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, Page, "application/xml");
        using var client = Scripted.Client(handler);
        var seen = 0;
        var error = await Assert.ThrowsAsync<VirgaException>(async () =>
        {
            await foreach (var row in client.ListObjectsV2Async("bucket")) seen++;
        });
        Assert.Equal((ErrorKind.MalformedResponse, 2), (error.Kind, seen));
        await using var store = Scripted.Store(handler);
        var reported = await Assert.ThrowsAsync<ObjectStoreException>(async () =>
        {
            await foreach (var row in store.ListAsync()) seen++;
        });
        Assert.Equal(ErrorKind.MalformedResponse, reported.Kind);
    }

    [Fact]
    public async Task APutThatIsAnsweredByAPageIsNotTakenForStored()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, "<html>Sign in</html>", "text/html");
        await using var store = Scripted.Store(handler);
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.UploadAsync("k", new byte[3]));
        Assert.Equal((ErrorKind.MalformedResponse, "k"), (error.Kind, error.Key));
        Assert.Contains("ETag", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorPageOfAProxyIsAnErrorOfItsStatus()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(403, "<html><body><h1>Forbidden by the proxy</h1></body></html>", "text/html");
        using var client = Scripted.Client(handler);
        var error = await Assert.ThrowsAsync<ServiceException>(async () => await client.GetObjectAsync("bucket", "k"));
        Assert.Equal((ErrorKind.AccessDenied, 403, null), (error.Kind, error.Status, error.Code));
        Assert.Contains("Forbidden by the proxy", error.BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        var handler = new ScriptedHandler().Answer(307, "", null, ("Location", "https://elsewhere.example/bucket/k"));
        using var client = Scripted.Client(handler);
        var error = await Assert.ThrowsAnyAsync<VirgaException>(async () => await client.PutObjectAsync("bucket", "k", new byte[3]));
        Assert.Contains("elsewhere.example", error.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task NoChecksumHeaderIsSentWithoutAChecksum()
    {
        var handler = new ScriptedHandler().Answer(200, "", null, ("ETag", "\"e1\""));
        await using var store = Scripted.Store(handler);
        var stored = await store.UploadAsync("k", new byte[3]);
        Assert.Equal("e1", stored.Info.Revision);
        Assert.Null(handler.Single.Header("Content-MD5"));
        Assert.DoesNotContain(handler.Single.Headers, h => h.Key.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task HeadersWithLineBreaksAreNotSent()
    {
        var handler = new ScriptedHandler();
        using var client = Scripted.Client(handler);
        var metadata = new Dictionary<string, string> { ["a"] = "b\r\nX-Evil: 1" };
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.PutObjectAsync("bucket", "k", new byte[3], metadata: metadata));
        Assert.Contains("x-amz-meta-a", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.PutObjectAsync("bucket", "k", new byte[3], contentType: "text/x\nb"));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await client.CopyObjectAsync("bucket", "k", "/a/b\r\nHost: c"));
        Assert.Empty(handler.Requests);
    }
}
