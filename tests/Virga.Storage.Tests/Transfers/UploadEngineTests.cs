using System.Collections.Concurrent;
using Virga.Parity;
using Virga.Storage.Driver;
using Virga.Storage.Memory;

namespace Virga.Storage.Tests.Transfers;

public sealed class UploadEngineTests
{
    [Fact]
    public async Task PartsThatEndInAnyOrderAreCompletedInTheirs()
    {
        var rig = new Rig();
        var second = new TaskCompletionSource();
        rig.Driver.OnPart = async (slot, token) =>
        {
            if (slot.Number == 1) await second.Task.WaitAsync(token);
            if (slot.Number == 3) second.SetResult();
        };
        await rig.Store.UploadAsync("k", Rig.Unseekable(1_050_000));
        Assert.Equal(Enumerable.Range(1, 11), rig.Driver.Completed.Select(p => p.Number));
        Assert.Equal(1_050_000, rig.Driver.Completed.Sum(p => p.Size));
        Assert.Equal(Rig.Bytes(1_050_000), await rig.Store.ReadBytesAsync("k"));
        var slots = rig.Driver.Slots.OrderBy(s => s.Number).ToList();
        Assert.True(slots[^1].IsLast);
        Assert.DoesNotContain(slots.SkipLast(1), s => s.IsLast);
        Assert.All(slots, s => Assert.Equal(40, s.Name.Length));
        Assert.Equal(Enumerable.Range(0, 11).Select(i => i * 100_000L), slots.Select(s => s.Offset));
        rig.AssertClean(aborts: 0);
    }

