using System.Diagnostics;
using Virga.Parity;
using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Transfers;

/// <summary>Measures the process, so nothing else runs at the same time.</summary>
[CollectionDefinition(nameof(MemoryBoundTests), DisableParallelization = true)]
public sealed class MemoryBoundGroup;

[Collection(nameof(MemoryBoundTests))]
public sealed class MemoryBoundTests
{
    private const long MiB = 1024 * 1024;
    private const int Parallel = 4;
    private const long PartSize = 8 * MiB;

    [Fact]
    [Parity("CB-13")]
    [Parity("CB-21")]
    public async Task AGibibyteFromAnUnseekableStreamStaysWithinTheFormula()
    {
        await using var sink = new SinkServer();
        var segments = new SegmentPool();
        var options = new S3Options { Endpoint = sink.Address, Profile = S3Profiles.Compatible, Credentials = new StaticCredentials("AKIDEXAMPLE", "secret") };
        await using var store = S3Stores.Open("bucket", options, new ObjectStoreOptions { Segments = segments });
        var transfer = new TransferOptions { PartSize = PartSize, Parallel = Parallel };
        await store.UploadAsync("warm", new EndlessZeros(3 * PartSize), new UploadOptions { Transfer = transfer with { Parallel = 1 } });

        using var large = new LargeObjectListener();
        var before = Measure(collect: true);
        var most = (Managed: 0L, Resident: 0L, Rented: 0L);
        sink.OnPart = () =>
        {
            var now = Measure(collect: false);
            lock (large) most = (Math.Max(most.Managed, now.Managed - before.Managed), Math.Max(most.Resident, now.Resident - before.Resident), Math.Max(most.Rented, segments.Rented));
        };
        var result = await store.UploadAsync("k", new EndlessZeros(1024 * MiB), new UploadOptions { Transfer = transfer });

        Assert.Equal((1024 * MiB, 128, "all-1"), (result.Bytes, result.Parts, result.Info.Revision));
        Assert.Equal(1024 * MiB, sink.Bytes - (3 * PartSize));
        Assert.InRange(most.Resident, long.MinValue, (Parallel * PartSize) + (16 * MiB));
        Assert.InRange(most.Managed, long.MinValue, (Parallel * PartSize) + (16 * MiB));
        Assert.InRange(most.Rented, 1, (Parallel * PartSize / SegmentPool.SegmentSize) + 1);
        Assert.Empty(large.ByteArrays);
        Assert.Equal(0, segments.Rented);
    }

    private static (long Managed, long Resident) Measure(bool collect)
    {
        if (collect) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64);
    }
}
