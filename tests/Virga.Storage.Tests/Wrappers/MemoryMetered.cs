using Virga.Storage.Conformance;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Conformance;

namespace Virga.Storage.Tests.Wrappers;

/// <summary>Memory, measured, with a listener that takes everything.</summary>
public static class MemoryMetered
{
    private static readonly WrappedHarness Shared = new(new MemoryHarness(new MemoryOptions()), store => store.Metered(ListenedMeter.Meter));

    public sealed class Put : PutConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Get : GetConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Range : RangeConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Stat : StatConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Exists : ExistsConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Delete : DeleteConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class DeleteMany : DeleteManyConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class DeletePrefix : DeletePrefixConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class List : ListConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Copy : CopyConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Move : MoveConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Condition : ConditionConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Header : HeaderConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Metadata : MetadataConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Checksum : ChecksumConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Multipart : MultipartConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class WriteStream : WriteStreamConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Presign : PresignConformance { protected override IStoreHarness Harness => Shared; }

    public sealed class Transfer : TransferConformance { protected override IStoreHarness Harness => Shared; }
}
