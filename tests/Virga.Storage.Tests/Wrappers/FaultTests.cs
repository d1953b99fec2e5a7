using Virga.Storage.Memory;
using Virga.Storage.Tests.Transfers;
using Virga.Testing;

namespace Virga.Storage.Tests.Wrappers;

public sealed class FaultTests
{
    [Fact]
    public async Task TheNthCallOfAKindFails()
    {
        var rig = new Rig();
        var plan = new FaultPlan { new FaultRule { On = StoreCalls.PutPart, Nth = 2, Error = ErrorKind.Unavailable } };
        var store = rig.Store.WithFaults(plan);
        var error = await Rig.FailsAsync(ErrorKind.Unavailable, () => store.UploadAsync("k", Rig.Unseekable(550_000)));
        Assert.Equal(("InjectedFault", true, "k"), (error.Code, error.IsRetryable, error.Key));
        rig.AssertClean(aborts: 1);
        await store.UploadAsync("k", Rig.Unseekable(550_000));
        Assert.Equal((StoreCalls.PutPart, "k"), (Assert.Single(plan.Made).Call, plan.Made[0].Key));
    }

    [Theory]
    [InlineData("a/*", "a/b/c", true)]
    [InlineData("a/*", "b/a/c", false)]
    [InlineData("*.h5", "x/run.h5", true)]
    [InlineData("*.h5", "run.h5x", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*b", "ab", false)]
    [InlineData("*", "", true)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("exact", "exact", true)]
    public async Task ARuleIsForItsKeys(string pattern, string key, bool fits)
    {
        var store = new ObjectStore(new MemoryDriver(), "b").WithFaults(new FaultPlan { new FaultRule { Keys = pattern, Error = ErrorKind.AccessDenied } });
        if (key.Length == 0) key = "k";
        if (fits) await Rig.FailsAsync(ErrorKind.AccessDenied, () => store.UploadTextAsync(key, "x"));
        else await store.UploadTextAsync(key, "x");
        await foreach (var row in store.ListAsync()) Assert.Equal(key, row.Key);
    }

    [Fact]
    public async Task EveryThirdCallFailsAndNoMoreThanTold()
    {
        var store = new ObjectStore(new MemoryDriver(), "b").WithFaults(new FaultPlan { new FaultRule { On = StoreCalls.Stat, Every = 3, Times = 2, Error = ErrorKind.Throttled } });
        var kinds = new List<ErrorKind>();
        for (var i = 0; i < 12; i++) kinds.Add((await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.StatAsync("k"))).Kind);
        Assert.Equal([2, 5], kinds.Index().Where(k => k.Item == ErrorKind.Throttled).Select(k => k.Index));
    }

    [Fact]
    public async Task TheSameSeedGivesTheSameFaults()
    {
        async Task<string> RunAsync(int seed)
        {
            var store = new ObjectStore(new MemoryDriver(), "b").WithFaults(new FaultPlan(seed) { new FaultRule { On = StoreCalls.Stat | StoreCalls.Put, Probability = 0.3, Error = ErrorKind.Unavailable } });
            var text = "";
            for (var i = 0; i < 60; i++) text += (await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.StatAsync("k"))).Kind == ErrorKind.Unavailable ? "x" : ".";
            return text;
        }

        var first = await RunAsync(11);
        Assert.Equal(first, await RunAsync(11));
        Assert.NotEqual(first, await RunAsync(12));
        Assert.InRange(first.Count(c => c == 'x'), 8, 30);
    }

    [Fact]
    public async Task ALostAnswerHasDoneItsWork()
    {
        var memory = new MemoryDriver();
        var store = new ObjectStore(memory, "b").WithFaults(new FaultPlan { new FaultRule { On = StoreCalls.Put | StoreCalls.Get, LosesAnswer = true, Error = ErrorKind.Connection } });
        await Rig.FailsAsync(ErrorKind.Connection, () => store.UploadTextAsync("k", "x"));
        Assert.Equal(1, (await memory.StatAsync("k", CancellationToken.None)).Size);
        await Rig.FailsAsync(ErrorKind.Connection, () => store.ReadTextAsync("k"));
    }

    [Fact]
    public async Task ABodyBreaksOrEndsWhereTheRuleSays()
    {
        using var folder = new Virga.Storage.Conformance.TemporaryFolder();
        var bucket = new ObjectStore(new MemoryDriver(), "b");
        await bucket.UploadAsync("k", Rig.Bytes(90_000));
        var breaking = bucket.WithFaults(new FaultPlan { new FaultRule { On = StoreCalls.Get, BreakBodyAfter = 70_000, Times = 2 } });
        var broken = await Rig.FailsAsync(ErrorKind.Connection, () => breaking.ReadBytesAsync("k"));
        Assert.Contains("70000", broken.Message, StringComparison.Ordinal);

        // The engine takes a file up again where it broke.
        Assert.Equal(1, (await breaking.DownloadToFileAsync("k", folder.File("k"))).Resumes);
        Assert.Equal(Rig.Bytes(90_000), await File.ReadAllBytesAsync(folder.File("k")));
        var ending = bucket.WithFaults(new FaultPlan { new FaultRule { On = StoreCalls.Get, EndBodyAfter = 70_000 } });
        await Rig.FailsAsync(ErrorKind.Integrity, () => ending.ReadBytesAsync("k"));
        var sending = bucket.WithFaults(new FaultPlan { new FaultRule { On = StoreCalls.Put, BreakBodyAfter = 10, Error = ErrorKind.Unavailable } });
        await Rig.FailsAsync(ErrorKind.Unavailable, () => sending.UploadAsync("k", Rig.Bytes(100)));
        Assert.Equal(Rig.Bytes(90_000), await bucket.ReadBytesAsync("k"));
    }

    [Fact]
    public async Task LatencyIsOfThePlansClockAndCanBeCancelled()
    {
        var time = new FakeTimeProvider();
        var store = new ObjectStore(new MemoryDriver(), "b").WithFaults(new FaultPlan(0, time) { new FaultRule { Latency = TimeSpan.FromMinutes(5) } });
        var slow = store.ExistsAsync("k").AsTask();
        Assert.False(slow.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await slow);
        using var cancel = new CancellationTokenSource();
        var cancelled = store.TryStatAsync("k", cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public void ARuleThatDoesNothingOrContradictsItselfIsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new FaultPlan { new FaultRule() });
        Assert.ThrowsAny<ArgumentException>(() => new FaultPlan { new FaultRule { LosesAnswer = true, Latency = TimeSpan.FromSeconds(1) } });
        Assert.ThrowsAny<ArgumentException>(() => new FaultPlan { new FaultRule { Nth = 0, Error = ErrorKind.Timeout } });
        Assert.ThrowsAny<ArgumentException>(() => new FaultPlan { new FaultRule { Probability = 1.5, Error = ErrorKind.Timeout } });
        Assert.ThrowsAny<ArgumentException>(() => new FaultPlan { new FaultRule { On = StoreCalls.None, Error = ErrorKind.Timeout } });
    }
}
