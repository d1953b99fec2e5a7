using System.IO.Compression;
using System.Text;
using Virga.Storage.Conformance;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Transfers;
using Virga.Testing;

namespace Virga.Storage.Tests;

/// <summary>What users of other libraries asked for, row by row of tests/Demands/rows.tsv; what needs no server stands here.</summary>
public sealed class DemandTests
{
    public static TheoryData<StoreCalls> Stages => [StoreCalls.Put, StoreCalls.BeginUpload, StoreCalls.PutPart, StoreCalls.CompleteUpload, StoreCalls.Get, StoreCalls.Stat, StoreCalls.Delete, StoreCalls.DeleteMany, StoreCalls.List, StoreCalls.Copy, StoreCalls.CopyPart, StoreCalls.Move];

    /// <summary>Every call of the driver is cancelled while it is on its way, and says so with the caller's token.</summary>
    [Theory]
    [MemberData(nameof(Stages))]
    public async Task D06CancellingReachesEveryStage(StoreCalls stage)
    {
        var rig = new Rig(options: new MemoryOptions { Moves = stage == StoreCalls.Move, MaxCopy = stage == StoreCalls.CopyPart ? 100_000 : long.MaxValue, DeleteBatch = stage == StoreCalls.Delete ? 1 : 1000 });
        await rig.Store.UploadAsync("k", Rig.Bytes(350_000));
        var plan = new FaultPlan(0, rig.Time) { new FaultRule { On = stage, Latency = TimeSpan.FromDays(1) } };
        var store = rig.Store.WithFaults(plan);
        using var source = new CancellationTokenSource();
        var call = CallAsync(store, stage, source.Token);
        while (plan.Made.Count == 0 && !call.IsCompleted) await Task.Yield();
        Assert.False(call.IsCompleted);

        await source.CancelAsync();
        if (stage == StoreCalls.BeginUpload) rig.Time.Advance(TimeSpan.FromSeconds(31));
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal((0, 0L), (rig.Driver.Inner.OpenUploads, rig.Segments.Rented));
        Assert.Equal(350_000, (await rig.Store.StatAsync("k")).Size);
    }

    [Fact]
    public async Task D12OneFailedPartEndsTheOthersBeforeTheAbort()
    {
        var rig = new Rig();
        var inside = new TaskCompletionSource();
        var (begun, ended, endedAtAbort) = (0, 0, -1);
        rig.Driver.OnAbort = _ =>
        {
            endedAtAbort = ended;
            return ValueTask.CompletedTask;
        };
        rig.Driver.OnPart = async (slot, token) =>
        {
            if (slot.Number == 2)
            {
                await inside.Task;
                throw new ObjectStoreException(ErrorKind.AccessDenied, "Part two is not taken.");
            }

            await Task.Yield();
            if (Interlocked.Increment(ref begun) == 2) inside.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, rig.Time, token);
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        };

        await Rig.FailsAsync(ErrorKind.AccessDenied, () => rig.Store.UploadAsync("k", Rig.Unseekable(5_000_000)));

