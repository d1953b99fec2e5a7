using System.Net;
using System.Net.Http.Headers;
using Virga.Parity;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Client;

/// <summary>Requests that the typed client signs and a bare HttpClient sends.</summary>
public sealed class PresignTests
{
    private static readonly HttpClient Bare = new();
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Places => ["localcloud", "ceph", "swift-s3api"];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    [Parity("CM-24")]
    [Parity("CB-23")]
    public async Task EveryVerbIsSignedForEveryKey(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        foreach (var key in AwkwardKeys.All)
        {
            var put = await bucket.Client.PresignPutObjectAsync(bucket.Name, key, Minute, contentType: "text/x-signed");
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(put, "signed", "text/x-signed")).Status);
            var head = await bucket.Client.PresignHeadObjectAsync(bucket.Name, key, Minute);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(head)).Status);
            var get = await bucket.Client.PresignGetObjectAsync(bucket.Name, key, Minute);
            Assert.Equal((HttpStatusCode.OK, "signed"), await SendAsync(get));
            var delete = await bucket.Client.PresignDeleteObjectAsync(bucket.Name, key, Minute);
            Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(delete)).Status);
            Assert.False(await bucket.Store.ExistsAsync(key), key);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task AChangedUrlIsRefused(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        await bucket.Store.UploadTextAsync("k", "x");
        await bucket.Store.UploadTextAsync("other", "x");
        var signed = await bucket.Client.PresignGetObjectAsync(bucket.Name, "k", Minute);
        Assert.DoesNotContain(S3Place.Named(where).Server().SecretAccessKey, signed.Url.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", signed.ToString(), StringComparison.Ordinal);
        var other = new Uri(signed.Url.AbsoluteUri.Replace($"/{bucket.Name}/k?", $"/{bucket.Name}/other?", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(signed with { Url = other })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(signed with { Method = "DELETE" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(signed)).Status);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task APartIsStoredByASignedRequest(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var begun = await bucket.Client.CreateMultipartUploadAsync(bucket.Name, "k");
        var signed = await bucket.Client.PresignUploadPartAsync(bucket.Name, "k", 1, begun.UploadId, Minute);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(signed, "the only part")).Status);
        var part = Assert.Single((await bucket.Client.ListPartsPageAsync(bucket.Name, "k", begun.UploadId)).Part);
        await bucket.Client.CompleteMultipartUploadAsync(bucket.Name, "k", begun.UploadId, new CompletedUpload { Part = [new() { PartNumber = 1, ETag = part.ETag }] });
        Assert.Equal("the only part", await bucket.Store.ReadTextAsync("k"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(SignedRequest signed, string? body = null, string? contentType = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod(signed.Method), signed.Url);
        if (body is not null) message.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        if (contentType is not null) message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var answer = await Bare.SendAsync(message);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
