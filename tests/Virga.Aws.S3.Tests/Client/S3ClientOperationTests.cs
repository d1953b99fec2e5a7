using System.Text;
using Virga.Http;

namespace Virga.Aws.S3.Tests.Client;

/// <summary>Every operation of the typed client, on a server of our own and on one that is not.</summary>
public sealed class S3ClientOperationTests
{
    private const int PartSize = 5 * 1024 * 1024;

    public static TheoryData<string> Places => ["localcloud", "ceph"];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task BucketsAreCreatedFoundLocatedListedAndDeleted(string where)
    {
        var client = S3Place.Named(where).Client;
        var name = $"virga-{Guid.NewGuid():N}";
        var created = await client.CreateBucketAsync(name);
        Assert.Equal(200, created.Status);
        Assert.Equal(200, (await client.HeadBucketAsync(name)).Status);
        Assert.NotNull(await client.GetBucketLocationAsync(name));
        var page = await client.ListBucketsPageAsync();
        Assert.Contains(page.Buckets, b => b.Name == name && b.CreationDate is not null);
        Assert.NotNull(page.Owner?.Id);
        var all = new List<string>();
        await foreach (var bucket in client.ListBucketsAsync()) all.Add(bucket.Name);
        Assert.Contains(name, all);
        await client.DeleteBucketAsync(name);
        var gone = await Assert.ThrowsAsync<ServiceException>(async () => await client.HeadBucketAsync(name));
        Assert.Equal(404, gone.Status);
        var code = await Assert.ThrowsAsync<ServiceException>(async () => await client.GetBucketLocationAsync(name));
        Assert.Equal((ErrorKind.BucketNotFound, "NoSuchBucket"), (code.Kind, code.Code));
        Assert.NotNull(code.RequestId);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ObjectsArePutReadDescribedCopiedAndDeleted(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        var bytes = Encoding.UTF8.GetBytes("some bytes to keep");
        var metadata = new Dictionary<string, string> { ["colour"] = "grey green" };
        var put = await client.PutObjectAsync(bucket.Name, "a/b c.txt", bytes, contentType: "text/x-kept", cacheControl: "max-age=9", metadata: metadata);
        Assert.Equal(32, put.ETag.Length);

        await using (var read = await client.GetObjectAsync(bucket.Name, "a/b c.txt"))
        {
            Assert.Equal((200, put.ETag, 18L, "text/x-kept"), (read.Status, read.ETag, read.ContentLength, read.ContentType));
            Assert.Equal("grey green", read.Metadata["colour"]);
            Assert.Equal("some bytes to keep", await TextAsync(read.Content));
        }

        await using (var range = await client.GetObjectAsync(bucket.Name, "a/b c.txt", range: "bytes=5-9"))
        {
            Assert.Equal((206, 5L, 18L), (range.Status, range.ContentLength, range.ContentRange?.Total));
            Assert.Equal("bytes", await TextAsync(range.Content));
        }

        var head = await client.HeadObjectAsync(bucket.Name, "a/b c.txt");
        Assert.Equal((18L, "max-age=9", put.ETag), (head.ContentLength, head.CacheControl, head.ETag));
        var unchanged = await Assert.ThrowsAsync<ServiceException>(async () => await client.HeadObjectAsync(bucket.Name, "a/b c.txt", ifNoneMatch: put.ETag));
        Assert.Equal(ErrorKind.NotModified, unchanged.Kind);

        var copy = await client.CopyObjectAsync(bucket.Name, "copy", $"/{bucket.Name}/a/b%20c.txt", metadataDirective: "COPY");
        Assert.Equal(put.ETag, copy.Body.ETag);
        Assert.Equal("grey green", (await client.HeadObjectAsync(bucket.Name, "copy")).Metadata["colour"]);

        Assert.Equal(204, (await client.DeleteObjectAsync(bucket.Name, "copy")).Status);
        var missing = await Assert.ThrowsAsync<ServiceException>(async () => await client.GetObjectAsync(bucket.Name, "copy"));
        Assert.Equal((ErrorKind.NotFound, "NoSuchKey"), (missing.Kind, missing.Code));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ListingsFollowTheirPages(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        string[] keys = ["a", "b/1", "b/2", "c d+e%", "ü"];
        foreach (var key in keys) await client.PutObjectAsync(bucket.Name, key, "x"u8.ToArray());

        var rows = new List<ObjectEntry>();
        await foreach (var row in client.ListObjectsV2Async(bucket.Name, maxKeys: 2)) rows.Add(row);
        Assert.Equal(keys, rows.Select(r => r.Key));
        Assert.All(rows, r => Assert.Equal((1L, true, true), (r.Size, r.ETag is not null, r.LastModified > DateTimeOffset.UnixEpoch)));
        var pages = new List<ListBucketResult>();
        await foreach (var page in client.ListObjectsV2PagesAsync(bucket.Name, delimiter: "/", maxKeys: 3)) pages.Add(page);
        Assert.Equal(["b/"], pages.SelectMany(p => p.CommonPrefixes).Select(p => p.Prefix));
        Assert.Equal(["a", "c d+e%", "ü"], pages.SelectMany(p => p.Contents).Select(o => o.Key));
        Assert.Equal(["b/2"], (await client.ListObjectsV2PageAsync(bucket.Name, prefix: "b/", startAfter: "b/1")).Contents.Select(o => o.Key));

        var versions = await client.ListObjectVersionsAsync(bucket.Name);
        Assert.Equal(keys, versions.Version.Select(v => v.Key));
        Assert.All(versions.Version, v => Assert.True(v.IsLatest));
        var first = await client.ListObjectVersionsAsync(bucket.Name, maxKeys: 2);
        Assert.True(first.IsTruncated);
        var rest = await client.ListObjectVersionsAsync(bucket.Name, keyMarker: first.NextKeyMarker, versionIdMarker: first.NextVersionIdMarker);
        Assert.Equal(keys, first.Version.Concat(rest.Version).Select(v => v.Key));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ManyObjectsAreDeletedAtOnce(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        foreach (var key in new[] { "a", "b & <c>" }) await bucket.Client.PutObjectAsync(bucket.Name, key, "x"u8.ToArray());
        var loud = await bucket.Client.DeleteObjectsAsync(bucket.Name, new DeleteRequest { Object = [new() { Key = "a" }, new() { Key = "b & <c>" }, new() { Key = "never" }] });
        Assert.Equal(["a", "b & <c>", "never"], loud.Deleted.Select(d => d.Key).Order(StringComparer.Ordinal));
        Assert.Empty(loud.Error);
        Assert.Empty((await bucket.Client.ListObjectsV2PageAsync(bucket.Name)).Contents);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task AMultipartUploadIsBegunFilledListedAndCompleted(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        var bytes = new byte[PartSize + 11];
        new Random(5).NextBytes(bytes);
        await client.PutObjectAsync(bucket.Name, "source", bytes);
        var begun = await client.CreateMultipartUploadAsync(bucket.Name, "k", contentType: "text/x-parts");
        Assert.Equal("k", begun.Key);

        var first = await client.UploadPartAsync(bucket.Name, "k", 1, begun.UploadId, new ReadOnlyMemory<byte>(bytes, 0, PartSize));
        var second = await client.UploadPartCopyAsync(bucket.Name, "k", 2, begun.UploadId, $"/{bucket.Name}/source", sourceRange: $"bytes={PartSize}-{PartSize + 10}");
        var open = Assert.Single((await client.ListMultipartUploadsAsync(bucket.Name)).Upload);
        Assert.Equal(("k", begun.UploadId, true), (open.Key, open.UploadId, open.Initiated is not null));

        var parts = new List<PartEntry>();
        await foreach (var part in client.ListPartsAsync(bucket.Name, "k", begun.UploadId, maxParts: 1)) parts.Add(part);
        Assert.Equal([(1, (long)PartSize, first.ETag), (2, 11L, second.ETag)], parts.Select(p => (p.PartNumber, p.Size, p.ETag!)));
        var page = await client.ListPartsPageAsync(bucket.Name, "k", begun.UploadId, partNumberMarker: 1);
        Assert.Equal([2], page.Part.Select(p => p.PartNumber));

        var done = await client.CompleteMultipartUploadAsync(bucket.Name, "k", begun.UploadId, new CompletedUpload { Part = [new() { PartNumber = 1, ETag = first.ETag }, new() { PartNumber = 2, ETag = second.ETag }] });
        Assert.Equal("k", done.Body.Key);
        var head = await client.HeadObjectAsync(bucket.Name, "k");
        Assert.Equal((bytes.Length, "text/x-parts", true), ((int)head.ContentLength!, head.ContentType, head.ETag!.EndsWith("-2", StringComparison.Ordinal)));
        await using var read = await client.GetObjectAsync(bucket.Name, "k");
        using var copy = new MemoryStream();
        await read.Content.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Empty((await client.ListMultipartUploadsAsync(bucket.Name)).Upload);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task AnAbortedUploadIsGone(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var begun = await bucket.Client.CreateMultipartUploadAsync(bucket.Name, "k");
        await bucket.Client.AbortMultipartUploadAsync(bucket.Name, "k", begun.UploadId);
        Assert.Empty((await bucket.Client.ListMultipartUploadsAsync(bucket.Name)).Upload);
        var gone = await Assert.ThrowsAsync<ServiceException>(async () => await bucket.Client.ListPartsPageAsync(bucket.Name, "k", begun.UploadId));
        // radosgw says NoSuchKey.
        Assert.True(gone.Kind is ErrorKind.UploadNotFound or ErrorKind.NotFound, gone.Message);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task UploadsUnderWayAreListedPageByPage(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        foreach (var key in new[] { "a", "b", "c" }) await bucket.Client.CreateMultipartUploadAsync(bucket.Name, key);
        var first = await bucket.Client.ListMultipartUploadsAsync(bucket.Name, maxUploads: 2);
        Assert.True(first.IsTruncated);
        var rest = await bucket.Client.ListMultipartUploadsAsync(bucket.Name, keyMarker: first.NextKeyMarker, uploadIdMarker: first.NextUploadIdMarker);
        Assert.Equal(["a", "b", "c"], first.Upload.Concat(rest.Upload).Select(u => u.Key));
        Assert.Equal(["b"], (await bucket.Client.ListMultipartUploadsAsync(bucket.Name, prefix: "b")).Upload.Select(u => u.Key));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task TheAnswerIsHadAsItCame(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var response = new ResponseInfo();
        await bucket.Client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray(), options: new CallOptions { Response = response, Headers = [new("x-amz-meta-added", "by hand")] });
        Assert.Equal((200, 1), (response.Status, response.Attempts));
        Assert.NotNull(response.RequestId);
        Assert.StartsWith("\"", response.Header("etag"), StringComparison.Ordinal);
        Assert.Equal("by hand", (await bucket.Client.HeadObjectAsync(bucket.Name, "k")).Metadata["added"]);

        var failed = new ResponseInfo();
        await Assert.ThrowsAsync<ServiceException>(async () => await bucket.Client.GetObjectAsync(bucket.Name, "missing", options: new CallOptions { Response = failed }));
        Assert.Equal(404, failed.Status);

        await using var typed = await bucket.Client.GetObjectAsync(bucket.Name, "k", options: new CallOptions { Query = [new("response-content-type", "text/x-asked for")] });
        Assert.Equal("text/x-asked for", typed.ContentType);
    }

    private static async Task<string> TextAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }
}
