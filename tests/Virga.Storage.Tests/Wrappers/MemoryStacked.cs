using Virga.Storage.Conformance;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Conformance;

namespace Virga.Storage.Tests.Wrappers;

/// <summary>Memory with segments as objects, and all wrappers at once.</summary>
public static class MemoryStacked
{
    private static readonly WrappedHarness Shared = new(new MemoryHarness(new MemoryOptions { Chunking = Driver.Chunking.Composed }), store => store.Limited(new StoreLimits { Concurrency = 2 }).WithPrefix("p/").Metered(ListenedMeter.Meter).Logged(new RecordingLogger())) { Prefix = "p/" };

    public sealed class Put : PutConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Get : GetConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Header : HeaderConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Copy : CopyConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class DeletePrefix : DeletePrefixConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class List : ListConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Multipart : MultipartConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class WriteStream : WriteStreamConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Transfer : TransferConformance { protected override IStoreHarness Harness => Shared; }
}
