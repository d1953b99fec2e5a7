using System.Net;
using Virga.Aws.S3.Tests.Transfers;
using Virga.Http;
using Virga.Storage;
using Virga.Testing;
using Xunit.Abstractions;

namespace Virga.Aws.S3.Tests.Memory;

/// <summary>What calls may allocate. They measure the process, so nothing else runs at the same time.</summary>
[Collection(nameof(MemoryBoundTests))]
public sealed class DemandTests(ITestOutputHelper output)
{
#if DEBUG
    // Unoptimised code keeps the state of each asynchronous method in an object of its own.
    private const double Slack = 2;
#else
    private const double Slack = 1;
#endif

    // AWSSDK.S3 4.0.104.9 allocates 702 KB for such a page, measured by benchmarks/; four tenths of it are the goal.
    private const long PageLimit = 280_800;

    private static readonly byte[] Body = new byte[QuietServer.BodyLength];

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task D29ACallAllocatesNoMoreThanATenthAboveABareHttpClient(string verb)
    {
        using var server = new QuietServer();
        using var client = Options(server.Address).CreateClient();
        using var bare = await BareCalls.CreateAsync(server.Address, handler => (Options(server.Address) with { Configure = options => options.Handler = handler }).CreateClient());
        await using var store = S3Stores.Open("bucket", Options(server.Address));
        var buffer = new byte[4096];
        (Func<ValueTask> Bare, Func<ValueTask> Typed, Func<ValueTask> Store) calls = verb switch
        {
            "HEAD" => (bare.HeadAsync, () => HeadAsync(client), () => StatAsync(store)),
            "GET" => (bare.GetAsync, () => GetAsync(client, buffer), () => DownloadAsync(store, buffer)),
            _ => (bare.PutAsync, () => PutAsync(client), () => UploadAsync(store)),
        };

        var bytes = await CallBytes.MeasureAsync(120, calls.Bare, calls.Typed, calls.Store);

        var (least, typed, stored) = (bytes[0], bytes[1], bytes[2]);
        output.WriteLine($"{verb}: bare {least}, typed {typed} ({(double)typed / least:0.000}), store {stored} ({(double)stored / typed:0.000})");
        // The goals are 1.1 and 1.25, which benchmarks/ measures with a longer key and headers; here the whole is smaller, and the difference the same.
        Assert.InRange(typed, 0, (long)(1.12 * Slack * least));
        Assert.InRange(stored, 0, (long)(1.27 * Slack * typed));
    }

    [Fact]
    public async Task D29APageOfAListingAllocatesFourTenthsOfWhatTheVendorsClientDoes()
    {
        using var server = new QuietServer();
        using var client = Options(server.Address).CreateClient();
        await using var store = S3Stores.Open("bucket", Options(server.Address));

        var bytes = await CallBytes.MeasureAsync(12, async () => Assert.Equal(RowPage.Rows, (await client.ListObjectsV2PageAsync("bucket")).Contents.Count), () => ListAsync(store));

        var (typed, stored) = (bytes[0], bytes[1]);
        output.WriteLine($"typed {typed}, store {stored} ({(double)stored / typed:0.000})");
        Assert.InRange(typed, 0, (long)(PageLimit * Slack));
        Assert.InRange(stored, 0, (long)(1.25 * Slack * typed));
    }

    [Fact]
    public async Task D29AStreamIsSentWithoutBeingReadIntoMemory()
    {
        const long length = 4 * 1024 * 1024;
        using var server = new QuietServer();
        await using var store = S3Stores.Open("bucket", Options(server.Address), new ObjectStoreOptions { Segments = new SegmentPool() });

        var bytes = (await CallBytes.MeasureAsync(4, async () => await store.UploadAsync("some/key", new EndlessZeros(length), new UploadOptions { Length = length })))[0];

        output.WriteLine($"{bytes} bytes for {length}");
        Assert.InRange(bytes, 0, 60 * 1024);
    }

    [Fact]
    public async Task D03SmallCallsAndListingsUseNoLargeObjects()
    {
        using var server = new QuietServer();
        using var client = Options(server.Address).CreateClient();
        await using var store = S3Stores.Open("bucket", Options(server.Address));
        var buffer = new byte[4096];
        for (var round = 0; round < 2; round++)
        {
            // The first round fills pools and starts connections; the second is listened to.
            using var large = round == 0 ? null : new LargeObjectListener();
            for (var i = 0; i < 200; i++)
            {
                await PutAsync(client);
                await GetAsync(client, buffer);
                await HeadAsync(client);
                await UploadAsync(store);
                await store.ReadBytesAsync("some/key");
                await StatAsync(store);
                if (i % 10 == 0) await ListAsync(store);
            }

            if (large is not null) Assert.Empty(large.Arrays);
        }
    }