    [Fact]
    [Parity("CB-21")]
    public async Task APartThatFailsCancelsTheOthersAndAbortsOnce()
    {
        var rig = new Rig();
        var cancelled = 0;
        var others = new CountdownEvent(2);
        rig.Driver.OnPart = async (slot, token) =>
        {
            if (slot.Number == 3)
            {
                others.Wait(CancellationToken.None);
                throw new ObjectStoreException(ErrorKind.Unavailable, "Part three is not taken.") { Code = "SlowDown", Status = 503, RequestId = "r-1" };
            }

            await Task.Yield();
            others.Signal();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, rig.Time, token);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
                throw;
            }
        };
        var error = await Rig.FailsAsync(ErrorKind.Unavailable, () => rig.Store.UploadAsync("k", Rig.Unseekable(2_000_000)));
        Assert.Equal(2, cancelled);
        Assert.Equal(("SlowDown", 503, "r-1"), (error.Code, error.Status, error.RequestId));
        Assert.Equal(("rig", "k"), (error.Bucket, error.Key));
        Assert.Equal(3, rig.Driver.CountOf("part"));
        rig.AssertClean(aborts: 1);
        Assert.False(await rig.Store.ExistsAsync("k"));
    }

    [Fact]
    public async Task APartThatIsStoredTwiceCountsOnce()
    {
        var rig = new Rig();
        rig.Driver.SendsPartsTwice = true;
        await rig.Store.UploadAsync("k", Rig.Unseekable(350_000));
        Assert.Equal(Rig.Bytes(350_000), await rig.Store.ReadBytesAsync("k"));
        Assert.Equal([1, 2, 3, 4], rig.Driver.Completed.Select(p => p.Number));
        rig.AssertClean(aborts: 0);
    }

    [Fact]
    public async Task APartThatLostItsLastByteFailsTheUpload()
    {
        var rig = new Rig();
        rig.Driver.Answer = part => part.Number == 2 ? part with { Size = part.Size - 1 } : part;
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.UploadAsync("k", Rig.Unseekable(350_000)));
        rig.AssertClean(aborts: 1);
    }

    [Fact]
    public async Task AnObjectThatLostItsLastByteFailsThePut()
    {
        var rig = new Rig();
        rig.Driver.Info = info => info with { Size = info.Size - 1 };
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.UploadAsync("k", Rig.Bytes(10)));
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.UploadAsync("k", Rig.Unseekable(350_000)));
        Assert.Equal(0, rig.Segments.Rented);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task ARevisionThatTheCompletionDoesNotTellIsAskedFor(string? told)
    {
        var rig = new Rig();
        rig.Driver.Info = info => rig.Driver.CountOf("stat") == 0 ? info with { Revision = told } : info;

        var stored = await rig.Store.UploadAsync("k", Rig.Bytes(3 * Rig.PartSize));

        Assert.Equal((1, 1), (rig.Driver.CountOf("complete"), rig.Driver.CountOf("stat")));
        Assert.Equal((await rig.Store.StatAsync("k")).Revision, stored.Info.Revision);
        Assert.False(string.IsNullOrEmpty(stored.Info.Revision));
    }

    [Fact]
    public async Task ARevisionThatNobodyTellsIsNoneAndNoFailure()
    {
        var rig = new Rig();
        rig.Driver.Info = info => info with { Revision = "" };

        Assert.Null((await rig.Store.UploadAsync("large", Rig.Bytes(3 * Rig.PartSize))).Info.Revision);
        Assert.Null((await rig.Store.UploadAsync("small", Rig.Bytes(3))).Info.Revision);
        Assert.Null((await rig.Store.StatAsync("small")).Revision);

        var asked = rig.Driver.CountOf("stat");
        rig.Driver.Info = info => rig.Driver.CountOf("stat") == asked ? info with { Revision = null } : throw new ObjectStoreException(ErrorKind.Unavailable, "Not now.");
        Assert.Null((await rig.Store.UploadAsync("other", Rig.Bytes(3 * Rig.PartSize))).Info.Revision);
        rig.AssertClean(aborts: 0);
    }

    [Fact]
    public async Task ALostCompletionIsReported()
    {
        var rig = new Rig { Driver = { LosesComplete = true } };
        await Rig.FailsAsync(ErrorKind.Connection, () => rig.Store.UploadAsync("k", Rig.Unseekable(350_000)));
        Assert.Equal([1, 2, 3, 4], rig.Driver.Completed.Select(p => p.Number));
        rig.AssertClean(aborts: 1);
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("part")]
    [InlineData("complete")]
    public async Task CancellingAtAnyStageAbortsOnce(string stage)
    {
        var rig = new Rig();
        using var source = new CancellationTokenSource();
        ValueTask CancelAt(string here, CancellationToken token)
        {
            if (here != stage) return ValueTask.CompletedTask;
            source.Cancel();
            token.ThrowIfCancellationRequested();
            return ValueTask.CompletedTask;
        }

        rig.Driver.OnBegin = token => CancelAt("begin", token);
        rig.Driver.OnPart = (_, token) => CancelAt("part", token);
        rig.Driver.OnComplete = token => CancelAt("complete", token);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rig.Store.UploadAsync("k", Rig.Unseekable(350_000), null, null, source.Token));
        Assert.Equal(source.Token, error.CancellationToken);
        rig.AssertClean(aborts: 1);
        Assert.False(await rig.Store.ExistsAsync("k"));
    }

    [Fact]
    public async Task AFailedAbortDoesNotHideTheFirstError()
    {
        var rig = new Rig();
        rig.Driver.OnPart = (_, _) => throw new ObjectStoreException(ErrorKind.AccessDenied, "Not you.");
        rig.Driver.OnAbort = _ => throw new ObjectStoreException(ErrorKind.Unavailable, "Not now.");
        var error = await Rig.FailsAsync(ErrorKind.AccessDenied, () => rig.Store.UploadAsync("k", Rig.Unseekable(350_000)));
        Assert.Contains("Not now.", (string)error.Data["Virga.Storage.AbortFailure"]!, StringComparison.Ordinal);
        Assert.Equal(1, rig.Driver.CountOf("abort"));
        Assert.Equal(0, rig.Segments.Rented);
    }

    [Fact]
    public async Task AnAbortThatHangsIsGivenUp()
    {
        var rig = new Rig();
        var aborting = new TaskCompletionSource();
        rig.Driver.OnPart = (_, _) => throw new ObjectStoreException(ErrorKind.AccessDenied, "Not you.");
        rig.Driver.OnAbort = async token =>
        {
            aborting.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, rig.Time, token);
        };
        var upload = rig.Store.UploadAsync("k", Rig.Unseekable(350_000)).AsTask();
        await aborting.Task;
        rig.Time.Advance(TimeSpan.FromSeconds(31));
        var error = await Rig.FailsAsync(ErrorKind.AccessDenied, () => new ValueTask<UploadResult>(upload));
        Assert.True(error.Data.Contains("Virga.Storage.AbortFailure"));
    }

    [Fact]
    public async Task AServerThatTakesHalfAPartGetsTheRest()
    {
        var inner = new MemoryDriver(new MemoryOptions { Chunking = Chunking.Sequential, PartUnit = 50_000 });
        var halving = new HalvingDriver(inner);
        var store = new ObjectStore(halving.Driver, "half", new ObjectStoreOptions { Transfer = new TransferOptions { PartSize = 100_000, Threshold = 1000 } });
        await store.UploadAsync("k", Rig.Unseekable(330_000));
        Assert.Equal(Rig.Bytes(330_000), await store.ReadBytesAsync("k"));
        Assert.True(halving.Halved > 0);
        Assert.Equal(0, inner.OpenUploads);
    }

    [Fact]
    public async Task SequentialPartsGoOneAtATime()
    {
        var rig = new Rig(Chunking.Sequential);
        var inside = 0;
        rig.Driver.OnPart = async (_, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        };
        await rig.Store.UploadAsync("k", Rig.Unseekable(550_000));
        Assert.Equal(Rig.Bytes(550_000), await rig.Store.ReadBytesAsync("k"));
        rig.AssertClean(aborts: 0);
    }

    [Fact]
    public async Task LargerPartsThatTheServerDictatesKeepTheMemoryOfTheChosenOnes()
    {
        var rig = new Rig(options: new MemoryOptions { PartUnit = 200_000 }, mode: Chunking.DictatedParts);
        var (inside, most) = (0, 0);
        rig.Driver.OnPart = async (_, _) =>
        {
            var now = Interlocked.Increment(ref inside);
            lock (rig) most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        };
        await rig.Store.UploadAsync("k", Rig.Unseekable(1_000_000), new UploadOptions { Length = 1_000_000 });
        Assert.Equal(5, rig.Driver.Slots.Count);
        Assert.Equal(1, most);
        Assert.Equal(Rig.Bytes(1_000_000), await rig.Store.ReadBytesAsync("k"));
        rig.AssertClean(aborts: 0);
    }

    [Fact]
    public async Task MoreSegmentsThanOneComposeTakesAreFolded()
    {
        var rig = new Rig(Chunking.Composed);
        await rig.Store.UploadAsync("k", Rig.Unseekable(2_150_000));
        Assert.Equal(Rig.Bytes(2_150_000), await rig.Store.ReadBytesAsync("k"));
        Assert.True(rig.Driver.CountOf("compose") > 3);
        var left = new List<string>();
        await foreach (var row in rig.Store.ListAsync(".virga-segments/")) left.Add(row.Key);
        Assert.Empty(left);
        Assert.Equal(0, rig.Segments.Rented);
    }

    [Fact]
    public async Task KnownLengthsGrowTheirPartsBelowTheMost()
    {
        var rig = new Rig(options: new MemoryOptions { MaxParts = 10 }, transfer: new TransferOptions { PartSize = 1000, Threshold = 0, Parallel = 2 });
        await rig.Store.UploadAsync("k", Rig.Bytes(3_000_000));
        Assert.InRange(rig.Driver.Slots.Count, 1, 10);
        Assert.Equal(Rig.Bytes(3_000_000), await rig.Store.ReadBytesAsync("k"));
    }

    [Fact]
    public async Task UnknownLengthsGrowTheirPartsAsTheyGo()
    {
        var rig = new Rig(options: new MemoryOptions { MaxParts = 16 }, transfer: new TransferOptions { PartSize = 1000, Threshold = 0, Parallel = 2 });
        await rig.Store.UploadAsync("k", Rig.Unseekable(200_000));
        Assert.InRange(rig.Driver.Slots.Count, 1, 16);
        Assert.Equal(Rig.Bytes(200_000), await rig.Store.ReadBytesAsync("k"));
        await Rig.FailsAsync(ErrorKind.TooLarge, () => rig.Store.UploadAsync("k2", Rig.Unseekable(600_000)));
        rig.AssertClean(aborts: 1);
    }

    [Fact]
    public async Task APartSizeBelowTheProvidersIsRefused()
    {
        var rig = new Rig(options: new MemoryOptions { MinPart = 5000 });
        var error = await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.UploadAsync("k", Rig.Bytes(10), new UploadOptions { Transfer = new TransferOptions { PartSize = 4999 } }));
        Assert.Contains("5000", error.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public async Task ASmallStreamTakesSmallMemory()
    {
        var rig = new Rig(transfer: new TransferOptions { PartSize = 64 * 1024 * 1024 });
        var most = new ConcurrentBag<long>();
        rig.Driver.Info = info =>
        {
            most.Add(rig.Segments.Rented);
            return info;
        };
        await rig.Store.UploadAsync("k", Rig.Unseekable(100_000));
        Assert.Equal(2, most.Max());
        Assert.Equal(0, rig.Segments.Rented);
    }

    [Fact]
    public async Task EveryPartCarriesTheFirstClaimedChecksum()
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Unseekable(350_000));
        Assert.All(rig.Driver.Completed, p => Assert.Equal(ChecksumAlgorithm.Crc64Nvme, p.Checksum.Algorithm));
        await rig.Store.UploadAsync("k", Rig.Unseekable(350_000), new UploadOptions { Checksum = ChecksumAlgorithm.Sha256 });
        Assert.All(rig.Driver.Completed, p => Assert.Equal(ChecksumAlgorithm.Sha256, p.Checksum.Algorithm));
        await rig.Store.UploadAsync("k", Rig.Unseekable(350_000), new UploadOptions { Checksum = ChecksumAlgorithm.None });
        Assert.All(rig.Driver.Completed, p => Assert.True(p.Checksum.IsNone));
    }

    [Fact]
    public async Task WithoutChunksALengthMustBeKnown()
    {
        var rig = new Rig(Chunking.None);
        var error = await Rig.FailsAsync(ErrorKind.Unsupported, () => rig.Store.UploadAsync("k", Rig.Unseekable(10_000_000)));
        Assert.Contains("Chunks.Mode", error.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Driver.Calls);
        await rig.Store.UploadAsync("k", Rig.Unseekable(350_000), new UploadOptions { Length = 350_000 });
        Assert.Equal(Rig.Bytes(350_000), await rig.Store.ReadBytesAsync("k"));
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.UploadAsync("k", Rig.Unseekable(350_000), new UploadOptions { Length = 350_001 }));
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.UploadAsync("k", Rig.Unseekable(350_000), new UploadOptions { Length = 349_999 }));
        Assert.Equal(Rig.Bytes(350_000), await rig.Store.ReadBytesAsync("k"));
        Assert.Equal(0, rig.Segments.Rented);
    }
}
