using System.Collections.Concurrent;
using System.Net;
using Virga.Http;
using Virga.Storage;
using Virga.Storage.Conformance;
using Virga.Storage.Driver;
using Virga.Testing;

namespace Virga.Aws.S3.Tests;

/// <summary>What users of other libraries asked for, row by row of tests/Demands/rows.tsv, on S3.</summary>
public sealed partial class DemandTests
{
    private const int PartSize = 5 * 1024 * 1024;
    private static readonly UploadOptions InParts = new() { Transfer = new TransferOptions { PartSize = PartSize, Threshold = PartSize, Parallel = 2 } };

    /// <summary>Streams that know no length: nothing, one byte, and all around one part.</summary>
    [Theory]
    [InlineData(0, "PutObject")]
    [InlineData(1, "PutObject")]
    [InlineData(PartSize - 1, "PutObject")]
    [InlineData(PartSize, "PutObject")]
    [InlineData(PartSize + 1, "CreateMultipartUpload UploadPart UploadPart CompleteMultipartUpload")]
    public async Task D01AStreamOfUnknownLengthIsStoredInAsFewRequestsAsItNeeds(int length, string requests)
    {
        var operations = new ConcurrentQueue<string>();
        await using var cloud = await FaultyCloudOf(operations);
        await using var store = cloud.Store();
        var bytes = Bytes(length);
        operations.Clear();

        var result = await store.UploadAsync("k", new UnseekableStream(new MemoryStream(bytes)), InParts);

        Assert.Equal(requests, string.Join(' ', operations.OrderBy(Order)));
        Assert.Equal(length, result.Bytes);
        Assert.Equal(bytes, await store.ReadBytesAsync("k"));
    }

    /// <summary>Streams of unknown length are never gathered whole: what is held is bounded while the rest is on its way.</summary>
    [Fact]
    public async Task D33AWritingStreamHoldsPartsAndNotTheObject()
    {
        await using var cloud = await Faults.FaultyCloud.StartAsync();
        var segments = new SegmentPool();
        await using var store = S3Stores.Open(Faults.FaultyCloud.Bucket, cloud.Options(), new ObjectStoreOptions { Segments = segments });
        var most = 0L;
        cloud.Fault = _ =>
        {
            lock (segments) most = Math.Max(most, segments.Rented);
            return null;
        };
        await using (var stream = await store.OpenWriteAsync("k", InParts))
        {
            for (var i = 0; i < 40; i++) await stream.WriteAsync(Bytes(1024 * 1024, i));
            await stream.CompleteAsync();
        }

        Assert.InRange(most, 1, (2 * PartSize / SegmentPool.SegmentSize) + 1);
        Assert.Equal((0L, 40L * 1024 * 1024), (segments.Rented, (await store.StatAsync("k")).Size!.Value));
    }

    public static TheoryData<string> Paths => ["put", "parts", "unseekable", "unseekable parts", "write stream", "write stream parts", "file", "file parts", "copy", "copy parts"];

    /// <summary>Every option on every path by which an object comes into being.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public async Task D02EveryOptionCountsOnEveryPath(string path)
    {
        await using var cloud = await Faults.FaultyCloud.StartAsync();
        var at = cloud.Options();
        await using var store = S3Stores.Open(Faults.FaultyCloud.Bucket, at);
        var options = InParts with
        {
            ContentType = "text/x-kept; charset=utf-8",
            CacheControl = "max-age=60",
            ContentDisposition = "attachment; filename=\"a b.txt\"",
            ContentEncoding = "x-none",
            ContentLanguage = "de",
            StorageClass = store.Capabilities.Write.StorageClass ? "STANDARD_IA" : null,
            Checksum = ChecksumAlgorithm.Sha256,
            Metadata = new Dictionary<string, string> { ["Kept"] = "yes" },
        };
        var sent = new ConcurrentQueue<Local.LocalRequest>();
        cloud.Fault = request =>
        {
            if (request.Method is "PUT" or "POST") sent.Enqueue(request);
            return null;
        };

        await StoreAsync(at, store, path, "k", options with { IfNoneMatch = ETag.Any });

        var info = await store.StatAsync("k");
        Assert.Equal((options.ContentType, options.CacheControl, options.ContentDisposition, options.ContentEncoding, options.ContentLanguage), (info.ContentType, info.CacheControl, info.ContentDisposition, info.ContentEncoding, info.ContentLanguage));
        if (options.StorageClass is not null) Assert.Equal(options.StorageClass, info.StorageClass);
        Assert.Equal("yes", Assert.Single(info.Metadata!, m => m.Key == "kept").Value);
        if (!path.StartsWith("copy", StringComparison.Ordinal)) Assert.Contains(sent, request => request.Headers.ContainsKey("x-amz-checksum-sha256") || request.Headers.ContainsKey("x-amz-checksum-algorithm"));

        // The conditions count there too: there is an object now, of another revision. S3 has none for the targets of copies.
        if (path.StartsWith("copy", StringComparison.Ordinal)) return;
        var taken = await Assert.ThrowsAsync<ObjectStoreException>(() => StoreAsync(at, store, path, "k", options with { IfNoneMatch = ETag.Any }));
        Assert.Equal(ErrorKind.PreconditionFailed, taken.Kind);
        var changed = await Assert.ThrowsAsync<ObjectStoreException>(() => StoreAsync(at, store, path, "k", options with { IfMatch = "0123456789abcdef0123456789abcdef" }));
        Assert.Equal(ErrorKind.PreconditionFailed, changed.Kind);
        await StoreAsync(at, store, path, "k", options with { IfMatch = info.Revision! });
    }

