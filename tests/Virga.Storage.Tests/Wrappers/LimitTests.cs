using Virga.Storage.Conformance;
using Virga.Storage.Driver;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Transfers;
using Virga.Testing;

namespace Virga.Storage.Tests.Wrappers;

public sealed class LimitTests
{
    [Fact]
    public async Task CallsGetTheirTurnInTheOrderInWhichTheyCame()
    {
        var rig = new Rig();
        var first = new TaskCompletionSource();
        var order = new List<int>();
        rig.Driver.OnComplete = _ => new ValueTask(first.Task);
        var store = rig.Store.Limited(new StoreLimits { Concurrency = 1 });
        var driver = store.Driver;
        var upload = await driver.BeginUploadAsync("k", "0123456789abcdef0123456789abcdef", new PutOptions { Length = 0 }, CancellationToken.None);
        var holding = driver.CompleteUploadAsync(upload, [], new PutOptions { Length = 0 }, CancellationToken.None).AsTask();
        rig.Driver.Pages = query =>
        {
            lock (order) order.Add(query.Size);
            return new ListPage([], [], null);
        };
        var waiting = Enumerable.Range(1, 20).Select(i => driver.ListAsync(new ListQuery(null, null, null, null, i), CancellationToken.None).AsTask()).ToList();
        using var cancel = new CancellationTokenSource();
        var impatient = driver.StatAsync("k", cancel.Token).AsTask();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(0, rig.Driver.CountOf("stat"));
        first.SetResult();
        await holding;
        await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Range(1, 20), order);
    }

    [Fact]
    public async Task ADownloadThatBreaksGoesOnInItsOwnPlace()
    {
        using var folder = new TemporaryFolder();
        var content = Rig.Bytes(300_000);
        var beneath = new ObjectStore(new MemoryDriver(), "b");
        await beneath.UploadAsync("k", content);
        var plan = new FaultPlan { new FaultRule { On = StoreCalls.Get, Nth = 1, BreakBodyAfter = 100_000 } };
        var store = beneath.WithFaults(plan).Limited(new StoreLimits { Concurrency = 1 });

        await store.DownloadToFileAsync("k", folder.File("k")).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(content, await File.ReadAllBytesAsync(folder.File("k")));
        Assert.Single(plan.Made);
    }

    [Fact]
    public async Task ACancelledCallerGetsATaskAndNoException()
    {
        var gate = new Virga.Storage.Wrappers.FairGate(1);
        var cancelled = gate.EnterAsync(new CancellationToken(true)).AsTask();
        Assert.True(cancelled.IsCanceled);
        var next = gate.EnterAsync(CancellationToken.None).AsTask();
        Assert.True(next.IsCompletedSuccessfully);
        await next;
    }

    [Fact]
    public async Task TheGateIsFirstInFirstOut()
    {
        var gate = new Virga.Storage.Wrappers.FairGate(1);
        await gate.EnterAsync(CancellationToken.None);
        var turns = Enumerable.Range(0, 5).Select(_ => gate.EnterAsync(CancellationToken.None).AsTask()).ToList();
        using var cancel = new CancellationTokenSource();
        var leaves = gate.EnterAsync(cancel.Token).AsTask();
        turns.Add(gate.EnterAsync(CancellationToken.None).AsTask());
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        foreach (var turn in turns)
        {
            Assert.False(turn.IsCompleted);
            gate.Exit();
            await turn;
        }

        gate.Exit();
        var again = gate.EnterAsync(CancellationToken.None).AsTask();
        Assert.True(again.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task ADownloadKeepsItsPlaceUntilItsEndOrItsDisposal()
    {
        var store = new ObjectStore(new MemoryDriver(), "b").Limited(new StoreLimits { Concurrency = 1 });
        await store.UploadAsync("k", Rig.Bytes(10));
        var open = await store.DownloadAsync("k");
        var next = store.DownloadAsync("k").AsTask();
        Assert.False(next.IsCompleted);

        // Other calls go on meanwhile, so what is downloaded can be stored here.
        await store.UploadAsync("copy", open);
        await using (var second = await next)
        {
            var third = store.DownloadAsync("k").AsTask();
            Assert.False(third.IsCompleted);
            await second.DisposeAsync();
            await (await third).DisposeAsync();
        }

        await open.DisposeAsync();
        Assert.Equal(Rig.Bytes(10), await store.ReadBytesAsync("copy"));
        await Rig.FailsAsync(ErrorKind.NotFound, () => store.DownloadAsync("missing"));
        Assert.Equal(10, (await store.ReadBytesAsync("k")).Length);
    }

    [Fact]
    public async Task RangesOfAFileShareOnePlaceWithoutWaitingForEachOther()
    {
        using var folder = new Virga.Storage.Conformance.TemporaryFolder();
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(1_000_000));
        var store = rig.Store.Limited(new StoreLimits { Concurrency = 1 });
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => store.DownloadToFileAsync("k", folder.File($"{i}")).AsTask()));
        Assert.Equal(Rig.Bytes(1_000_000), await File.ReadAllBytesAsync(folder.File("2")));
    }

    [Fact]
    public async Task RequestsBeginAtTheirRate()
    {
        var time = new FakeTimeProvider();
        var store = new ObjectStore(new MemoryDriver(), "b", new ObjectStoreOptions { Time = time }).Limited(new StoreLimits { RequestsPerSecond = 10, Burst = TimeSpan.FromMilliseconds(300) });
        var start = time.GetUtcNow();
        var calls = Enumerable.Range(0, 8).Select(_ => store.ExistsAsync("k").AsTask()).ToList();
        Assert.Equal(3, calls.Count(c => c.IsCompleted));
        for (var i = 3; i < 8; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(99));
            Assert.False(calls[i].IsCompleted);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await calls[i];
        }

        Assert.Equal(TimeSpan.FromMilliseconds(500), time.GetUtcNow() - start);
    }

    [Fact]
    public async Task AWaitForTheRateThatIsCancelledGivesItsTurnBack()
    {
        var time = new FakeTimeProvider();
        var store = new ObjectStore(new MemoryDriver(), "b", new ObjectStoreOptions { Time = time }).Limited(new StoreLimits { Concurrency = 1, RequestsPerSecond = 1, Burst = TimeSpan.Zero });
        await store.ExistsAsync("k");
        using var cancel = new CancellationTokenSource();
        var cancelled = store.TryStatAsync("k", cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var next = store.ExistsAsync("k").AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await next);
    }

    [Fact]
    public async Task BodiesFlowAtTheirRateBothWays()
    {
        var time = new FakeTimeProvider();
        var bucket = new ObjectStore(new MemoryDriver(), "b", new ObjectStoreOptions { Time = time });
        var store = bucket.Limited(new StoreLimits { BytesPerSecond = 100_000, Burst = TimeSpan.FromSeconds(1) });
        var start = time.GetUtcNow();
        await time.RunAsync(store.UploadAsync("k", Rig.Bytes(400_000)).AsTask());
        Assert.InRange((time.GetUtcNow() - start).TotalSeconds, 2.8, 3.2);
        start = time.GetUtcNow();
        Assert.Equal(Rig.Bytes(400_000), await time.RunAsync(store.ReadBytesAsync("k").AsTask()));
        Assert.InRange((time.GetUtcNow() - start).TotalSeconds, 3.7, 4.2);
    }

    [Fact]
    public async Task ACancelledReadStopsWaitingForTheRate()
    {
        var time = new FakeTimeProvider();
        var bucket = new ObjectStore(new MemoryDriver(), "b", new ObjectStoreOptions { Time = time });
        await bucket.UploadAsync("k", Rig.Bytes(400_000));
        await using var download = await bucket.Limited(new StoreLimits { BytesPerSecond = 1000, Burst = TimeSpan.Zero }).DownloadAsync("k");
        using var cancel = new CancellationTokenSource();
        var buffer = new byte[1000];
        await download.ReadExactlyAsync(buffer.AsMemory(0, 512));
        var read = download.ReadAsync(buffer, cancel.Token).AsTask();
        Assert.False(read.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        var again = download.ReadAsync(buffer).AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(512, await again);
    }

    [Fact]
    public async Task OneLimiterHoldsForSeveralStores()
    {
        var time = new FakeTimeProvider();
        var limiter = new StoreLimiter(new StoreLimits { RequestsPerSecond = 1, Burst = TimeSpan.FromSeconds(2) }, time);
        var (one, two) = (new ObjectStore(new MemoryDriver(), "one").Limited(limiter), new ObjectStore(new MemoryDriver(), "two").WithPrefix("p/").Limited(limiter));
        await one.ExistsAsync("k");
        await two.ExistsAsync("k");
        var third = one.ExistsAsync("k").AsTask();
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await third;
    }

    [Fact]
    public async Task AbortsDoNotWaitBehindOthers()
    {
        var rig = new Rig();
        var store = rig.Store.Limited(new StoreLimits { Concurrency = 1 });
        var driver = store.Driver;
        var upload = await driver.BeginUploadAsync("k", "0123456789abcdef0123456789abcdef", new PutOptions { Length = 0 }, CancellationToken.None);
        var end = new TaskCompletionSource();
        rig.Driver.OnPart = (_, _) => new ValueTask(end.Task);
        var part = driver.PutPartAsync(upload, new PartSlot(1, "n", 0, 3, true), new MemoryStream([1, 2, 3]), default, CancellationToken.None).AsTask();
        await driver.AbortUploadAsync(upload, CancellationToken.None);
        Assert.Equal(0, rig.Driver.Inner.OpenUploads);
        end.SetResult();
        await Assert.ThrowsAsync<ObjectStoreException>(() => part);
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(null, 0.0, null)]
    [InlineData(null, double.NaN, null)]
    [InlineData(null, null, 0.5)]
    public void LimitsThatAreNoneAreRefused(int? concurrency, double? requests, double? bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ObjectStore(new MemoryDriver(), "b").Limited(new StoreLimits { Concurrency = concurrency, RequestsPerSecond = requests, BytesPerSecond = bytes }));

    [Fact]
    public async Task AThrottledBodyMakesNoGarbagePerRead()
    {
        var limiter = new StoreLimiter(new StoreLimits { BytesPerSecond = 1_000_000_000 });
        await using var stream = new Virga.Storage.Wrappers.ThrottledStream(new MemoryStream(new byte[4_000_000]), owns: false, limiter);
        var buffer = new byte[1000];
        for (var i = 0; i < 200; i++) _ = await stream.ReadAsync(buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 2000; i++) _ = await stream.ReadAsync(buffer);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
    }

    [Fact]
    public async Task OneTimerServesAllWaitsOfABody()
    {
        var time = new FakeTimeProvider();
        var counting = new CountingTime(time);
        await using var stream = new Virga.Storage.Wrappers.ThrottledStream(new MemoryStream(Rig.Bytes(100_000)), owns: false, new StoreLimiter(new StoreLimits { BytesPerSecond = 10_000, Burst = TimeSpan.Zero }, counting));
        using var copy = new MemoryStream();
        var start = time.GetUtcNow();
        await time.RunAsync(CopyAsync());
        Assert.Equal(Rig.Bytes(100_000), copy.ToArray());
        Assert.InRange((time.GetUtcNow() - start).TotalSeconds, 9.8, 10.2);
        Assert.Equal(1, counting.Timers);

        async Task<bool> CopyAsync()
        {
            await stream.CopyToAsync(copy);
            return true;
        }
    }

    private sealed class CountingTime(FakeTimeProvider time) : TimeProvider
    {
        public int Timers { get; private set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return time.CreateTimer(callback, state, dueTime, period);
        }
    }
}
