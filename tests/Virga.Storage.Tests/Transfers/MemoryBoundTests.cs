using System.Diagnostics;
using Virga.Parity;
using Virga.Testing;

namespace Virga.Storage.Tests.Transfers;

/// <summary>Measures the process, so nothing else runs at the same time.</summary>
[CollectionDefinition(nameof(MemoryBoundTests), DisableParallelization = true)]
public sealed class MemoryBoundGroup;

[Collection(nameof(MemoryBoundTests))]
public sealed class MemoryBoundTests
{
    private const long MiB = 1024 * 1024;
    private const int Parallel = 4;

    [Theory]
    [InlineData(8 * MiB)]
    [InlineData(5 * MiB)]
    [Parity("CB-21")]
    public async Task AGibibyteFromAnUnseekableStreamStaysWithinTheFormula(long partSize)
    {
        var segments = new SegmentPool();
        var driver = new DiscardingDriver();
        var store = new ObjectStore(driver, "void", new ObjectStoreOptions { Segments = segments });
        var transfer = new TransferOptions { PartSize = partSize, Parallel = Parallel };
        await store.UploadAsync("warm", new EndlessZeros(3 * partSize), new UploadOptions { Transfer = transfer with { Parallel = 1 } });

        using var large = new LargeObjectListener();
        var before = Measure();
        var most = (Managed: 0L, Resident: 0L, Rented: 0L);
        driver.OnPart = () =>
        {
            var now = Measure(collect: false);
            lock (driver) most = (Math.Max(most.Managed, now.Managed - before.Managed), Math.Max(most.Resident, now.Resident - before.Resident), Math.Max(most.Rented, segments.Rented));
        };
        var result = await store.UploadAsync("k", new EndlessZeros(1024 * MiB), new UploadOptions { Transfer = transfer });

        var bound = (Parallel * partSize) + (16 * MiB);
        Assert.Equal(1024 * MiB, result.Bytes);
        Assert.Equal(1024 * MiB, driver.Discarded - (3 * partSize));
        Assert.InRange(most.Resident, long.MinValue, bound);
        Assert.InRange(most.Managed, long.MinValue, bound);
        Assert.InRange(most.Rented, 1, (Parallel * partSize / SegmentPool.SegmentSize) + 1);
        Assert.Empty(large.ByteArrays);
        Assert.Equal(0, segments.Rented);
    }

    [Fact]
    public async Task AMillionKeysAreListedInTheMemoryOfOnePage()
    {
        var store = new ObjectStore(new DiscardingDriver(), "void");
        var seen = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        await foreach (var row in store.ListAsync())
        {
            if (++seen % 250_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(1_000_000, seen);
        Assert.InRange(most, long.MinValue, 2 * MiB);
    }

    private static (long Managed, long Resident) Measure(bool collect = true)
    {
        if (collect) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64);
    }
}