    [Fact]
    public async Task D20AServerThatStallsIsGivenUpAfterItsLimit()
    {
        // A body that stands still.
        var time = new FakeTimeProvider();
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, new StallingStream("abc"u8.ToArray()), ("ETag", "\"e\""), ("Content-Length", "10"));
        await using var store = Open(handler, time);
        var download = await store.DownloadAsync("k");
        var begun = time.GetUtcNow();
        await download.ReadExactlyAsync(new byte[3]);
        var idle = await Assert.ThrowsAsync<ObjectStoreException>(() => time.RunAsync(download.ReadAsync(new byte[3]).AsTask()));
        Assert.Equal(ErrorKind.Timeout, idle.Kind);
        Assert.InRange((time.GetUtcNow() - begun).TotalSeconds, 30, 31);

        // Headers that never come, for a download and for an upload.
        await using var silent = Open(new ScriptedHandler { RepeatsLast = true }.Stall(), time);
        begun = time.GetUtcNow();
        Assert.Equal(ErrorKind.Timeout, (await Assert.ThrowsAsync<ObjectStoreException>(() => time.RunAsync(silent.DownloadAsync("k").AsTask()))).Kind);
        Assert.Equal(ErrorKind.Timeout, (await Assert.ThrowsAsync<ObjectStoreException>(() => time.RunAsync(silent.UploadAsync("k", new byte[3]).AsTask()))).Kind);
        Assert.InRange((time.GetUtcNow() - begun).TotalSeconds, 120, 122);

        // The whole call, however lively the parts of it are.
        await using var whole = Open(new ScriptedHandler { RepeatsLast = true }.Answer(503, "", null, ("Retry-After", "15")), time, options =>
        {
            options.Timeouts.Overall = TimeSpan.FromSeconds(40);
            options.Retry.MaxAttempts = 10;
        });
        begun = time.GetUtcNow();
        Assert.Equal(ErrorKind.Timeout, (await Assert.ThrowsAsync<ObjectStoreException>(() => time.RunAsync(whole.StatAsync("k").AsTask()))).Kind);
        Assert.InRange((time.GetUtcNow() - begun).TotalSeconds, 40, 41);

        // And whoever does not want to wait so long cancels.
        using var cancel = new CancellationTokenSource();
        var waiting = silent.DownloadAsync("k", null, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task D25ALostNetworkIsThrownAndProgressTellsOnlyOfBytes()
    {
        await using var cloud = await Faults.FaultyCloud.StartAsync();
        await using var store = cloud.Store(options => options.Retry.MaxAttempts = 2);
        cloud.Fault = request => request.Operation == "UploadPart" && request.Query["partNumber"] != "1" ? new Local.LocalFault { DropAfterRequestBytes = 0 } : null;
        var seen = new ConcurrentQueue<TransferProgress>();

        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.UploadAsync("k", new UnseekableStream(new MemoryStream(Bytes(3 * PartSize))), InParts, new DirectProgress(seen.Enqueue)));

        Assert.Equal((ErrorKind.Connection, true, "k"), (error.Kind, error.IsRetryable, error.Key));
        // Bytes may have left for parts that were never stored; a part counts when it is.
        Assert.DoesNotContain(seen, p => p.Parts > 1);
        cloud.Fault = null;
        Assert.False(await store.ExistsAsync("k"));
    }

