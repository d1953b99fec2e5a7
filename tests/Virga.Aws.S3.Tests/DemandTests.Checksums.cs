using Virga.Http;
using Virga.Storage;
using Virga.Storage.Conformance;
using Virga.Testing;

namespace Virga.Aws.S3.Tests;

/// <summary>Rows of the demands that concern S3.</summary>
public sealed partial class DemandTests
{
    public static TheoryData<string> Profiles => [.. S3Profiles.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task D07TheProfileDecidesOnChecksumsAndFrames(string name)
    {
        var profile = S3Profiles.Find(name)!;
        var knows = profile.Checksums == ChecksumPolicy.WhenSupported;
        foreach (var scheme in (string[])["https", "http"])
        {
            var sent = await EverythingAsync(profile, scheme, checksums: null);
            Assert.Equal(knows, sent.Any(request => Sums(request).Any()));
            Assert.Equal(knows, sent.Any(request => request.Header("x-amz-checksum-mode") == "ENABLED"));
            if (knows) continue;
            Assert.DoesNotContain(sent, IsFramed);
            Assert.DoesNotContain(sent, request => request.Header("x-amz-sdk-checksum-algorithm") is not null || request.Header("x-amz-checksum-algorithm") is not null);
        }
    }

    [Theory]
    [InlineData(ChecksumPolicy.WhenSupported)]
    [InlineData(ChecksumPolicy.WhenRequired)]
    [InlineData(ChecksumPolicy.Off)]
    public async Task D07TheSettingGoesBeforeTheProfile(ChecksumPolicy policy)
    {
        var sent = await EverythingAsync(S3Profiles.Aws, "https", policy);
        var supported = policy == ChecksumPolicy.WhenSupported;

        // What each operation carries: what the client or the store computed, or what the service insists on. The checksums of parts are chosen when their upload begins, so only the store gives them of its own accord.
        Assert.All(sent.Where(request => request is { Method: "PUT" } && request.Body.Length > 0 && !request.Target.Contains("uploadId=upload", StringComparison.Ordinal)), request => Assert.Equal(supported, Sums(request).Any()));
        Assert.All(sent.Where(request => request is { Method: "GET" or "HEAD" }), request => Assert.Equal(supported ? "ENABLED" : null, request.Header("x-amz-checksum-mode")));
        Assert.Equal(supported, sent.Any(IsFramed));
        Assert.Equal(supported, sent.Any(request => request.Header("x-amz-checksum-algorithm") is not null));
        var deletes = sent.Where(request => request.Target.EndsWith("?delete", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(deletes);
        Assert.All(deletes, request => Assert.NotNull(request.Header("Content-MD5")));
        Assert.DoesNotContain(sent.Except(deletes), request => request.Header("Content-MD5") is not null);
    }

    [Fact]
    public async Task D07AChecksumThatTheCallerGivesIsSentWhateverThePolicy()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, "", null, ("ETag", "\"e\""));
        using var client = Options(S3Profiles.Aws, "https", ChecksumPolicy.Off, handler).CreateClient(new FakeTimeProvider());

        await client.PutObjectAsync("bucket", "key", RequestBody.FromBytes(new("x"u8.ToArray())), options: new CallOptions { Headers = [new("x-amz-checksum-crc32", "AAAAAA==")] });

        Assert.Equal("AAAAAA==", handler.Single.Header("x-amz-checksum-crc32"));
    }

    /// <summary>One of each call that may carry a checksum, by the typed client and by the store; what went over the wire.</summary>
    private static async Task<IReadOnlyList<RecordedRequest>> EverythingAsync(ServiceProfile profile, string scheme, ChecksumPolicy? checksums)
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Then(Answer);
        var options = Options(profile, scheme, checksums, handler);
        using var client = options.CreateClient(new FakeTimeProvider());
        await client.PutObjectAsync("bucket", "key", RequestBody.FromBytes(new("content"u8.ToArray())));
        await client.UploadPartAsync("bucket", "key", 1, "upload", RequestBody.FromBytes(new("content"u8.ToArray())));
        await OnceAsync(() => client.PutObjectAsync("bucket", "key", RequestBody.FromStream(new OneWayStream("content"u8.ToArray()), 7)).AsTask());
        await OnceAsync(() => client.UploadPartAsync("bucket", "key", 1, "upload", RequestBody.FromStream(new OneWayStream("content"u8.ToArray()), 7)).AsTask());
        await client.DeleteObjectsAsync("bucket", new DeleteRequest { Object = [new() { Key = "key" }] });

        await using var store = S3Stores.Open("bucket-name", options, new ObjectStoreOptions { Time = new FakeTimeProvider() });
        await store.UploadTextAsync("small", "content");
        await store.UploadAsync("large", new UnseekableStream(new MemoryStream(new byte[11 * 1024 * 1024])), new UploadOptions { Transfer = new TransferOptions { PartSize = 5 * 1024 * 1024 } });
        await store.StatAsync("small");
        Assert.Equal("", await store.ReadTextAsync("small"));
        await store.DeleteManyAsync(["a", "b"]);
        return handler.Requests;
    }

    // A body that is read once cannot be signed over http where frames are unknown: a typed error, and nothing is sent.
    private static async Task OnceAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (VirgaException e) when (e.Kind == ErrorKind.Unsupported)
        {
            Assert.Contains("read only once", e.Message, StringComparison.Ordinal);
        }
    }

    private static HttpResponseMessage Answer(RecordedRequest request)
    {
        var xml = request switch
        {
            { Method: "POST" } when request.Target.Contains("uploads", StringComparison.Ordinal) => "<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>large</Key><UploadId>u</UploadId></InitiateMultipartUploadResult>",
            { Method: "POST" } when request.Target.Contains("uploadId", StringComparison.Ordinal) => "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>",
            { Method: "POST" } => "<DeleteResult/>",
            _ => "",
        };
        return ScriptedHandler.Response(200, new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(xml)), xml.Length == 0 ? null : "application/xml", ("ETag", "\"e\""));
    }

    private static S3Options Options(ServiceProfile profile, string scheme, ChecksumPolicy? checksums, ScriptedHandler handler) => new()
    {
        Endpoint = new Uri($"{scheme}://{Scripted.Host}"),
        AllowedHosts = [Scripted.Host],
        Profile = profile,
        Checksums = checksums,
        Credentials = new StaticCredentials("AKIDEXAMPLE", "a-secret-of-the-tests"),
        Configure = o => o.Handler = handler,
    };

    private static IEnumerable<string> Sums(RecordedRequest request) =>
        request.Headers.Where(h => (h.Key.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase) && h.Key is not ("x-amz-checksum-mode" or "x-amz-checksum-algorithm" or "x-amz-checksum-type")) || h.Key == "x-amz-trailer").Select(h => h.Value);

    private static bool IsFramed(RecordedRequest request) =>
        request.Header("Content-Encoding")?.Contains("aws-chunked", StringComparison.Ordinal) == true || request.Header("x-amz-trailer") is not null
        || request.Header("x-amz-content-sha256")?.StartsWith("STREAMING", StringComparison.Ordinal) == true;
}
