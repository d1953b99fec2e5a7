using Virga.Aws.S3.Tests.Conformance;
using Virga.Storage;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Wrappers;

/// <summary>The suite below a prefix of an S3 bucket.</summary>
public static class S3Prefixed
{
    private static readonly WrappedHarness Shared = new(new S3Harness(S3Place.LocalCloud), store => store.WithPrefix("tenant-7/")) { Prefix = "tenant-7/" };

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