    [Fact]
    public async Task D05APartBeyondTwoGibibytesGoesThroughSmallBuffers()
    {
        const long length = int.MaxValue + 1024L;
        var sink = new SinkHandler();
        using var client = Scripted.Client(sink);
        using var large = new LargeObjectListener();

        await client.UploadPartAsync("bucket", "key", 1, "upload", RequestBody.FromStream(new EndlessZeros(length), length));

        Assert.InRange(sink.Sent, length, length + (length / 500));
        Assert.InRange(sink.Longest, 1, SegmentPool.SegmentSize);
        Assert.Empty(large.Arrays);
    }

    [Fact]
    public async Task D23ASmallDownloadTakesASmallBuffer()
    {
        using var server = new QuietServer();
        var segments = new SegmentPool();
        await using var store = S3Stores.Open("bucket", Options(server.Address), new ObjectStoreOptions { Segments = segments });
        await store.StatAsync("some/key");

        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var target = new MemoryStream(QuietServer.BodyLength);
        await store.DownloadToStreamAsync("some/key", target);
        var bytes = await store.ReadBytesAsync("some/key");
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal((QuietServer.BodyLength, QuietServer.BodyLength), (target.Length, bytes.Length));
        Assert.InRange(allocated, 0, (long)(4 * SegmentPool.SegmentSize * Slack));
        Assert.Equal(0, segments.Rented);
    }

    [Fact]
    public async Task D61AMillionKeysAreListedInConstantMemory()
    {
        const int pages = 1000;
        var alive = new List<long>();
        using var bucket = new MillionKeys(pages)
        {
            OnPage = number =>
            {
                if (number is 5 or 500 or pages - 1) alive.Add(GC.GetTotalMemory(forceFullCollection: true));
            },
        };
        await using var store = S3Stores.Open("bucket", Scripted.Options(bucket));

        var count = 0L;
        var bytes = 0L;
        await foreach (var row in store.ListAsync())
        {
            count++;
            bytes += row.Size.GetValueOrDefault();
        }

        Assert.Equal(pages * RowPage.Rows, count);
        Assert.True(bytes > 0);
        output.WriteLine(string.Join(", ", alive));
        Assert.Equal(3, alive.Count);
        Assert.InRange(alive[1] - alive[0], long.MinValue, 1024 * 1024);
        Assert.InRange(alive[2] - alive[0], long.MinValue, 1024 * 1024);
    }

    private static S3Options Options(Uri server) => new() { Endpoint = server, Profile = S3Profiles.Aws, Credentials = new StaticCredentials("AKIDEXAMPLE", "a-secret-of-the-tests") };

    private static async ValueTask HeadAsync(S3Client client)
    {
        var head = await client.HeadObjectAsync("bucket", "some/key");
        if (head is not { ETag: not null, LastModified: not null, ContentLength: QuietServer.BodyLength }) Assert.Fail("The answer is not the server's.");
    }

    private static async ValueTask GetAsync(S3Client client, byte[] buffer)
    {
        using var answer = await client.GetObjectAsync("bucket", "some/key");
        if (answer is not { ETag: not null, LastModified: not null, ContentLength: QuietServer.BodyLength }) Assert.Fail("The answer is not the server's.");
        while (await answer.Content.ReadAsync(buffer) > 0)
        {
        }
    }

    private static async ValueTask PutAsync(S3Client client)
    {
        if ((await client.PutObjectAsync("bucket", "some/key", Body)).ETag is null) Assert.Fail("The answer is not the server's.");
    }

    private static async ValueTask StatAsync(ObjectStore store)
    {
        if (await store.StatAsync("some/key") is not { Revision: not null, Size: QuietServer.BodyLength }) Assert.Fail("The answer is not the server's.");
    }

    private static async ValueTask DownloadAsync(ObjectStore store, byte[] buffer)
    {
        await using var download = await store.DownloadAsync("some/key");
        while (await download.ReadAsync(buffer) > 0)
        {
        }
    }

    private static async ValueTask UploadAsync(ObjectStore store)
    {
        if ((await store.UploadAsync("some/key", Body)).Info.Revision is null) Assert.Fail("The answer is not the server's.");
    }

    private static async ValueTask ListAsync(ObjectStore store)
    {
        var count = 0;
        await foreach (var row in store.ListAsync()) count += row.Key.Length > 0 ? 1 : 0;
        if (count != RowPage.Rows) Assert.Fail("The page is not the server's.");
    }

    /// <summary>Reads bodies as a connection would, and drops them.</summary>
    private sealed class SinkHandler : HttpMessageHandler
    {
        public long Sent { get; private set; }

        public int Longest { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(new Counter(this), cancellationToken);
            var response = new HttpResponseMessage(HttpStatusCode.OK);
            response.Headers.TryAddWithoutValidation("ETag", "\"1\"");
            return response;
        }

        private sealed class Counter(SinkHandler sink) : Stream
        {
            public override bool CanRead => false;

            public override bool CanSeek => false;

            public override bool CanWrite => true;

            public override long Length => throw new NotSupportedException();

            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                sink.Sent += buffer.Length;
                sink.Longest = Math.Max(sink.Longest, buffer.Length);
                return ValueTask.CompletedTask;
            }

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override void Flush()
            {
            }

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();
        }
    }
}
