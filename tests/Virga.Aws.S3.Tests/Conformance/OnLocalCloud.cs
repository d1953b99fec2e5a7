using Virga.Servers;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Conformance;

/// <summary>The suite on Virga.LocalCloud.</summary>
public static class OnLocalCloud
{
    private static readonly S3Harness Shared = new(S3Place.LocalCloud);

    [OnServer("localcloud")]
    public sealed class Put : PutConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Get : GetConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Range : RangeConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Stat : StatConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Exists : ExistsConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Delete : DeleteConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class DeleteMany : DeleteManyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class DeletePrefix : DeletePrefixConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class List : ListConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Copy : CopyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Move : MoveConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Condition : ConditionConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Header : HeaderConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Metadata : MetadataConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Checksum : ChecksumConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Bucket : BucketConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Multipart : MultipartConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class WriteStream : WriteStreamConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Presign : PresignConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer("localcloud")]
    public sealed class Transfer : TransferConformance
    {
        protected override IStoreHarness Harness => Shared;
    }
}