    [Fact]
    public async Task D30ADownloadIsAStreamThatOwnsItsAnswerAndHasNotReadItYet()
    {
        var body = new GuardedStream(new EndlessZeros(1_000_000));
        var handler = new ScriptedHandler().Answer(200, body, ("ETag", "\"e\""), ("Content-Length", "1000000"));
        await using var store = Open(handler, new FakeTimeProvider());

        Stream stream = await store.DownloadAsync("k");
        Assert.Equal((0, false), (body.Reads, body.IsDisposed));
        Assert.Equal(10, await stream.ReadAsync(new byte[10]));
        Assert.Equal((1, false), (body.Reads, body.IsDisposed));
        await stream.DisposeAsync();
        Assert.True(body.IsDisposed);
    }

    [Fact]
    public async Task D31APageIsAskedForWhenItsRowsAreWanted()
    {
        var handler = new ScriptedHandler();
        for (var i = 0; i < 5; i++)
        {
            var page = i;
            handler.Then(_ => ScriptedHandler.Response(200, new StringContent($"<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t{page}</NextContinuationToken><Contents><Key>k{page}a</Key><Size>1</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents><Contents><Key>k{page}b</Key><Size>1</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents></ListBucketResult>"), "application/xml"));
        }

        await using var store = Open(handler, new FakeTimeProvider());
        var listing = store.ListAsync("k");
        Assert.Empty(handler.Requests);
        var keys = new List<string>();
        await foreach (var row in listing)
        {
            keys.Add(row.Key);
            Assert.Equal((keys.Count + 1) / 2, handler.Requests.Count);
            if (keys.Count == 4) break;
        }

        Assert.Equal(["k0a", "k0b", "k1a", "k1b"], keys);
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in store.ListAsync("k").WithCancellation(source.Token)) await source.CancelAsync();
        });
        Assert.Equal(3, handler.Requests.Count);
    }

    [Fact]
    public async Task D38TheServerPagesObjectsAndBuckets()
    {
        var requests = new ConcurrentQueue<Local.LocalRequest>();
        await using var cloud = await Faults.FaultyCloud.StartAsync(new Local.LocalCloudOptions { OnRequest = requests.Enqueue });
        await using var account = S3Stores.OpenAccount(cloud.Options());
        foreach (var name in new[] { "page-a", "page-b", "page-c" }) await account.CreateBucketAsync(name);
        await using var store = cloud.Store();
        foreach (var key in new[] { "p/1", "p/2", "p/3", "q" }) await store.UploadTextAsync(key, "x");
        requests.Clear();

        var rows = new List<string>();
        await foreach (var row in store.ListAsync("p/", new ListOptions { PageSize = 2 })) rows.Add(row.Key);
        var buckets = new List<int>();
        await foreach (var page in account.ListBucketPagesAsync(new BucketListOptions { Prefix = "page-", PageSize = 2 })) buckets.Add(page.Buckets.Count);

        Assert.Equal(["p/1", "p/2", "p/3"], rows);
        Assert.Equal([2, 1], buckets);
        var asked = requests.ToArray();
        Assert.Equal(["2", "2", "2", "2"], asked.Select(r => r.Query.GetValueOrDefault("max-keys") ?? r.Query.GetValueOrDefault("max-buckets")));
        Assert.All(asked, r => Assert.StartsWith("p", r.Query["prefix"], StringComparison.Ordinal));
        Assert.Equal([false, true, false, true], asked.Select(r => r.Query.ContainsKey("continuation-token")));
    }

    public static TheoryData<string> Checking => ["localcloud", "ceph", "swift-s3api"];

    /// <summary>A URL for storing stores at its key, and does nothing else.</summary>
    [SkippableTheory]
    [MemberData(nameof(Checking))]
    public async Task D39AUrlForWritingGivesThatRightOnly(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        await bucket.Store.UploadTextAsync("k", "old");
        var signed = await bucket.Store.PresignAsync("k", PresignKind.Put, TimeSpan.FromMinutes(1));
        using var http = new HttpClient();
        var other = new Uri(signed.Url.AbsoluteUri.Replace("/k?", "/other?", StringComparison.Ordinal));
        foreach (var (method, url) in new[] { ("GET", signed.Url), ("HEAD", signed.Url), ("DELETE", signed.Url), ("PUT", other) })
        {
            using var refused = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), url) { Content = method == "PUT" ? new ByteArrayContent([1]) : null });
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{method}: {refused.StatusCode}");
        }

        Assert.Equal("old", await bucket.Store.ReadTextAsync("k"));
        using var stored = await http.PutAsync(signed.Url, new ByteArrayContent("new"u8.ToArray()));
        Assert.True(stored.IsSuccessStatusCode, $"{stored.StatusCode}");
        Assert.Equal("new", await bucket.Store.ReadTextAsync("k"));
        Assert.False(await bucket.Store.ExistsAsync("other"));
    }

    /// <summary>What the row's reports were about and is not told by parity rows: a failed download leaves the file, and pages cost what they hold.</summary>
    [Fact]
    public async Task D40AFailedDownloadLeavesTheFileAndPagesCostOneRequestEach()
    {
        await using var cloud = await Faults.FaultyCloud.StartAsync();
        await using var store = cloud.Store(options => options.Retry.MaxAttempts = 1);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("f"), "old");
        await store.UploadAsync("large", Bytes(3 * PartSize), InParts);
        cloud.Fault = request => request.Operation == "GetObject" ? new Local.LocalFault { DropAfterResponseBytes = 1000 } : null;
        var both = new DownloadOptions { Transfer = InParts.Transfer! with { Resumes = 0 } };
        var failed = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Assert.ThrowsAsync<ObjectStoreException>(async () => await store.DownloadToFileAsync("large", folder.File("f"), both))));
        Assert.Equal(2, failed.Length);
        Assert.Equal(("old", 1), (await File.ReadAllTextAsync(folder.File("f")), folder.Names().Count()));

        cloud.Fault = null;
        await Parallel.ForAsync(0, 25, async (i, token) => await store.UploadTextAsync($"n/{i:D2}", "x", null, null, token));
        var asked = 0;
        cloud.Fault = _ =>
        {
            Interlocked.Increment(ref asked);
            return null;
        };
        var rows = 0;
        await foreach (var row in store.ListAsync("n/", new ListOptions { PageSize = 10 })) rows++;
        Assert.Equal((25, 3), (rows, asked));
    }

    private static async Task<Faults.FaultyCloud> FaultyCloudOf(ConcurrentQueue<string> operations)
    {
        var cloud = await Faults.FaultyCloud.StartAsync();
        cloud.Fault = request =>
        {
            operations.Enqueue(request.Operation);
            return null;
        };
        return cloud;
    }

    private static int Order(string operation) => operation switch { "CreateMultipartUpload" => 0, "UploadPart" => 1, _ => 2 };

    private static byte[] Bytes(int length, int seed = 5)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static ObjectStore Open(HttpMessageHandler handler, TimeProvider time, Action<ClientOptions>? more = null) => S3Stores.Open("bucket", Scripted.Options(handler, options =>
    {
        options.Retry.MaxAttempts = 1;
        more?.Invoke(options);
    }), new ObjectStoreOptions { Time = time });

    private static async Task StoreAsync(S3Options at, ObjectStore store, string path, string key, UploadOptions options)
    {
        var bytes = Bytes(path.EndsWith("parts", StringComparison.Ordinal) ? PartSize + 1000 : 1000);
        switch (path)
        {
            case "put" or "parts": await store.UploadAsync(key, bytes, options); break;
            case "unseekable" or "unseekable parts": await store.UploadAsync(key, new UnseekableStream(new MemoryStream(bytes)), options); break;
            case "write stream" or "write stream parts":
                await using (var stream = await store.OpenWriteAsync(key, options))
                {
                    await stream.WriteAsync(bytes);
                    await stream.CompleteAsync();
                }

                break;
            case "file" or "file parts":
                using (var folder = new TemporaryFolder())
                {
                    await File.WriteAllBytesAsync(folder.File("f"), bytes);
                    await store.UploadFileAsync(key, folder.File("f"), options);
                }

                break;
            default:
                await store.UploadAsync("source", bytes, InParts);
                await CopyAsync(at, store, path, key, new ObjectCopyOptions { Replace = options with { IfNoneMatch = null }, Transfer = InParts.Transfer });
                break;
        }
    }

    // Copies in parts begin where one copy ends, at 5 GiB; a view that claims less brings them about.
    private static async Task CopyAsync(S3Options at, ObjectStore store, string path, string key, ObjectCopyOptions options)
    {
        if (path == "copy")
        {
            await store.CopyAsync("source", key, options);
            return;
        }

        using var client = at.CreateClient();
        await using var small = new ObjectStore(new SmallCopies(new S3Driver(client, store.Bucket, at.Profile!)), store.Bucket);
        await small.CopyAsync("source", key, options);
    }
}
