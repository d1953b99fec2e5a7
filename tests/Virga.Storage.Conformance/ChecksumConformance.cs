using Virga.Storage.Driver;

namespace Virga.Storage.Conformance;

public abstract class ChecksumConformance : StoreSuite
{
    [SkippableFact]
    public async Task EveryClaimedChecksumIsTaken()
    {
        await using var session = await OpenAsync();
        if (await RefusedAsync(session.Store)) return;
        foreach (var algorithm in session.Store.Capabilities.Write.Checksums)
        {
            var result = await session.Store.UploadAsync($"k-{algorithm}", Bytes(3000), new UploadOptions { Checksum = algorithm });
            Assert.Equal(Checksums.Compute(algorithm, Bytes(3000)), result.Checksum);
            var info = await session.Store.StatAsync($"k-{algorithm}");
            if (info.Checksum.Algorithm == algorithm) Assert.Equal(result.Checksum, info.Checksum);
            Assert.Equal(Bytes(3000), await session.Store.ReadBytesAsync($"k-{algorithm}"));
        }
    }

    [SkippableFact]
    public async Task AChecksumThatIsNotClaimedIsRefused()
    {
        await using var session = await OpenAsync();
        var claimed = session.Store.Capabilities.Write.Checksums;
        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>().Where(a => a != ChecksumAlgorithm.None && !claimed.Contains(a)))
        {
            await FailsAsync(ErrorKind.Unsupported, () => session.Store.UploadAsync("k", Bytes(1), new UploadOptions { Checksum = algorithm }));
        }

        await session.Store.UploadAsync("k", Bytes(1), new UploadOptions { Checksum = ChecksumAlgorithm.None });
        Assert.Equal(Bytes(1), await session.Store.ReadBytesAsync("k"));
    }

    [SkippableFact]
    public async Task AWrongChecksumStoresNothing()
    {
        await using var session = await OpenAsync();
        var claimed = session.Store.Capabilities.Write.Checksums;
        if (await RefusedAsync(session.Store)) return;
        var driver = Harness.DriverOf(session.Store);
        Skip.If(driver is null, "The harness does not hand out its driver.");
        foreach (var algorithm in claimed)
        {
            var options = new PutOptions { Length = 10, Checksum = Checksums.Compute(algorithm, "something else"u8) };
            var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await driver.PutAsync("k", new MemoryStream(Bytes(10)), options, CancellationToken.None));
            Assert.True(error.Kind is ErrorKind.Integrity or ErrorKind.InvalidArgument, $"{algorithm}: {error}");
            Assert.False(await session.Store.ExistsAsync("k"));
        }
    }

    private static Task<bool> RefusedAsync(ObjectStore store) =>
        RefusedWithoutAsync(store.Capabilities.Write.Checksums.Count > 0, "Write.Checksums", async () => await store.UploadAsync("k", Bytes(1), new UploadOptions { Checksum = ChecksumAlgorithm.Crc32C }));
}
