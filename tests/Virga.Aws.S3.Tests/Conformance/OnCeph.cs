using Virga.Servers;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Conformance;

/// <summary>The suite on Ceph radosgw.</summary>
public static class OnCeph
{
    private static readonly S3Harness Shared = new(S3Place.Ceph);

    [OnServer(TestServers.Ceph)]
    public sealed class Put : PutConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Get : GetConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Range : RangeConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Stat : StatConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Exists : ExistsConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Delete : DeleteConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class DeleteMany : DeleteManyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class DeletePrefix : DeletePrefixConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class List : ListConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Copy : CopyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Move : MoveConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Condition : ConditionConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Header : HeaderConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Metadata : MetadataConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Checksum : ChecksumConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Bucket : BucketConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Multipart : MultipartConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class WriteStream : WriteStreamConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Presign : PresignConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.Ceph)]
    public sealed class Transfer : TransferConformance
    {
        protected override IStoreHarness Harness => Shared;
    }
}