        Assert.Equal((3, 2), (rig.Driver.CountOf("part"), endedAtAbort));
        rig.AssertClean(aborts: 1);
    }

    [Fact]
    public async Task D13ASmallStreamHoldsTheSegmentsOfItsBytesAndNoPart()
    {
        var rig = new Rig(transfer: new TransferOptions { PartSize = 64 * 1024 * 1024 });
        var most = 0L;
        rig.Driver.Info = info =>
        {
            most = Math.Max(most, rig.Segments.Rented);
            return info;
        };
        await rig.Store.UploadAsync("k", Rig.Unseekable(1000));
        Assert.Equal(1, most);
        await rig.Store.UploadAsync("k", Rig.Unseekable(3 * SegmentPool.SegmentSize));
        Assert.InRange(most, 3, 4);
        rig.AssertClean(aborts: 0);
    }

    /// <summary>The report's own case: 127 MB through 290 streams at once took 4 GB.</summary>
    [Fact]
    public async Task D22ManySmallStreamsAtOnceHoldTheirBytesAndNoMore()
    {
        const int streams = 290;
        const int length = 127_000_000 / streams;
        var segments = new SegmentPool();
        var held = 0L;
        var all = new CountdownEvent(streams);
        var go = new TaskCompletionSource();
        var driver = new DiscardingDriver
        {
            OnPut = () =>
            {
                if (all.Signal())
                {
                    held = segments.Rented;
                    go.SetResult();
                }

                return go.Task;
            },
        };
        var store = new ObjectStore(driver, "void", new ObjectStoreOptions { Segments = segments });

        await Task.WhenAll(Enumerable.Range(0, streams).Select(i => store.UploadAsync($"k{i}", new EndlessZeros(length)).AsTask()));

        // Each its own bytes in segments of 64 KiB, and one to look ahead.
        Assert.InRange(held, streams, streams * ((length / SegmentPool.SegmentSize) + 2));
        Assert.Equal(0, segments.Rented);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task D14AnUnseekableStreamHoldsParallelTimesThePartSize(int parallel)
    {
        const int partSize = 4 * SegmentPool.SegmentSize;
        var rig = new Rig(transfer: new TransferOptions { PartSize = partSize, Threshold = partSize, Parallel = parallel });
        var most = 0L;
        rig.Driver.OnPart = async (_, _) =>
        {
            await Task.Yield();
            lock (rig) most = Math.Max(most, rig.Segments.Rented);
        };
        await rig.Store.UploadAsync("k", new EndlessZeros(40 * partSize));
        Assert.InRange(most, 4, (parallel * 4) + 1);
        rig.AssertClean(aborts: 0);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(350_000)]
    public async Task D15AStreamIsStoredFromWhereItStands(int behind)
    {
        using var folder = new TemporaryFolder();
        var bytes = Rig.Bytes(500 + behind);
        await File.WriteAllBytesAsync(folder.File("f"), bytes);
        var rig = new Rig();
        using var memory = new MemoryStream(bytes) { Position = 500 };
        await using var file = new FileStream(folder.File("f"), FileMode.Open) { Position = 500 };
        await using var buffered = new BufferedStream(new FileStream(folder.File("f"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite)) { Position = 500 };
        foreach (var stream in new Stream[] { memory, buffered, file })
        {
            var result = await rig.Store.UploadAsync("k", stream);
            Assert.Equal(behind, result.Bytes);
            Assert.Equal(bytes[500..], await rig.Store.ReadBytesAsync("k"));
            Assert.Equal(bytes.Length, stream.Position);
        }

        memory.Position = memory.Length;
        Assert.Equal(0, (await rig.Store.UploadAsync("k", memory)).Bytes);
    }

    [Fact]
    public async Task D16FlushingSendsNothingAndStoresNothing()
    {
        var rig = new Rig();
        await using (var stream = await rig.Store.OpenWriteAsync("k.zip", new UploadOptions { CommitOnDispose = true }))
        {
            for (var i = 0; i < 500; i++)
            {
                await stream.WriteAsync(new byte[10]);
                await stream.FlushAsync();
                stream.Flush();
            }

            Assert.Empty(rig.Driver.Calls);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
            for (var i = 0; i < 50; i++)
            {
                using var entry = zip.CreateEntry($"{i}").Open();
                entry.Write(new byte[100]);
                entry.Flush();
            }
        }

        Assert.Equal(["put"], rig.Driver.Calls);
    }

    [Fact]
    public async Task D21AWriterAndAPipeWriterStoreWhatTheyGenerate()
    {
        var rig = new Rig();
        await using (var stream = await rig.Store.OpenWriteAsync("k.gz"))
        {
            await using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(Rig.Bytes(500_000));
            await stream.CompleteAsync();
        }

        await using (var stream = await rig.Store.OpenWriteAsync("k.txt"))
        {
            var writer = System.IO.Pipelines.PipeWriter.Create(stream, new System.IO.Pipelines.StreamPipeWriterOptions(leaveOpen: true));
            for (var i = 0; i < 1000; i++)
            {
                Encoding.UTF8.GetBytes($"line {i}\n", writer);
                if (i % 100 == 0) await writer.FlushAsync();
            }

            await writer.CompleteAsync();
            await stream.CompleteAsync();
        }

        await using var unzipped = new GZipStream(await rig.Store.DownloadAsync("k.gz"), CompressionMode.Decompress);
        using var copy = new MemoryStream();
        await unzipped.CopyToAsync(copy);
        Assert.Equal(Rig.Bytes(500_000), copy.ToArray());
        Assert.Equal(1000, (await rig.Store.ReadTextAsync("k.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        rig.AssertClean(aborts: 0);
    }

    /// <summary>The stream is the caller's: open, and left alone, once the call has ended in whatever way.</summary>
    [Theory]
    [InlineData("done")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task D32TheCallersStreamIsNeitherDisposedNorReadAfterwards(string end)
    {
        var rig = new Rig();
        using var source = new CancellationTokenSource();
        var stream = new GuardedStream(new MemoryStream(Rig.Bytes(2_000_000)));
        rig.Driver.OnPart = (slot, token) =>
        {
            if (slot.Number < 3 || end == "done") return ValueTask.CompletedTask;
            if (end == "failed") throw new ObjectStoreException(ErrorKind.AccessDenied, "No.");
            source.Cancel();
            token.ThrowIfCancellationRequested();
            return ValueTask.CompletedTask;
        };
        var upload = rig.Store.UploadAsync("k", stream, null, null, source.Token).AsTask();
        await Task.WhenAny(upload);
        var reads = stream.Reads;
        if (end == "done") await upload;
        else if (end == "failed") Assert.Equal(ErrorKind.AccessDenied, (await Assert.ThrowsAsync<ObjectStoreException>(() => upload)).Kind);
        else await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        for (var i = 0; i < 100; i++) await Task.Yield();
        Assert.False(stream.IsDisposed);
        Assert.Equal(reads, stream.Reads);
        rig.AssertClean(aborts: end == "done" ? 0 : 1);
    }

    [Fact]
    public async Task D34DeletingAPrefixAsksBeforeItDeletesTooMuch()
    {
        var rig = new Rig();
        foreach (var key in new[] { "logs/1", "logs/2", "logs/3", "other" }) await rig.Store.UploadTextAsync(key, "x");
        var before = rig.Driver.Calls.Count;

        await rig.Store.DeleteAsync("logs/");
        await rig.Store.DeleteAsync("lo");
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.DeletePrefixAsync(""));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.DeletePrefixAsync("logs/", new DeletePrefixOptions { MaxDeletes = 2 }));
        var dry = await rig.Store.DeletePrefixAsync("logs/", new DeletePrefixOptions { DryRun = true });

        Assert.Equal((3L, 3L, 0L), (dry.Matched, dry.Bytes, dry.Deleted));
        Assert.Equal(0, rig.Driver.CountOf("delete_many"));
        Assert.Equal(["delete", "delete", "list", "list"], rig.Driver.Calls.Skip(before));
        Assert.Equal(3, (await rig.Store.DeletePrefixAsync("logs/", new DeletePrefixOptions { MaxDeletes = 3 })).Deleted);
        Assert.True(await rig.Store.ExistsAsync("other"));
    }

    private static async Task CallAsync(ObjectStore store, StoreCalls stage, CancellationToken token)
    {
        switch (stage)
        {
            case StoreCalls.Put: await store.UploadAsync("new", Rig.Bytes(10), null, null, token); break;
            case StoreCalls.BeginUpload or StoreCalls.PutPart or StoreCalls.CompleteUpload: await store.UploadAsync("new", Rig.Unseekable(550_000), null, null, token); break;
            case StoreCalls.Get: await store.ReadBytesAsync("k", null, token); break;
            case StoreCalls.Stat: await store.StatAsync("k", null, token); break;
            case StoreCalls.Delete: await store.DeleteAsync("k", null, token); break;
            case StoreCalls.DeleteMany: await store.DeleteManyAsync(["k", "new"], token); break;
            case StoreCalls.List: await foreach (var row in store.ListAsync(null, null, token)) Assert.Fail(row.Key); break;
            case StoreCalls.Copy or StoreCalls.CopyPart: await store.CopyAsync("k", "new", null, token); break;
            default: await store.MoveAsync("k", "new", null, token); break;
        }
    }
}
