using Virga.Servers;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Conformance;

/// <summary>The suite on OpenStack Swift's s3api.</summary>
public static class OnSwift
{
    private static readonly S3Harness Shared = new(S3Place.SwiftS3);

    [OnServer(TestServers.SwiftS3)]
    public sealed class Put : PutConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Get : GetConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Range : RangeConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Stat : StatConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Exists : ExistsConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Delete : DeleteConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class DeleteMany : DeleteManyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class DeletePrefix : DeletePrefixConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class List : ListConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Copy : CopyConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Move : MoveConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Condition : ConditionConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Header : HeaderConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Metadata : MetadataConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Checksum : ChecksumConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Bucket : BucketConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Multipart : MultipartConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class WriteStream : WriteStreamConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Presign : PresignConformance
    {
        protected override IStoreHarness Harness => Shared;
    }

    [OnServer(TestServers.SwiftS3)]
    public sealed class Transfer : TransferConformance
    {
        protected override IStoreHarness Harness => Shared;
    }
}
