using Virga.Storage.Driver;
using Virga.Storage.Memory;

namespace Virga.Storage.Tests.Transfers;

/// <summary>A store over a faulty driver, with buffers of its own to count.</summary>
public sealed class Rig
{
    public const int PartSize = 100_000;

    public Rig(Chunking mode = Chunking.Parts, Func<Capabilities, Capabilities>? change = null, MemoryOptions? options = null, TransferOptions? transfer = null)
    {
        var memory = new MemoryDriver((options ?? new MemoryOptions { PartUnit = 50_000 }) with { Chunking = mode }, "rig");
        Driver = new FaultyDriver(memory, change?.Invoke(memory.Capabilities));
        Store = new ObjectStore(Driver, "rig", new ObjectStoreOptions
        {
            Segments = Segments,
            Time = Time,
            Transfer = transfer ?? new TransferOptions { PartSize = PartSize, Threshold = PartSize, Parallel = 3 },
        });
    }

    public ManualTime Time { get; } = new();

    public SegmentPool Segments { get; } = new();

    public FaultyDriver Driver { get; }

    public ObjectStore Store { get; }

    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(3).NextBytes(bytes);
        return bytes;
    }

    public static Stream Unseekable(int length) => new Virga.Storage.Conformance.UnseekableStream(new MemoryStream(Bytes(length)));

    /// <summary>Nothing is kept: no buffer, no upload, and the abort was called as often as said.</summary>
    public void AssertClean(int aborts)
    {
        Assert.Equal(0, Segments.Rented);
        Assert.Equal(0, Driver.Inner.OpenUploads);
        Assert.Equal(aborts, Driver.CountOf("abort"));
    }

    public static async Task<ObjectStoreException> FailsAsync<T>(ErrorKind kind, Func<ValueTask<T>> call)
    {
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await call());
        Assert.True(error.Kind == kind, error.ToString());
        return error;
    }
}
